import { Button, Stack } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { meQuery } from '../../../features/auth/api/me.ts';
import { rolesQuery } from '../../../features/roles/api/roles.ts';
import { InvitationList } from '../../../features/team/InvitationList.tsx';
import { InviteDialog } from '../../../features/team/InviteDialog.tsx';
import { MemberList } from '../../../features/team/MemberList.tsx';
import { MemberSheet } from '../../../features/team/MemberSheet.tsx';
import { useMay } from '../../../lib/me.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { Surface } from '../../../ui/Surface.tsx';

/** The people of the partner, and who is invited. */
export function TeamPage() {
  const { person } = useSearch({ from: '/app/team' });
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const mayInvite = useMay('team.manage');
  const roles = useQuery(rolesQuery).data?.items ?? [];
  const [inviting, setInviting] = useState(false);
  return (
    <>
      <PageHeader
        title="Team"
        subtitle="Who may sign in for this partner, and what each of them may do."
        actions={
          mayInvite ? (
            <Button leftSection={<IconUserPlus size={16} />} onClick={() => setInviting(true)}>
              Invite
            </Button>
          ) : undefined
        }
      />
      <Stack>
        <Surface>
          <MemberList />
        </Surface>
        <Panel title="Invitations" flush>
          <InvitationList />
        </Panel>
      </Stack>
      <InviteDialog roles={roles} opened={inviting} onClose={() => setInviting(false)} />
      {person !== undefined && (
        <MemberSheet
          key={person}
          memberId={person}
          roles={roles}
          onChanged={() => queryClient.invalidateQueries({ queryKey: meQuery.queryKey })}
          onClose={() => navigate({ to: '/team', search: {}, resetScroll: false })}
        />
      )}
    </>
  );
}
