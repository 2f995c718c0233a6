import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { useUpdateDisplaySession } from './api/updateDisplaySession.ts';

interface RenameDialogProps {
  id: string;
  name: string;
  opened: boolean;
  onClose: () => void;
}

export function RenameDialog(props: RenameDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Rename the display session">
      <RenameForm {...props} />
    </Modal>
  );
}

function RenameForm({ id, name, onClose }: RenameDialogProps) {
  const [value, setValue] = useState(name);
  const update = useUpdateDisplaySession(id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ name: value.trim() }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="Name"
          value={value}
          maxLength={120}
          onChange={(event) => setValue(event.currentTarget.value)}
          error={update.isError ? messageOf(update.error) : null}
          data-autofocus
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={value.trim() === ''} loading={update.isPending}>
            Rename
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
