import { Button } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { IconDeviceTv } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatCount, plural } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { Age } from '../../ui/Age.tsx';
import { cardClasses } from '../../ui/cards.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ButtonLink } from '../../ui/links.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClasses } from '../../ui/table.ts';
import { useCompact } from '../../ui/useCompact.ts';
import { displaySessionsQuery, type ListFilter } from './api/displaySessions.ts';
import { MODES } from './modes.ts';

interface DisplaySessionListProps {
  filter: ListFilter;
  /** Show all again. */
  onClear: () => void;
}

/** Display sessions of the partner: a table, or cards on a phone. */
export function DisplaySessionList({ filter, onClear }: DisplaySessionListProps) {
  const query = useInfiniteQuery({ ...displaySessionsQuery(filter), placeholderData: keepPreviousData });
  const compact = useCompact();
  return (
    <QueryBoundary
      query={query}
      what="the display sessions"
      isEmpty={(data) => rowsOf(data).length === 0}
      empty={isFiltered(filter) ? <NoneFound filter={filter} onClear={onClear} /> : <FirstUse />}
    >
      {(data) => {
        const rows = rowsOf(data);
        return (
          <>
            {compact ? <SessionCards rows={rows} /> : <SessionTable rows={rows} />}
            <ShowMore query={query} />
          </>
        );
      }}
    </QueryBoundary>
  );
}

function isFiltered({ search, mode, archived }: ListFilter): boolean {
  return search !== '' || mode !== null || archived;
}

function NoneFound({ filter, onClear }: DisplaySessionListProps) {
  const { search, mode, archived } = filter;
  const named = [
    search === '' ? '' : `“${search}” in its name`,
    mode === null ? '' : `the mode ${MODES[mode].name}`,
  ].filter((part) => part !== '');
  const where = archived ? 'in the archive' : 'outside of the archive';
  return (
    <EmptyState
      title="None of the display sessions fits"
      action={
        <Button variant="default" onClick={onClear}>
          Show all
        </Button>
      }
    >
      {named.length === 0 ? `There is none ${where}.` : `There is none with ${named.join(' and ')} ${where}.`}
    </EmptyState>
  );
}

function FirstUse() {
  const mayEdit = useMay('displays.edit');
  return (
    <EmptyState
      icon={<IconDeviceTv size={20} />}
      title="No display session yet"
      action={mayEdit && <ButtonLink to="/sessions/new">Create the first one</ButtonLink>}
    >
      A display session ties a start list and a timing stream to the screens that show them. Nothing in it is
      shared with another one.
    </EmptyState>
  );
}

function SessionTable({ rows }: { rows: DisplaySessionView[] }) {
  return (
    <section className={tableClasses.scroll} aria-label="Display sessions">
      <table className={`${tableClasses.table} ${tableClasses.clickable}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Mode</th>
            <th scope="col" className={tableClasses.number}>
              Streams
            </th>
            <th scope="col" className={tableClasses.number}>
              Screens
            </th>
            <th scope="col" className={tableClasses.number}>
              Waiting
            </th>
            <th scope="col" className={tableClasses.number}>
              Reads
            </th>
            <th scope="col" className={`${tableClasses.number} ${tableClasses.extra}`}>
              Entries
            </th>
            <th scope="col" className={`${tableClasses.number} ${tableClasses.extra}`}>
              Created
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <SessionRow key={row.id} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SessionRow({ row }: { row: DisplaySessionView }) {
  return (
    <tr>
      <td>
        <CoverLink row={row} />
      </td>
      <td>
        <StatusBadge tone="neutral" dot={false}>
          {MODES[row.mode].name}
        </StatusBadge>
      </td>
      <td className={tableClasses.number}>{row.streams.length === 0 ? 'none' : row.streams.length}</td>
      <td className={tableClasses.number}>
        <Screens count={row.screens} />
      </td>
      <td className={tableClasses.number}>{countOrDash(row.waiting)}</td>
      <td className={tableClasses.number}>{countOrDash(row.reads)}</td>
      <td className={`${tableClasses.number} ${tableClasses.extra}`}>{formatCount(row.rosterRows)}</td>
      <td className={`${tableClasses.number} ${tableClasses.extra}`}>
        <Age since={row.createdAt} />
      </td>
    </tr>
  );
}

function SessionCards({ rows }: { rows: DisplaySessionView[] }) {
  return (
    <ul className={cardClasses.list}>
      {rows.map((row) => (
        <li key={row.id} className={cardClasses.card}>
          <div className={cardClasses.head}>
            <CoverLink row={row} />
            <Screens count={row.screens} />
          </div>
          <p className={cardClasses.facts}>
            <span>{MODES[row.mode].name}</span>
            <span>{plural(row.streams.length, 'stream')}</span>
            <span>{countOrDash(row.waiting)} waiting</span>
            <span>{countOrDash(row.reads)} reads</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function CoverLink({ row }: { row: DisplaySessionView }) {
  return (
    <Link to="/sessions/$sessionId" params={{ sessionId: row.id }} className={cardClasses.cover}>
      {row.name}
    </Link>
  );
}

function Screens({ count }: { count: number }) {
  return (
    <StatusBadge tone={count > 0 ? 'live' : 'neutral'}>{count > 0 ? `${count} live` : 'none'}</StatusBadge>
  );
}

function countOrDash(count: number | undefined): string {
  return count === undefined ? '–' : formatCount(count);
}
