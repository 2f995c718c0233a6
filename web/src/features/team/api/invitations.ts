import type { InvitationMade, InvitationView } from '@project88/core/contract/team.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

const KEY = ['invitations'] as const;

/** Invitations that nobody has accepted yet. */
export const invitationsQuery = pagedQuery<InvitationView>(KEY, '/api/team/invitations');

interface Invitation {
  email: string;
  name: string;
  role: InvitationView['role'];
  customRoleId: string | null;
}

/** Invite a person. The reply has the link, unless it was sent by e-mail. */
export function useInvite() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Invitation) => request<InvitationMade>('POST', '/api/team/invitations', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Take an invitation back: its link is then worth nothing. */
export function useRevokeInvitation() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>('DELETE', `/api/team/invitations/${id}`),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}
