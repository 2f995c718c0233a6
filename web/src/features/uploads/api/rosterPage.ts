import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import { queryOptions } from '@tanstack/react-query';
import { request, withQuery } from '../../../lib/api.ts';

/** Enough to see that the columns landed where they belong. */
const GLANCE_ROWS = 20;

/** The first entries of a roster. The key lies below `displaySessions`, so an upload renews it. */
export function rosterGlanceQuery(displaySessionId: string) {
  return queryOptions({
    queryKey: ['displaySessions', 'roster', displaySessionId],
    queryFn: ({ signal }) =>
      request<{ items: RosterEntryView[] }>(
        'GET',
        withQuery(`/api/sessions/${displaySessionId}/roster`, { limit: GLANCE_ROWS }),
        { signal },
      ),
  });
}
