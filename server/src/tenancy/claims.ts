import { createHash } from 'node:crypto';
import type { TenantId } from '@project88/core/ids/ids.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * What a transaction says about its tenant: `<tenant id>.<SHA-256 of the wall's key and the id, in hex>`. The database
 * checks it in `current_tenant()`. SQL that slipped into a tenant's work can set the claim as it likes; but it cannot
 * make that of another tenant, because the key can be read neither by it nor by the login that it runs under.
 */
export class TenantClaims {
  readonly #fetchKey: () => Promise<Uint8Array>;
  #key: Promise<Uint8Array> | null = null;
  readonly #claims = new Map<TenantId, string>();

  /** `fetchKey` asks the database; it is called once, and again after a failure. */
  constructor(fetchKey: () => Promise<Uint8Array>) {
    this.#fetchKey = fetchKey;
  }

  /**
   * Throws what `fetchKey` throws, and `TypeError` for text that is no tenant id. Whoever holds a connection already asks
   * over it, because there may be no second one.
   */
  async of(tenantId: TenantId, fetchKey = this.#fetchKey): Promise<string> {
    const known = this.#claims.get(tenantId);
    if (known !== undefined) return known;
    if (!UUID.test(tenantId)) throw new TypeError(`not the id of a tenant: ${tenantId}`);
    const claim = claimFor(tenantId, await this.#readKey(fetchKey));
    this.#claims.set(tenantId, claim);
    return claim;
  }

  #readKey(fetchKey: () => Promise<Uint8Array>): Promise<Uint8Array> {
    this.#key ??= fetchKey().catch((error: unknown) => {
      this.#key = null;
      throw error;
    });
    return this.#key;
  }
}

/** The claim of a tenant under a key; the length of what is hashed is fixed, so nothing can be appended to it. */
export function claimFor(tenantId: TenantId, key: Uint8Array): string {
  return `${tenantId}.${createHash('sha256').update(key).update(tenantId).digest('hex')}`;
}
