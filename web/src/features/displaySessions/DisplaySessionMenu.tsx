import { ActionIcon, Menu } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { useDeleteDisplaySession } from './api/deleteDisplaySession.ts';
import { RenameDialog } from './RenameDialog.tsx';

interface DisplaySessionMenuProps {
  row: DisplaySessionView;
  onDeleted: () => void;
}

/** Rename and delete. */
export function DisplaySessionMenu({ row, onDeleted }: DisplaySessionMenuProps) {
  const [open, setOpen] = useState<'rename' | 'delete' | null>(null);
  const remove = useDeleteDisplaySession(row.id);
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={`More actions for ${row.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setOpen('rename')}>
            Rename
          </Menu.Item>
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            c="var(--p88-bad)"
            onClick={() => setOpen('delete')}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameDialog id={row.id} name={row.name} opened={open === 'rename'} onClose={close} />
      <ConfirmByName
        opened={open === 'delete'}
        onClose={close}
        title="Delete the display session"
        name={row.name}
        action="Delete"
        request={remove}
        onConfirm={() => remove.mutate(undefined, { onSuccess: onDeleted })}
      >
        Its roster, results, queue and links go with it, and its screens turn to a closing page. The timing
        stream and its reads stay.
      </ConfirmByName>
    </>
  );
}
