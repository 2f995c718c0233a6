import { Modal, NativeSelect, Stack } from '@mantine/core';
import type { ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
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
  const rotate = useRotateApiKey();
  const created = rotate.data;
  const close = dialogClose(rotate, onClose);
  return (
    <Modal
      opened={apiKey !== null}
      onClose={close}
      title={created ? 'Your new API key' : `Rotate ${apiKey?.name ?? ''}`}
      // A slip beside the window must not lose a key that is shown once.
      closeOnClickOutside={created === undefined}
      closeOnEscape={created === undefined}
    >
      {created && <ShownOnce created={created} onDone={close} />}
      {!created && apiKey && <RotateForm id={apiKey.id} rotate={rotate} onCancel={close} />}
    </Modal>
  );
}

interface RotateFormProps {
  id: string;
  rotate: ReturnType<typeof useRotateApiKey>;
  onCancel: () => void;
}

function RotateForm({ id, rotate, onCancel }: RotateFormProps) {
  const [hours, setHours] = useState('24');
  const submit = () => rotate.mutate({ id, overlapHours: Number(hours) });
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
