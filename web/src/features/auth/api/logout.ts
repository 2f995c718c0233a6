import { useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';

/** End the login session. */
export function useLogout() {
  return useMutation({ mutationFn: () => request<void>('POST', '/api/auth/logout') });
}
