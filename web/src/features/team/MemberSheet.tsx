import { Drawer, Stack } from '@mantine/core';
import type { MemberView, RoleView } from '@project88/core/contract/team.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { formatDay } from '../../lib/format.ts';
import { useMe, usePermissions } from '../../lib/me.tsx';
import { rowsOf, useFurtherPages } from '../../lib/pagedQuery.ts';
import { useVenue } from '../../lib/venue.tsx';
import { Age } from '../../ui/Age.tsx';
import { CopyIcon } from '../../ui/CopyButton.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QueryBoundary } from '../../ui/QueryBoundary.tsx';
import { ShowMore } from '../../ui/ShowMore.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { membersQuery } from './api/members.ts';
import { MemberActions } from './MemberActions.tsx';
import { type MemberDialog, MemberDialogs } from './MemberDialogs.tsx';
import { MemberLogins } from './MemberLogins.tsx';
import classes from './MemberSheet.module.css';
import { whyNot } from './reach.ts';

interface MemberSheetProps {
  memberId: string;
  roles: readonly RoleView[];
  onClose: () => void;
  /** Called after a change: it may have been about oneself. */
  onChanged: () => void;
}

/** All about one person, beside the list. */
export function MemberSheet({ memberId, roles, onClose, onChanged }: MemberSheetProps) {
  const query = useInfiniteQuery(membersQuery);
  const compact = useCompact();
  const [dialog, setDialog] = useState<MemberDialog | null>(null);
  const member = query.data && rowsOf(query.data).find(({ id }) => id === memberId);
  useFurtherPages(query, member === undefined);
  return (
    <>
      <Drawer
        opened
        onClose={onClose}
        position="right"
        size={compact ? '100%' : 520}
        title={member ? member.name || member.email : 'Person'}
        // Escape belongs to the dialog on top.
        closeOnEscape={dialog === null}
      >
        <QueryBoundary query={query} what="the person">
          {() =>
            member ? (
              <Person member={member} roles={roles} onDialog={setDialog} />
            ) : (
              <NotFound query={query} />
            )
          }
        </QueryBoundary>
      </Drawer>
      {member && (
        <MemberDialogs
          member={member}
          roles={roles}
          dialog={dialog}
          onClose={() => setDialog(null)}
          onChanged={onChanged}
        />
      )}
    </>
  );
}

/** The person may stand on a page that has not come; who was looked for to the end is not there. */
function NotFound({ query }: { query: ComponentProps<typeof ShowMore>['query'] }) {
  if (query.hasNextPage) return <ShowMore query={query} />;
  return (
    <EmptyState title="This person is not in the team">
      They may have been removed, or the address is mistyped.
    </EmptyState>
  );
}

interface PersonProps {
  member: MemberView;
  roles: readonly RoleView[];
  onDialog: (dialog: MemberDialog) => void;
}

function Person({ member, roles, onDialog }: PersonProps) {
  const { timeZone } = useVenue();
  const me = useMe();
  const reason = whyNot(member, me, usePermissions(), roles);
  return (
    <Stack gap="lg">
      {reason !== null && <Notice tone="info">{reason}</Notice>}
      {member.disabled && <Notice tone="bad">{member.name} is blocked and cannot sign in.</Notice>}
      <p className={classes.email}>
        {member.email}
        <CopyIcon value={member.email} label="Copy the e-mail address" />
      </p>
      <Facts>
        <Fact label="In the team since">{formatDay(member.createdAt, timeZone)}</Fact>
        <Fact label="Last sign-in">
          <Age since={member.lastLoginAt} never="never" />
        </Fact>
      </Facts>
      <MemberActions
        member={member}
        isMe={member.id === me.user.id}
        mayChange={reason === null}
        onDialog={onDialog}
      />
      {reason === null && <MemberLogins memberId={member.id} onEndAll={() => onDialog('end-logins')} />}
    </Stack>
  );
}
