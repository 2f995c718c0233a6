import { ActionIcon, Menu } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import {
  IconArchive,
  IconArchiveOff,
  IconBookmark,
  IconChartBar,
  IconCopy,
  IconDots,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { AnalyticsSheet } from './AnalyticsSheet.tsx';
import { useDeleteDisplaySession } from './api/deleteDisplaySession.ts';
import { useArchive, useDuplicate, useSavePreset } from './api/life.ts';
import { NameDialog } from './NameDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';

interface DisplaySessionMenuProps {
  row: DisplaySessionView;
  onDeleted: () => void;
  /** A copy was made. */
  onCopied: (id: string) => void;
}

type Opened = 'rename' | 'duplicate' | 'preset' | 'archive' | 'delete' | 'analytics';

/** What is done with a display session as a whole. */
export function DisplaySessionMenu({ row, onDeleted, onCopied }: DisplaySessionMenuProps) {
  const [open, setOpen] = useState<Opened | null>(null);
  const remove = useDeleteDisplaySession(row.id);
  const duplicate = useDuplicate(row.id);
  const preset = useSavePreset();
  const archive = useArchive(row.id);
  const close = () => setOpen(null);
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={`More actions for ${row.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setOpen('rename')}>
            Rename
          </Menu.Item>
          <Menu.Item leftSection={<IconChartBar size={16} />} onClick={() => setOpen('analytics')}>
            Analytics
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => setOpen('duplicate')}>
            Duplicate
          </Menu.Item>
          <Menu.Item leftSection={<IconBookmark size={16} />} onClick={() => setOpen('preset')}>
            Save as preset
          </Menu.Item>
          {row.archived ? (
            <Menu.Item leftSection={<IconArchiveOff size={16} />} onClick={() => archive.mutate(false)}>
              Take out of the archive
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => setOpen('archive')}>
              Archive
            </Menu.Item>
          )}
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
      <NameDialog
        opened={open === 'duplicate'}
        onClose={close}
        title="Duplicate the display session"
        suggested={`${row.name} (copy)`.slice(0, 120)}
        action="Duplicate"
        request={duplicate}
        onName={(name) =>
          duplicate.mutate(name, {
            onSuccess: ({ id }) => {
              close();
              onCopied(id);
            },
          })
        }
      >
        Roster, streams, notes and template are copied; results, links and screens are not.
      </NameDialog>
      <NameDialog
        opened={open === 'preset'}
        onClose={close}
        title="Save as preset"
        suggested={row.name}
        action="Save"
        request={preset}
        onName={(name) =>
          preset.mutate(
            { name, mode: row.mode, templateId: row.templateId, playlistId: null },
            {
              onSuccess: () => {
                close();
                sayDone('The preset is offered for new display sessions.');
              },
            },
          )
        }
      >
        New display sessions can begin with this mode and template.
      </NameDialog>
      <ConfirmDialog
        opened={open === 'archive'}
        onClose={close}
        title="Archive the display session"
        action="Archive"
        request={archive}
        onConfirm={() => archive.mutate(true, { onSuccess: close })}
      >
        Its screens turn to a closing page and its links end. It can be taken out again; new links are needed
        then.
      </ConfirmDialog>
      {open === 'analytics' && <AnalyticsSheet row={row} onClose={close} />}
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
