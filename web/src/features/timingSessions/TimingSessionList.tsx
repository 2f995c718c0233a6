import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { Link } from '@tanstack/react-router';
import { formatCount, formatOffset } from '../../lib/format.ts';
import { Age } from '../../ui/Age.tsx';
import { cardClasses } from '../../ui/cards.ts';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { tableClasses } from '../../ui/table.ts';
import { useCompact } from '../../ui/useCompact.ts';
import { useTimingSessions } from './api/timingSessions.ts';
import { HowToConnect } from './HowToConnect.tsx';
import { StreamStatus } from './StreamStatus.tsx';
import { missingReads, timingSessionName } from './timingSession.ts';

/** All timing sessions of the partner; each opens its side sheet. */
export function TimingSessionList() {
  const query = useTimingSessions();
  const compact = useCompact();
  return (
    <QueryBoundary
      query={query}
      what="the timing sessions"
      isEmpty={(items) => items.length === 0}
      empty={<HowToConnect />}
    >
      {(items) => (compact ? <Cards items={items} /> : <Table items={items} />)}
    </QueryBoundary>
  );
}

function Table({ items }: { items: TimingSessionView[] }) {
  return (
    <section className={tableClasses.scroll} aria-label="Timing sessions">
      <table className={`${tableClasses.table} ${tableClasses.clickable}`}>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Status</th>
            <th scope="col">Mats</th>
            <th scope="col" className={tableClasses.number}>
              Reads
            </th>
            <th scope="col" className={tableClasses.number}>
              Last read
            </th>
            <th scope="col" className={tableClasses.number}>
              Missing
            </th>
            <th scope="col" className={`${tableClasses.number} ${tableClasses.extra}`}>
              Duplicates
            </th>
            <th scope="col" className={`${tableClasses.number} ${tableClasses.extra}`}>
              Clock
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <SheetLink item={item} />
                <div className={tableClasses.sub}>
                  {item.program} {item.programVersion}
                </div>
              </td>
              <td>
                <StreamStatus status={item.status} />
              </td>
              <td>{item.locations.map(({ name }) => name).join(', ') || '–'}</td>
              <td className={tableClasses.number}>{formatCount(item.reads)}</td>
              <td className={tableClasses.number}>
                <Age since={item.lastReadAt} />
              </td>
              <td className={tableClasses.number}>{formatCount(missingReads(item))}</td>
              <td className={`${tableClasses.number} ${tableClasses.extra}`}>
                {formatCount(item.duplicates)}
              </td>
              <td className={`${tableClasses.number} ${tableClasses.extra}`}>
                {item.clockOffsetMs === null ? '–' : formatOffset(item.clockOffsetMs)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cards({ items }: { items: TimingSessionView[] }) {
  return (
    <ul className={cardClasses.list}>
      {items.map((item) => (
        <li key={item.id} className={cardClasses.card}>
          <div className={cardClasses.head}>
            <SheetLink item={item} />
            <StreamStatus status={item.status} />
          </div>
          <p className={cardClasses.facts}>
            <span>{formatCount(item.reads)} reads</span>
            <span>
              last <Age since={item.lastReadAt} never="never" />
            </span>
            <span>{formatCount(missingReads(item))} missing</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function SheetLink({ item }: { item: TimingSessionView }) {
  return (
    <Link
      to="/timing/$timingSessionId"
      params={{ timingSessionId: item.id }}
      className={cardClasses.cover}
      resetScroll={false}
    >
      {timingSessionName(item)}
    </Link>
  );
}
