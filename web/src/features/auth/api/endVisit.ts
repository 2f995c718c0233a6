import { useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/** Stop looking into a partner's data. */
export function useEndVisit() {
  return useMutation({ mutationFn: () => request<void>('POST', '/api/platform/visit/end') });
}
