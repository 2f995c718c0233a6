import { Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { useRenameAccount } from './api/account.ts';

interface RenameAccountDialogProps {
  opened: boolean;
  name: string;
  onClose: () => void;
}

/** Change one's own name. */
export function RenameAccountDialog({ opened, name, onClose }: RenameAccountDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Change your name">
      <NameForm name={name} onClose={onClose} />
    </Modal>
  );
}

function NameForm({ name, onClose }: Omit<RenameAccountDialogProps, 'opened'>) {
  const [typed, setTyped] = useState(name);
  const rename = useRenameAccount();
  const errors = formErrors(rename.error);
  const submit = () => {
    rename.mutate(typed.trim(), {
      onSuccess: () => {
        sayDone('Your name is changed.');
        onClose();
      },
    });
  };
  return (
    <Form onSubmit={submit} error={rename.error}>
      <Stack>
        {errors.form !== null && <Notice tone="bad">{errors.form}</Notice>}
        <TextInput
          label="Name"
          description="As your colleagues and the audit log see it"
          autoComplete="name"
          maxLength={100}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={errors.fields.name}
          data-autofocus
        />
        <FormButtons
          action="Save"
          onCancel={onClose}
          busy={rename.isPending}
          disabled={typed.trim() === '' || typed.trim() === name}
        />
      </Stack>
    </Form>
  );
}
