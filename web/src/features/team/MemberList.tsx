import type { MemberView } from '@project88/core/contract/team.ts';
import { IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMe } from '../../lib/me.tsx';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { roleName } from '../../lib/roles.ts';
import { Age } from '../../ui/Age.tsx';
import { cardClasses } from '../../ui/cards.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { tableClasses } from '../../ui/table.ts';
import { useCompact } from '../../ui/useCompact.ts';
import { membersQuery } from './api/members.ts';

/** The people of the partner: a table, or cards on a phone. Each opens the sheet of the person. */
export function MemberList() {
  const query = useInfiniteQuery(membersQuery);
  const compact = useCompact();
  return (
    <QueryBoundary
      query={query}
      what="the team"
      isEmpty={(data) => rowsOf(data).length === 0}
      empty={
        <EmptyState icon={<IconUsers size={20} />} title="Nobody here yet">
          People appear here once they have accepted an invitation.
        </EmptyState>
      }
    >
      {(data) => (
        <>
          {compact ? <Cards items={rowsOf(data)} /> : <Table items={rowsOf(data)} />}
          <ShowMore query={query} />
        </>
      )}
    </QueryBoundary>
  );
}

interface RowsProps {
  items: MemberView[];
}

function Table({ items }: RowsProps) {
  return (
    <section className={tableClasses.scroll} aria-label="Team">
      <table className={`${tableClasses.table} ${tableClasses.clickable}`}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Second factor</th>
            <th scope="col" className={tableClasses.number}>
              Last sign-in
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td>
                <PersonLink item={item} />
                <p className={tableClasses.sub}>{item.email}</p>
              </td>
              <td>
                {roleName(item)} <Blocked item={item} />
              </td>
              <td>
                <Factors item={item} />
              </td>
              <td className={tableClasses.number}>
                <Age since={item.lastLoginAt} never="never" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cards({ items }: RowsProps) {
  return (
    <ul className={cardClasses.list}>
      {items.map((item) => (
        <li key={item.id} className={cardClasses.card}>
          <div className={cardClasses.head}>
            <PersonLink item={item} />
            <Blocked item={item} />
          </div>
          <p className={cardClasses.facts}>
            <span>{roleName(item)}</span>
            <span>
              last sign-in <Age since={item.lastLoginAt} never="never" />
            </span>
            <span>{item.secondFactors > 0 ? 'second factor on' : 'no second factor'}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function PersonLink({ item }: { item: MemberView }) {
  const { user } = useMe();
  return (
    <Link to="/team" search={{ person: item.id }} resetScroll={false} className={cardClasses.cover}>
      {item.name || item.email}
      {item.id === user.id && ' (you)'}
    </Link>
  );
}

function Factors({ item }: { item: MemberView }) {
  return item.secondFactors > 0 ? (
    <StatusBadge tone="neutral" dot={false}>
      On
    </StatusBadge>
  ) : (
    <StatusBadge tone="warn">None</StatusBadge>
  );
}

function Blocked({ item }: { item: MemberView }) {
  return item.disabled ? <StatusBadge tone="bad">Blocked</StatusBadge> : null;
}
