import type { SecondFactorBody } from '@project88/core/contract/auth.ts';
import { useMutation } from '@tanstack/react-query';
import { useSigningIn } from './login.ts';

/** Give the second factor. */
export function useSecondFactor() {
  return useSigningIn<SecondFactorBody>('/api/auth/second-factor');
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
