import type { PartnerMade, PlatformPartner, Quotas } from '@project88/core/contract/partners.ts';
import type { InvitationMade } from '@project88/core/contract/team.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';

const KEY = ['platformPartners'] as const;

/** All partners of the installation. */
export const partnersQuery = pagedQuery<PlatformPartner>([...KEY, 'list'], '/api/platform/partners');

/** One partner. */
export function platformPartnerQuery(id: string) {
  return queryOptions({
    queryKey: [...KEY, 'one', id],
    queryFn: ({ signal }) => request<PlatformPartner>('GET', `/api/platform/partners/${id}`, { signal }),
  });
}

interface NewPartner {
  name: string;
  slug: string;
  timeZone: string;
  owner: { email: string; name: string };
}

/** Make a partner and invite its first owner. */
export function useCreatePartner() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPartner) => request<PartnerMade>('POST', '/api/platform/partners', { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** What can be done to a partner: each is a call below its address. */
type PartnerAction =
  | { do: 'change'; name?: string; quotas?: Quotas }
  | { do: 'suspend'; reason: string }
  | { do: 'resume' }
  | { do: 'delete'; slug: string }
  | { do: 'restore' };

/** Change, suspend, resume, delete or restore a partner. */
export function usePartnerAction(id: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ do: what, ...body }: PartnerAction) =>
      what === 'change'
        ? request<unknown>('PATCH', `/api/platform/partners/${id}`, { body })
        : request<unknown>('POST', `/api/platform/partners/${id}/${what}`, {
            ...(Object.keys(body).length > 0 && { body }),
          }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
}

/** Invite somebody as an owner of the partner. */
export function useInviteOwner(id: string) {
  return useMutation({
    mutationFn: (body: { email: string; name: string }) =>
      request<InvitationMade>('POST', `/api/platform/partners/${id}/invite-owner`, { body }),
  });
}

/** Begin to look into the partner's data; the partner sees the reason. */
export function useStartVisit(id: string) {
  return useMutation({
    mutationFn: (body: { reason: string; minutes: number }) =>
      request<unknown>('POST', `/api/platform/partners/${id}/visit`, { body }),
  });
}
