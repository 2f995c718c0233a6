import { Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { usePairScreen } from './api/screens.ts';

const CODE_LENGTH = 6;

interface PairDialogProps {
  displaySessionId: string;
  opened: boolean;
  onClose: () => void;
}

/** Bring a TV to this display session by the code that it shows. */
export function PairDialog({ displaySessionId, opened, onClose }: PairDialogProps) {
  const pair = usePairScreen(displaySessionId);
  const close = dialogClose(pair, onClose);
  return (
    <Modal opened={opened} onClose={close} title="Pair a TV">
      <PairForm pair={pair} onClose={close} />
    </Modal>
  );
}

function PairForm({ pair, onClose }: { pair: ReturnType<typeof usePairScreen>; onClose: () => void }) {
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const { fields, form } = formErrors(pair.error, { NOT_FOUND: 'code' });
  const submit = () =>
    pair.mutate(
      { code: code.trim().toUpperCase(), name: name.trim() },
      {
        onSuccess: () => {
          sayDone('The TV opens this display session.');
          onClose();
        },
      },
    );
  return (
    <Form onSubmit={submit} error={pair.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <p>
          Open <strong>{`${window.location.host}/display`}</strong> on the TV. It shows six letters.
        </p>
        <TextInput
          label="Code on the TV"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={CODE_LENGTH}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
          error={fields.code}
          data-autofocus
        />
        <TextInput
          label="Name of the screen"
          placeholder="Tower left"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fields.name}
        />
        <FormButtons
          action="Pair"
          onCancel={onClose}
          busy={pair.isPending}
          disabled={code.trim().length < CODE_LENGTH}
        />
      </Stack>
    </Form>
  );
}
