import type { FactorAdded, PasskeyOptionsReply, TotpCreated } from '@project88/core/contract/account.ts';
import { useMutation } from '@tanstack/react-query';
import { request } from '../../../lib/api.ts';
import { useRenewAccount } from './account.ts';

/** What every change of second factors asks for again. */
interface Proof {
  currentPassword: string;
}

/** Begin with an authenticator app. The reply is the only time that its secret is shown. */
export function useAddTotp() {
  return useMutation({
    mutationFn: (body: Proof & { label: string }) =>
      request<TotpCreated>('POST', '/api/account/totp', { body }),
  });
}

/** Give the app's first code: from then on it is asked for. */
export function useConfirmTotp() {
  const renew = useRenewAccount();
  return useMutation({
    mutationFn: ({ id, code }: { id: string; code: string }) =>
      request<FactorAdded>('POST', `/api/account/totp/${id}/confirm`, { body: { code } }),
    onSuccess: renew,
  });
}

/** Let the browser make a passkey, and add it. */
export function useAddPasskey() {
  const renew = useRenewAccount();
  return useMutation({
    mutationFn: async ({ label, currentPassword }: Proof & { label: string }) => {
      const { ticket, options } = await request<PasskeyOptionsReply>(
        'POST',
        '/api/account/passkeys/options',
        {
          body: { currentPassword },
        },
      );
      const { makePasskey } = await import('../../../lib/passkeys.ts');
      const response = await makePasskey(options);
      return request<FactorAdded>('POST', '/api/account/passkeys', { body: { ticket, label, response } });
    },
    onSuccess: renew,
  });
}

/** Remove a second factor; with the last one go the recovery codes. */
export function useRemoveFactor() {
  const renew = useRenewAccount();
  return useMutation({
    mutationFn: ({ id, ...body }: Proof & { id: string }) =>
      request<void>('POST', `/api/account/factors/${id}/remove`, { body }),
    onSuccess: renew,
  });
}

/** New recovery codes; the old ones work no more. */
export function useRenewRecoveryCodes() {
  const renew = useRenewAccount();
  return useMutation({
    mutationFn: (body: Proof) =>
      request<{ recoveryCodes: string[] }>('POST', '/api/account/recovery-codes', { body }),
    onSuccess: renew,
  });
}
