import { Group, SegmentedControl, TextInput } from '@mantine/core';
import type { DisplayMode } from '@project88/core/contract/displaySessions.ts';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ListFilter } from './api/displaySessions.ts';
import classes from './ListFilterBar.module.css';
import { MODES } from './modes.ts';

/** Typing is over when nothing came for so long. */
const SETTLED_MS = 200;

interface ListFilterBarProps {
  filter: ListFilter;
  onChange: (filter: ListFilter) => void;
}

/** Search by name, by mode, and in the archive. */
export function ListFilterBar({ filter, onChange }: ListFilterBarProps) {
  const [typed, setTyped] = useState(filter.search);
  useEffect(() => {
    if (typed.trim() === filter.search) return;
    const timer = setTimeout(() => onChange({ ...filter, search: typed.trim() }), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed, filter, onChange]);
  return (
    <Group gap="xs" className={classes.bar}>
      <TextInput
        className={classes.search}
        type="search"
        aria-label="Search display sessions"
        placeholder="Search by name"
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label="Mode"
        value={filter.mode ?? 'all'}
        onChange={(mode) => onChange({ ...filter, mode: mode === 'all' ? null : (mode as DisplayMode) })}
        data={[
          { value: 'all', label: 'All' },
          { value: 'pre-race', label: MODES['pre-race'].name },
          { value: 'results', label: MODES.results.name },
        ]}
      />
      <SegmentedControl
        aria-label="Archive"
        value={filter.archived ? 'archived' : 'current'}
        onChange={(where) => onChange({ ...filter, archived: where === 'archived' })}
        data={[
          { value: 'current', label: 'Current' },
          { value: 'archived', label: 'Archive' },
        ]}
      />
    </Group>
  );
}
