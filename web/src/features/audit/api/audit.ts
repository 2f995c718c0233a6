import type { AuditEntryView, AuditVerdict } from '@project88/core/contract/audit.ts';
import { infiniteQueryOptions, useMutation } from '@tanstack/react-query';
import { request, withQuery } from '../../../lib/api.ts';
import { pagedQuery } from '../../../lib/pagedQuery.ts';
import type { SentFilter } from '../filter.ts';

/**
 * Entries that fit, newest first. Entries never change, so pages that have come are not asked for again; whoever comes
 * back to the page begins with the newest.
 */
export function auditEntriesQuery(filter: SentFilter) {
  return infiniteQueryOptions({
    ...pagedQuery<AuditEntryView>(['audit'], '/api/audit', filter),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

/** Let the server compute the whole chain anew. */
export function useVerifyAudit() {
  return useMutation({ mutationFn: () => request<AuditVerdict>('GET', '/api/audit/verify') });
}

/** Address of the file with the entries that fit. */
export function exportAddress(filter: SentFilter, format: 'csv' | 'jsonl'): string {
  return withQuery('/api/audit/export', { ...filter, format });
}
