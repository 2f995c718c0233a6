import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import classes from './FilterBar.module.css';
import { type AuditSearch, filterCount } from './filter.ts';
import { actionGroups } from './words.ts';

export interface Person {
  id: string;
  name: string;
}

interface FilterBarProps {
  search: AuditSearch;
  onSearch: (search: AuditSearch) => void;
  people: readonly Person[];
}

/** Who did what, to what, and when. */
export function FilterBar({ search, onSearch, people }: FilterBarProps) {
  const actions = useMemo(() => [{ value: '', label: 'Everything' }, ...actionGroups()], []);
  const set = (name: keyof AuditSearch, value: string) => onSearch({ ...search, [name]: value || undefined });
  const field = (name: keyof AuditSearch) => ({
    value: search[name] ?? '',
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  });
  return (
    <search className={classes.bar} aria-label="Filter of the audit log">
      <NativeSelect label="What" data={actions} className={classes.wide} {...field('action')} />
      <NativeSelect
        label="Who"
        data={peopleToChoose(people, search.actorId)}
        className={classes.wide}
        {...field('actorId')}
      />
      <TextInput label="From" type="date" max={search.to} {...field('from')} />
      <TextInput label="To" type="date" min={search.from} {...field('to')} />
      <TextInput
        label="Object"
        placeholder="Any, or its id"
        className={classes.wide}
        maxLength={200}
        {...field('objectId')}
      />
      {filterCount(search) > 0 && (
        <Button
          variant="subtle"
          leftSection={<IconX size={16} />}
          className={classes.clear}
          onClick={() => onSearch({})}
        >
          Clear
        </Button>
      )}
    </search>
  );
}

function peopleToChoose(people: readonly Person[], chosen: string | undefined) {
  const known = people.map(({ id, name }) => ({ value: id, label: name }));
  // Somebody whose entries have not come yet, from an address that was sent around.
  const unknown = chosen !== undefined && !people.some(({ id }) => id === chosen);
  return [
    { value: '', label: 'Everybody' },
    ...known,
    ...(unknown ? [{ value: chosen, label: `Somebody with the id ${chosen}` }] : []),
  ];
}
