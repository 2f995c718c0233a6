import { Button } from '@mantine/core';
import type { AuditEntryView } from '@project88/core/contract/audit.ts';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { useVenue } from '../../lib/venue.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { Surface } from '../../ui/Surface.tsx';
import { auditEntriesQuery } from './api/audit.ts';
import { EntryList } from './EntryList.tsx';
import { EntrySheet } from './EntrySheet.tsx';
import { FilterBar, type Person } from './FilterBar.tsx';
import { type AuditSearch, filterCount, sentFilter } from './filter.ts';

interface AuditLogProps {
  search: AuditSearch;
  onSearch: (search: AuditSearch) => void;
  /** People whose entries can be chosen. */
  people: readonly Person[];
}

/** The audit log with its filters; each entry opens in a sheet. */
export function AuditLog({ search, onSearch, people }: AuditLogProps) {
  const { timeZone } = useVenue();
  const filter = useMemo(() => sentFilter(search, timeZone), [search, timeZone]);
  const query = useInfiniteQuery(auditEntriesQuery(filter));
  const rows = useMemo(() => (query.data ? rowsOf(query.data) : []), [query.data]);
  const [opened, setOpened] = useState<AuditEntryView | null>(null);
  const narrow = (more: AuditSearch) => {
    setOpened(null);
    onSearch({ ...search, ...more });
  };
  return (
    <>
      <FilterBar search={search} onSearch={onSearch} people={actorsOf(people, rows)} />
      <Surface>
        <QueryBoundary
          query={query}
          what="the audit log"
          lines={12}
          isEmpty={() => rows.length === 0}
          empty={<Nothing filters={filterCount(search)} onClear={() => onSearch({})} />}
        >
          {() => <EntryList rows={rows} query={query} onOpen={setOpened} />}
        </QueryBoundary>
      </Surface>
      <EntrySheet entry={opened} onClose={() => setOpened(null)} onNarrow={narrow} />
    </>
  );
}

function Nothing({ filters, onClear }: { filters: number; onClear: () => void }) {
  if (filters === 0) {
    return (
      <EmptyState icon={<IconHistory size={20} />} title="Nothing has happened yet">
        Everything that changes something is written down here.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<IconHistory size={20} />}
      title="No entry fits the filter"
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filter
        </Button>
      }
    />
  );
}

/** The people, and whoever else stands in the entries that have come: keys, screens, administrators. */
function actorsOf(people: readonly Person[], rows: readonly AuditEntryView[]): Person[] {
  const actors = new Map(people.map((person) => [person.id, person]));
  for (const { actor } of rows) if (actor.id !== '' && !actors.has(actor.id)) actors.set(actor.id, actor);
  return [...actors.values()];
}
