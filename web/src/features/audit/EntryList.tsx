import { Button, VisuallyHidden } from '@mantine/core';
import type { AuditEntryView } from '@project88/core/contract/audit.ts';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { formatClock, formatDay, zoneName } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import classes from './EntryList.module.css';
import { actionWords, actorKind, actorName } from './words.ts';

/** Heights of a row in pixels; `EntryList.module.css` has the same. */
const ROW_PX = { table: 44, card: 76 };
/** Rows beyond the window that are drawn already. */
const OVERSCAN_ROWS = 12;
/** The next page is fetched when so few rows are left below the window. */
const FETCH_AHEAD_ROWS = 40;

interface EntryListProps {
  rows: readonly AuditEntryView[];
  query: Pick<
    UseInfiniteQueryResult,
    'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'
  >;
  onOpen: (entry: AuditEntryView) => void;
}

/** The entries. Rows have another height after a turn of the phone, so the list is another one then. */
export function EntryList(props: EntryListProps) {
  const rowPx = useCompact() ? ROW_PX.card : ROW_PX.table;
  return <SizedList key={rowPx} rowPx={rowPx} {...props} />;
}

/** Only the entries in sight are in the page, so that ten thousand scroll like ten. */
function SizedList({ rowPx, rows, query, onOpen }: EntryListProps & { rowPx: number }) {
  const { timeZone } = useVenue();
  const list = useRef<HTMLOListElement>(null);
  const [top, setTop] = useState(0);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => rowPx,
    overscan: OVERSCAN_ROWS,
    scrollMargin: top,
  });
  // Not only once: the verdict and the filters above take more or less room.
  useLayoutEffect(() => setTop(pageTop(list.current)));
  const shown = virtual.getVirtualItems();
  useFetchAhead(query, (shown.at(-1)?.index ?? 0) > rows.length - FETCH_AHEAD_ROWS);
  return (
    <>
      <div className={classes.head} aria-hidden="true">
        <span>Time ({zoneName(timeZone, Date.now())})</span>
        <span>Who</span>
        <span>What</span>
        <span>Object</span>
        <span>Address</span>
      </div>
      <ol ref={list} className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label="Entries">
        {shown.map(({ index, start }) => {
          const entry = rows[index];
          return (
            entry && (
              <Row key={entry.seq} entry={entry} index={index} offsetPx={start - top} onOpen={onOpen} />
            )
          );
        })}
      </ol>
      <Foot query={query} />
    </>
  );
}

/** Where an element begins, in pixels from the top of the page. */
function pageTop(element: HTMLElement | null): number {
  return element === null ? 0 : Math.round(element.getBoundingClientRect().top + window.scrollY);
}

function useFetchAhead(query: EntryListProps['query'], near: boolean): void {
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = query;
  const wanted = near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  useEffect(() => {
    if (wanted) fetchNextPage();
  }, [wanted, fetchNextPage]);
}

interface RowProps {
  entry: AuditEntryView;
  index: number;
  offsetPx: number;
  onOpen: (entry: AuditEntryView) => void;
}

const Row = memo(function Row({ entry, index, offsetPx, onOpen }: RowProps) {
  const { timeZone } = useVenue();
  return (
    <li
      className={classes.item}
      style={{ transform: `translateY(${offsetPx}px)` }}
      aria-posinset={index + 1}
      // How many there are is known to nobody before the last page has come.
      aria-setsize={-1}
    >
      <button type="button" className={classes.row} onClick={() => onOpen(entry)}>
        <span className={classes.time}>
          {formatDay(entry.at, timeZone)} {formatClock(entry.at, timeZone)}
        </span>
        <span className={classes.who}>
          {actorName(entry.actor)}
          {actorKind(entry.actor) !== '' && <span className={classes.kind}> {actorKind(entry.actor)}</span>}
        </span>
        <span className={classes.what}>{actionWords(entry.action)}</span>
        <span className={classes.object}>{entry.object.kind}</span>
        <span className={classes.address}>{entry.address}</span>
      </button>
    </li>
  );
});

function Foot({ query }: { query: EntryListProps['query'] }) {
  if (query.isFetchNextPageError) {
    return (
      <p className={classes.foot} role="alert">
        Older entries could not be loaded.
        <Button variant="default" size="compact-sm" onClick={() => query.fetchNextPage()}>
          Try again
        </Button>
      </p>
    );
  }
  if (query.isFetchingNextPage) return <p className={classes.foot}>Loading older entries</p>;
  return query.hasNextPage ? null : <VisuallyHidden>That is the first entry.</VisuallyHidden>;
}
