import type { PartnerReply, PartnerSettings } from '@project88/core/contract/partners.ts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/** The partner's own settings, with what it uses of what it may have. */
export const partnerQuery = queryOptions({
  queryKey: ['partner'],
  queryFn: ({ signal }) => request<PartnerReply>('GET', '/api/partner', { signal }),
});

/** Change some settings. */
export function useChangePartner() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: Partial<PartnerSettings>) => request<PartnerReply>('PATCH', '/api/partner', { body }),
    onSuccess: (reply) => queryClient.setQueryData(partnerQuery.queryKey, reply),
  });
}
