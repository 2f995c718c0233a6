import { Modal, NativeSelect, Stack } from '@mantine/core';
import type { ApiKeyCreated, ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useRotateApiKey } from './api/apiKeys.ts';
import { ShownOnce } from './ShownOnce.tsx';

interface RotateDialogProps {
  /** Null when the dialog is closed. */
  apiKey: ApiKeyView | null;
  onClose: () => void;
}

/** How long the old key may go on, in hours. */
const OVERLAPS = [
  { value: '0', label: 'Ends at once' },
  { value: '1', label: '1 hour' },
  { value: '24', label: '1 day' },
  { value: '168', label: '1 week' },
  { value: '720', label: '30 days' },
];

/** Let a new key take over from an old one. */
export function RotateDialog({ apiKey, onClose }: RotateDialogProps) {
  const [created, setCreated] = useState<ApiKeyCreated | null>(null);
  const close = () => {
    onClose();
    setCreated(null);
  };
  return (
    <Modal
      opened={apiKey !== null}
      onClose={close}
      title={created ? 'Your new API key' : `Rotate ${apiKey?.name ?? ''}`}
      // A slip beside the window must not lose a key that is shown once.
      closeOnClickOutside={created === null}
      closeOnEscape={created === null}
    >
      {created && <ShownOnce created={created} onDone={close} />}
      {!created && apiKey && <RotateForm id={apiKey.id} onCreated={setCreated} onCancel={close} />}
    </Modal>
  );
}

interface RotateFormProps {
  id: string;
  onCreated: (created: ApiKeyCreated) => void;
  onCancel: () => void;
}

function RotateForm({ id, onCreated, onCancel }: RotateFormProps) {
  const [hours, setHours] = useState('24');
  const rotate = useRotateApiKey(id);
  const submit = () => {
    rotate.mutate(Number(hours), { onSuccess: onCreated });
  };
  return (
    <Form onSubmit={submit} error={rotate.error}>
      <Stack>
        {rotate.isError && <Notice tone="bad">{messageOf(rotate.error)}</Notice>}
        <p>
          A new key with the same permissions takes over. Give it to your program while the old one still
          works.
        </p>
        <NativeSelect
          label="The old key works for"
          data={OVERLAPS}
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
          data-autofocus
        />
        <FormButtons action="Rotate" onCancel={onCancel} busy={rotate.isPending} />
      </Stack>
    </Form>
  );
}
