import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { IconDownload, IconRefresh } from '@tabler/icons-react';
import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useMay } from '../../lib/me.tsx';
import { useVenue } from '../../lib/venue.tsx';
import { exportAddress } from './api/audit.ts';
import { type AuditSearch, filterCount, sentFilter } from './filter.ts';

/** Begin again with the newest entries, and take the log out as a file. */
export function AuditTools({ search }: { search: AuditSearch }) {
  return (
    <>
      <Refresh />
      {useMay('audit.export') && <ExportMenu search={search} />}
    </>
  );
}

function Refresh() {
  const queryClient = useQueryClient();
  const busy = useIsFetching({ queryKey: ['audit'] }) > 0;
  return (
    <Tooltip label="Show the newest entries">
      <ActionIcon
        variant="default"
        size={36}
        aria-label="Show the newest entries"
        loading={busy}
        onClick={() => queryClient.resetQueries({ queryKey: ['audit'] })}
      >
        <IconRefresh size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

function ExportMenu({ search }: { search: AuditSearch }) {
  const { timeZone } = useVenue();
  const filter = sentFilter(search, timeZone);
  const some = filterCount(search) > 0;
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{some ? 'Entries that fit the filter' : 'All entries'}</Menu.Label>
        <Menu.Item component="a" href={exportAddress(filter, 'csv')} download>
          CSV, for spreadsheets
        </Menu.Item>
        <Menu.Item component="a" href={exportAddress(filter, 'jsonl')} download>
          JSON, one entry a line
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
