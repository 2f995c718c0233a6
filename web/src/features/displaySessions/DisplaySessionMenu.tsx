import { ActionIcon, Menu } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import {
  IconArchive,
  IconArchiveOff,
  IconBookmark,
  IconChartBar,
  IconCopy,
  IconDots,
  IconHistory,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMay } from '../../lib/me.tsx';
import { useArchive } from './api/life.ts';
import { DisplaySessionDialogs, type Opened } from './DisplaySessionDialogs.tsx';

interface DisplaySessionMenuProps {
  row: DisplaySessionView;
  onDeleted: () => void;
  /** A copy was made. */
  onCopied: (id: string) => void;
}

/** What is done with a display session as a whole. */
export function DisplaySessionMenu(props: DisplaySessionMenuProps) {
  const { row } = props;
  const [opened, setOpened] = useState<Opened | null>(null);
  const archive = useArchive(row.id);
  const maySeeLog = useMay('audit.view');
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={`More actions for ${row.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {ITEMS.map(({ opens, words, Icon }) => (
            <Menu.Item key={opens} leftSection={<Icon size={16} />} onClick={() => setOpened(opens)}>
              {words}
            </Menu.Item>
          ))}
          {maySeeLog && (
            <Menu.Item
              leftSection={<IconHistory size={16} />}
              renderRoot={(root) => <Link to="/audit" search={{ objectId: row.id }} {...root} />}
            >
              History
            </Menu.Item>
          )}
          {row.archived ? (
            <Menu.Item leftSection={<IconArchiveOff size={16} />} onClick={() => archive.mutate(false)}>
              Take out of the archive
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => setOpened('archive')}>
              Archive
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconTrash size={16} />}
            c="var(--p88-bad)"
            onClick={() => setOpened('delete')}
          >
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DisplaySessionDialogs {...props} opened={opened} onClose={() => setOpened(null)} archive={archive} />
    </>
  );
}

const ITEMS = [
  { opens: 'rename', words: 'Rename', Icon: IconPencil },
  { opens: 'analytics', words: 'Analytics', Icon: IconChartBar },
  { opens: 'duplicate', words: 'Duplicate', Icon: IconCopy },
  { opens: 'preset', words: 'Save as preset', Icon: IconBookmark },
] as const;
