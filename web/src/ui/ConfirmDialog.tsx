import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { messageOf } from '../lib/api.ts';
import { type DialogRequest, dialogClose } from './dialogClose.ts';
import { Notice } from './Notice.tsx';

interface ConfirmDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What happens then. */
  children: ReactNode;
  /** The word on the button. */
  action: string;
  /** Red when something is lost or somebody is locked out. */
  tone?: 'plain' | 'danger';
  request: DialogRequest;
  onConfirm: () => void;
}

/** Asks once before something that others notice but that can be done again. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, action, tone = 'plain', request, onConfirm } = props;
  const { isPending, error } = request;
  const close = dialogClose(request, props.onClose);
  return (
    <Modal opened={opened} onClose={close} title={title}>
      <Stack>
        {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
        <Text component="div">{children}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close} disabled={isPending} data-autofocus>
            Cancel
          </Button>
          <Button {...(tone === 'danger' && { color: 'red.8' })} loading={isPending} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
