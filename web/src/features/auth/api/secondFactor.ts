import type { LoginReply, SecondFactorBody } from '@project88/core/contract/auth.ts';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { useAdoptLogin } from './login.ts';

/** Give the second factor. */
export function useSecondFactor() {
  const adopt = useAdoptLogin();
  return useMutation({
    mutationFn: (body: SecondFactorBody) => request<LoginReply>('POST', '/api/auth/second-factor', { body }),
    onSuccess: adopt,
  });
}

/** Ask the browser for a passkey that fits `options`; resolves with what the server wants to see. */
export function usePasskeyAnswer() {
  return useMutation({
    mutationFn: async (options: unknown) => {
      const { askForPasskey } = await import('../../../lib/passkeys.ts');
      return askForPasskey(options);
    },
  });
}
