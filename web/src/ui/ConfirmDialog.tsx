import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { messageOf } from '../lib/api.ts';
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
  busy: boolean;
  /** The failure of the last try; null when there is none. */
  error: unknown;
  onConfirm: () => void;
}

/** Asks once before something that others notice but that can be done again. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, onClose, title, children, action, tone = 'plain', busy, error, onConfirm } = props;
  return (
    <Modal opened={opened} onClose={onClose} title={title}>
      <Stack>
        {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
        <Text component="div">{children}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button {...(tone === 'danger' && { color: 'red.8' })} loading={busy} onClick={onConfirm}>
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
