import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { TimingKeyView } from '@project88/core/contract/timingKeys.ts';
import { IconKey, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatInstant } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { useVenue } from '../../lib/venue.tsx';
import { Age } from '../../ui/Age.tsx';
import { Bib } from '../../ui/Bib.tsx';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { cardClasses } from '../../ui/cards.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { tableClasses } from '../../ui/table.ts';
import { useCompact } from '../../ui/useCompact.ts';
import { timingKeysQuery, useDeleteTimingKey } from './api/timingKeys.ts';

interface TimingKeyListProps {
  /** Null for those who may look only. */
  onCreate: (() => void) | null;
}

/** The timing keys of the partner. */
export function TimingKeyList({ onCreate }: TimingKeyListProps) {
  const query = useQuery(timingKeysQuery);
  const compact = useCompact();
  const [doomed, setDoomed] = useState<TimingKeyView | null>(null);
  const remove = useDeleteTimingKey();
  const onDelete = useMay('timing-keys.manage') ? setDoomed : null;
  return (
    <QueryBoundary
      query={query}
      what="the timing keys"
      isEmpty={({ items }) => items.length === 0}
      empty={
        <EmptyState
          icon={<IconKey size={20} />}
          title="No timing key yet"
          action={onCreate && <Button onClick={onCreate}>Create a key</Button>}
        >
          Timing software signs in with a key, so that its reads reach you and nobody else.
        </EmptyState>
      }
    >
      {({ items }) => (
        <>
          {compact ? (
            <Cards items={items} onDelete={onDelete} />
          ) : (
            <Table items={items} onDelete={onDelete} />
          )}
          <ConfirmByName
            opened={doomed !== null}
            onClose={() => setDoomed(null)}
            title="Delete the timing key"
            name={doomed?.user ?? ''}
            action="Delete"
            request={remove}
            onConfirm={() => doomed && remove.mutate(doomed.id, { onSuccess: () => setDoomed(null) })}
          >
            Timing software that signs in with it can no longer connect.
          </ConfirmByName>
        </>
      )}
    </QueryBoundary>
  );
}

interface RowsProps {
  items: TimingKeyView[];
  onDelete: ((item: TimingKeyView) => void) | null;
}

function Table({ items, onDelete }: RowsProps) {
  const { timeZone } = useVenue();
  return (
    <section className={tableClasses.scroll} aria-label="Timing keys">
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th scope="col">Label</th>
            <th scope="col">User</th>
            <th scope="col">Created</th>
            <th scope="col" className={tableClasses.number}>
              Last used
            </th>
            {onDelete && (
              <th scope="col" className={tableClasses.number}>
                Delete
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>{item.label || 'No label'}</td>
              <td>
                <Bib>{item.user}</Bib>
              </td>
              <td>{formatInstant(item.createdAt, timeZone)}</td>
              <td className={tableClasses.number}>
                <Age since={item.lastUsedAt} never="never" />
              </td>
              {onDelete && (
                <td className={tableClasses.number}>
                  <DeleteButton item={item} onDelete={onDelete} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cards({ items, onDelete }: RowsProps) {
  return (
    <ul className={cardClasses.list}>
      {items.map((item) => (
        <li key={item.id} className={cardClasses.card}>
          <div className={cardClasses.head}>
            <strong>{item.label || 'No label'}</strong>
            {onDelete && <DeleteButton item={item} onDelete={onDelete} />}
          </div>
          <p className={cardClasses.facts}>
            <Bib>{item.user}</Bib>
            <span>
              used <Age since={item.lastUsedAt} never="never" />
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function DeleteButton({ item, onDelete }: { item: TimingKeyView; onDelete: (item: TimingKeyView) => void }) {
  const label = `Delete the key ${item.label || item.user}`;
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => onDelete(item)}>
        <IconTrash size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
