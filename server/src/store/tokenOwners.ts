import type { TenantId } from '@project88/core/ids/ids.ts';
import type { PlatformScope } from '../tenancy/database.ts';

/** Secrets that are sent without a name beside them, so that only the secret itself leads to its tenant. */
export type SecretKind = 'refresh-token' | 'invitation' | 'password-reset' | 'login-ticket';

export interface SecretOwner<Id extends string> {
  tenantId: TenantId;
  /** Of the row; for a refresh token, of its login session. */
  id: Id;
}

/** Which tenant the secret with this SHA-256 belongs to, whatever its state; null when nobody has it. */
export async function findSecretOwner<Id extends string>(
  platform: PlatformScope,
  kind: SecretKind,
  hash: Uint8Array,
): Promise<SecretOwner<Id> | null> {
  const [row] = await platform.sql<SecretOwner<Id>>(
    'select tenant_id as "tenantId", id from platform_find_secret($1, $2)',
    [kind, hash],
  );
  return row ?? null;
}
