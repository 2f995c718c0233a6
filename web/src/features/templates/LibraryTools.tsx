import { SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { TemplateFilter } from './api/templates.ts';
import classes from './TemplateLibrary.module.css';

/** Typing is over when nothing came for so long. */
const SETTLED_MS = 200;

interface LibraryToolsProps {
  filter: TemplateFilter;
  folders: readonly string[];
  onChange: (filter: TemplateFilter) => void;
}

/** Search by name, by folder, and in the archive. */
export function LibraryTools({ filter, folders, onChange }: LibraryToolsProps) {
  const [typed, setTyped] = useState(filter.search);
  useEffect(() => {
    if (typed.trim() === filter.search) return;
    const timer = setTimeout(() => onChange({ ...filter, search: typed.trim() }), SETTLED_MS);
    return () => clearTimeout(timer);
  }, [typed, filter, onChange]);
  return (
    <div className={classes.tools}>
      <TextInput
        className={classes.search}
        type="search"
        aria-label="Search templates"
        placeholder="Search by name"
        leftSection={<IconSearch size={16} />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {(folders.length > 0 || filter.folder !== '') && (
        <Select
          aria-label="Folder"
          placeholder="All folders"
          clearable
          data={[...new Set([...folders, ...(filter.folder === '' ? [] : [filter.folder])])]}
          value={filter.folder === '' ? null : filter.folder}
          onChange={(folder) => onChange({ ...filter, folder: folder ?? '' })}
        />
      )}
      <SegmentedControl
        aria-label="Archive"
        value={filter.archived ? 'archived' : 'current'}
        onChange={(where) => onChange({ ...filter, archived: where === 'archived' })}
        data={[
          { value: 'current', label: 'Current' },
          { value: 'archived', label: 'Archive' },
        ]}
      />
    </div>
  );
}
