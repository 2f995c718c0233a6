import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { TimingKeyCreated } from '@project88/core/contract/timingKeys.ts';
import { type FormEvent, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { CopyIcon } from '../../ui/CopyButton.tsx';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useCreateTimingKey } from './api/timingKeys.ts';
import classes from './NewKeyDialog.module.css';

/** The contract's limit of a label. */
const LABEL_LIMIT = 80;

interface NewKeyDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Make a timing key and show its secret, once. */
export function NewKeyDialog({ opened, onClose }: NewKeyDialogProps) {
  const create = useCreateTimingKey();
  const created = create.data;
  const close = dialogClose(create, onClose);
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={created ? 'Your new timing key' : 'New timing key'}
      // A slip beside the window must not lose a secret that is shown once.
      closeOnClickOutside={created === undefined}
      closeOnEscape={created === undefined}
    >
      {created ? <Secret created={created} onDone={close} /> : <KeyForm create={create} onCancel={close} />}
    </Modal>
  );
}

interface KeyFormProps {
  create: ReturnType<typeof useCreateTimingKey>;
  onCancel: () => void;
}

function KeyForm({ create, onCancel }: KeyFormProps) {
  const [label, setLabel] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate(label.trim());
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Label"
          description="Where the key is used, so that you know which one to delete later"
          placeholder="Laptop at the finish"
          maxLength={LABEL_LIMIT}
          value={label}
          onChange={(event) => setLabel(event.currentTarget.value)}
          error={create.isError ? messageOf(create.error) : null}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel} disabled={create.isPending}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Secret({ created, onDone }: { created: TimingKeyCreated; onDone: () => void }) {
  return (
    <Stack>
      <Notice tone="warn">Copy the password now. It is shown only this once.</Notice>
      <dl className={classes.fields}>
        <Field label="User" value={created.user} />
        <Field label="Password" value={created.secret} />
      </dl>
      <Group justify="flex-end">
        <Button onClick={onDone} data-autofocus>
          I have copied it
        </Button>
      </Group>
    </Stack>
  );
}

function Field({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.field}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.value}>{value}</span>
        <CopyIcon value={value} label={`Copy the ${label.toLowerCase()}`} />
      </dd>
    </div>
  );
}
