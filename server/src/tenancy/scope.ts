import { randomBytes as secureRandomBytes } from 'node:crypto';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import type { PoolClient } from 'pg';
import type { TenantClaims } from './claims.ts';
import type { Principal } from './principal.ts';

/** Values that `$1`, `$2` … may take. Instants go in as text, see `store/instants.ts`. */
export type SqlValue = string | number | boolean | null | Uint8Array | readonly SqlValue[];

/** The clock and the source of ids, passed in so that tests and replays repeat exactly. */
export interface Sources {
  clock: () => InstantMs;
  /** Secure random bytes. */
  randomBytes: (length: number) => Uint8Array;
}

/** The machine's own clock and randomness. */
export const systemSources: Sources = {
  clock: () => instantMs(Date.now()),
  randomBytes: (length) => secureRandomBytes(length),
};

/** A connection for the length of one transaction; `client` is null afterwards, when it belongs to somebody else. */
export interface Lease {
  client: PoolClient | null;
}

class Scope {
  readonly #lease: Lease;
  readonly #sources: Sources;

  constructor(lease: Lease, sources: Sources) {
    this.#lease = lease;
    this.#sources = sources;
  }

  /**
   * Run one statement and return its rows. It is sent at once, without waiting for earlier ones, and never named:
   * a transaction pooler in between does not know named statements.
   */
  async sql<Row extends object>(text: string, params: readonly SqlValue[] = []): Promise<Row[]> {
    if (this.#lease.client === null)
      throw new Error('this scope has ended: await all work inside its callback');
    const result = await this.#lease.client.query<Row>(text, [...params]);
    return result.rows;
  }

  /** Now, by the clock that the database was opened with. */
  now(): InstantMs {
    return this.#sources.clock();
  }

  /** Secure random bytes, from the source that the database was opened with. */
  randomBytes(length: number): Uint8Array {
    return this.#sources.randomBytes(length);
  }
}

/**
 * The right to work on one tenant's rows until the transaction ends: first argument of everything in `store/`.
 * Its private fields make the type nominal: nothing else can pass for it. Only `withTenant` and `inTenant` make one.
 */
export class TenantScope extends Scope {
  readonly principal: Principal;

  constructor(lease: Lease, sources: Sources, principal: Principal) {
    super(lease, sources);
    this.principal = principal;
  }

  get tenantId(): TenantId {
    return this.principal.tenantId;
  }
}

const STEP = `select set_config('role', $1, true), set_config('p88.tenant', $2, true)`;

/** The key of the wall, which the platform role alone may ask for. */
export async function readWallKey(platform: PlatformScope): Promise<Uint8Array> {
  const [row] = await platform.sql<{ key: Uint8Array }>('select platform_wall_key() as key');
  if (row === undefined) throw new Error('the database has no key of the wall');
  return row.key;
}

/** The right to call the named cross-tenant functions until the transaction ends. Only `withPlatform` makes one. */
export class PlatformScope extends Scope {
  readonly crossesTenants = true;
  readonly #lease: Lease;
  readonly #sources: Sources;

  readonly #claims: TenantClaims;

  constructor(lease: Lease, sources: Sources, claims: TenantClaims) {
    super(lease, sources);
    this.#lease = lease;
    this.#sources = sources;
    this.#claims = claims;
  }

  /**
   * Do the part of this transaction that belongs to one tenant, as p88_app and confined to it like `withTenant`: what is
   * decided across tenants is written into their audit logs with it or not at all. Nothing else may be sent meanwhile.
   */
  async inTenant<T>(principal: Principal, work: (scope: TenantScope) => Promise<T>): Promise<T> {
    const lease: Lease = { client: this.#lease.client };
    try {
      await this.sql(STEP, ['p88_app', await this.#claims.of(principal.tenantId, () => readWallKey(this))]);
      return await work(new TenantScope(lease, this.#sources, principal));
    } catch (error) {
      // The transaction cannot be finished: a caller who goes on all the same finds its scope ended.
      this.#lease.client = null;
      throw error;
    } finally {
      lease.client = null;
      if (this.#lease.client !== null) await this.sql(STEP, ['p88_platform', '']);
    }
  }
}
