import { ActionIcon, Tooltip } from '@mantine/core';
import type { InvitationView } from '@project88/core/contract/team.ts';
import { IconX } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatInstant } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { rowsOf } from '../../lib/pagedQuery.ts';
import { roleName } from '../../lib/roles.ts';
import { useVenue } from '../../lib/venue.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { invitationsQuery, useRevokeInvitation } from './api/invitations.ts';
import classes from './InvitationList.module.css';

/** Invitations that wait to be accepted. */
export function InvitationList() {
  const query = useInfiniteQuery(invitationsQuery);
  const [doomed, setDoomed] = useState<InvitationView | null>(null);
  const revoke = useRevokeInvitation();
  const close = () => setDoomed(null);
  return (
    <>
      <QueryBoundary
        query={query}
        what="the invitations"
        lines={2}
        compact
        isEmpty={(data) => rowsOf(data).length === 0}
        empty={<p className={classes.none}>No invitation is waiting to be accepted.</p>}
      >
        {(data) => (
          <>
            <ul>
              {rowsOf(data).map((item) => (
                <InvitationRow key={item.id} item={item} onRevoke={() => setDoomed(item)} />
              ))}
            </ul>
            <ShowMore query={query} />
          </>
        )}
      </QueryBoundary>
      <ConfirmDialog
        opened={doomed !== null}
        onClose={close}
        title="Take the invitation back"
        action="Take it back"
        tone="danger"
        request={revoke}
        onConfirm={() => doomed && revoke.mutate(doomed.id, { onSuccess: close })}
      >
        The link that {doomed?.email} has is then worth nothing. You can invite them again.
      </ConfirmDialog>
    </>
  );
}

interface InvitationRowProps {
  item: InvitationView;
  onRevoke: () => void;
}

function InvitationRow({ item, onRevoke }: InvitationRowProps) {
  const { timeZone } = useVenue();
  const mayRevoke = useMay('team.manage');
  const label = `Take the invitation of ${item.email} back`;
  return (
    <li className={classes.row}>
      <div className={classes.text}>
        <p className={classes.name}>{item.name || item.email}</p>
        <p className={classes.meta}>
          {item.name !== '' && `${item.email} · `}
          {roleName(item)} · until {formatInstant(item.expiresAt, timeZone)}
        </p>
      </div>
      {mayRevoke && (
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onRevoke}>
            <IconX size={18} />
          </ActionIcon>
        </Tooltip>
      )}
    </li>
  );
}
