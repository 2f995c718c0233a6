import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { messageOf } from '../lib/api.ts';
import { type DialogRequest, dialogClose } from './dialogClose.ts';

interface ConfirmByNameProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What is lost. */
  children: ReactNode;
  /** The text that must be typed. */
  name: string;
  action: string;
  request: DialogRequest;
  onConfirm: () => void;
}

/** What cannot be undone asks for the name of what is deleted. */
export function ConfirmByName(props: ConfirmByNameProps) {
  const close = dialogClose(props.request, props.onClose);
  return (
    <Modal opened={props.opened} onClose={close} title={props.title}>
      <ConfirmForm {...props} onClose={close} />
    </Modal>
  );
}

function ConfirmForm({ children, name, action, request, onConfirm, onClose }: ConfirmByNameProps) {
  const [typed, setTyped] = useState('');
  const { isPending, error } = request;
  const matches = typed.trim() === name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (matches) onConfirm();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>{children}</Text>
        <TextInput
          label={`Type “${name}” to confirm`}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
          error={error && messageOf(error)}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} disabled={isPending}>
            Cancel
          </Button>
          <Button type="submit" color="red.8" disabled={!matches} loading={isPending}>
            {action}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
