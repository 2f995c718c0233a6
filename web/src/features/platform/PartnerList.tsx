import { Button } from '@mantine/core';
import type { PlatformPartner } from '@project88/core/contract/partners.ts';
import { IconBuilding } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatCount, formatDay, plural } from '../../lib/format.ts';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { useVenue } from '../../lib/venue.tsx';
import { cardClasses } from '../../ui/cards.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { tableClasses } from '../../ui/table.ts';
import { useCompact } from '../../ui/useCompact.ts';
import { partnersQuery } from './api/partners.ts';
import { PartnerState } from './PartnerState.tsx';

/** All partners of the installation. */
export function PartnerList({ onCreate }: { onCreate: () => void }) {
  const query = useInfiniteQuery(partnersQuery);
  const compact = useCompact();
  const Rows = compact ? Cards : Table;
  return (
    <QueryBoundary
      query={query}
      what="the partners"
      isEmpty={(data) => rowsOf(data).length === 0}
      empty={
        <EmptyState
          icon={<IconBuilding size={20} />}
          title="No partner yet"
          action={<Button onClick={onCreate}>Create the first one</Button>}
        >
          A partner is a timing company. It sees its own data and nobody else’s.
        </EmptyState>
      }
    >
      {(data) => (
        <>
          <Rows items={rowsOf(data)} />
          <ShowMore query={query} />
        </>
      )}
    </QueryBoundary>
  );
}

function Table({ items }: { items: PlatformPartner[] }) {
  const { timeZone } = useVenue();
  return (
    <section className={tableClasses.scroll} aria-label="Partners">
      <table className={`${tableClasses.table} ${tableClasses.clickable}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">State</th>
            <th scope="col" className={tableClasses.extra}>
              Time zone
            </th>
            <th scope="col" className={tableClasses.number}>
              People
            </th>
            <th scope="col" className={tableClasses.number}>
              Created
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <CoverLink item={item} />
                <p className={tableClasses.sub}>{item.slug}</p>
              </td>
              <td>
                <PartnerState partner={item} />
              </td>
              <td className={tableClasses.extra}>{item.timeZone}</td>
              <td className={tableClasses.number}>{formatCount(item.users)}</td>
              <td className={tableClasses.number}>{formatDay(item.createdAt, timeZone)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cards({ items }: { items: PlatformPartner[] }) {
  return (
    <ul className={cardClasses.list}>
      {items.map((item) => (
        <li key={item.id} className={cardClasses.card}>
          <CoverLink item={item} />
          <div className={cardClasses.facts}>
            <PartnerState partner={item} />
            <span>{plural(item.users, 'person', 'people')}</span>
            <span>{item.slug}</span>
          </div>
        </li>
      ))}
    </ul>
  );
}

function CoverLink({ item }: { item: PlatformPartner }) {
  return (
    <Link to="/platform/partners/$partnerId" params={{ partnerId: item.id }} className={cardClasses.cover}>
      {item.name}
    </Link>
  );
}
