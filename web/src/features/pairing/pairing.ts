import type { DisplayLinkReply } from '@project88/core/contract/displayLinks.ts';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request } from '../../lib/api.ts';
import { pagedQuery } from '../../lib/pagedQuery.ts';

/** Letters of a code. */
export const CODE_LENGTH = 6;

/** The display sessions that a TV may be given, newest first. */
export const targetsQuery = pagedQuery<DisplaySessionView>(['displaySessions', 'targets'], '/api/sessions');

export interface Pairing {
  displaySessionId: string;
  code: string;
  name: string;
}

/** Give the TV that shows the code a link. */
export function usePairTv() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ displaySessionId, ...body }: Pairing) =>
      request<DisplayLinkReply>('POST', `/api/sessions/${displaySessionId}/pair`, { body }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['displayLinks'] }),
  });
}

/** The code in the fragment of the address, as a phone's camera brings it; only letters that a code may have. */
export function codeIn(hash: string): string {
  return hash
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, CODE_LENGTH);
}
