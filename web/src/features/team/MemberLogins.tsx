import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { deviceName } from '../../lib/deviceName.ts';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { Age } from '../../ui/Age.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { memberLoginsQuery } from './api/members.ts';
import classes from './MemberLogins.module.css';

interface MemberLoginsProps {
  memberId: string;
  onEndAll: () => void;
}

/** Where a person is signed in, and the way to end all of it. */
export function MemberLogins({ memberId, onEndAll }: MemberLoginsProps) {
  const query = useInfiniteQuery(memberLoginsQuery(memberId));
  const some = query.data !== undefined && rowsOf(query.data).length > 0;
  return (
    <Panel
      title="Signed in"
      flush
      actions={
        some && (
          <Button variant="subtle" color="red" size="compact-sm" onClick={onEndAll}>
            End all
          </Button>
        )
      }
    >
      <QueryBoundary
        query={query}
        what="the logins"
        lines={2}
        compact
        isEmpty={(data) => rowsOf(data).length === 0}
        empty={<p className={classes.none}>Nowhere at the moment.</p>}
      >
        {(data) => (
          <>
            <ul>
              {rowsOf(data).map((login) => (
                <li key={login.id} className={classes.row}>
                  <p className={classes.agent}>{deviceName(login.userAgent)}</p>
                  <p className={classes.meta}>
                    {login.address} · last seen <Age since={login.lastSeenAt} />
                    {login.secondFactor === '' && ' · without second factor'}
                  </p>
                </li>
              ))}
            </ul>
            <ShowMore query={query} />
          </>
        )}
      </QueryBoundary>
    </Panel>
  );
}
