import { Pool } from 'pg';
import type { Logger } from 'pino';
import { TenantClaims } from './claims.ts';
import { columnTypes } from './columnTypes.ts';
import { asProblem } from './failures.ts';
import { DATABASE_LIMITS } from './limits.ts';
import type { Principal } from './principal.ts';
import { type Lease, PlatformScope, type Sources, systemSources, TenantScope } from './scope.ts';
import { inTransaction } from './transaction.ts';

export type { PlatformScope, Sources, TenantScope } from './scope.ts';

export interface DatabaseOptions extends Partial<Sources> {
  /** A login that may `set role` to the roles of `db/roles.sql`. A transaction pooler in between is fine. */
  url: string;
  /** Size of the connection pool. */
  connections: number;
  log: Logger;
}

/** The only way to the database. Each piece of work is one transaction, which ends with the returned promise. */
export interface Database {
  /**
   * Run `work` as p88_app, confined to the principal's tenant. Commits when it returns, rolls back when it throws.
   * Throws `DATABASE_UNAVAILABLE` when the database is away.
   */
  withTenant<T>(principal: Principal, work: (scope: TenantScope) => Promise<T>): Promise<T>;
  /** Run `work` as p88_platform, which may only call the named cross-tenant functions. */
  withPlatform<T>(work: (scope: PlatformScope) => Promise<T>): Promise<T>;
  /** One round trip; throws `DATABASE_UNAVAILABLE`. For readiness. */
  ping(): Promise<void>;
  /** Wait for running work, then close all connections. */
  close(): Promise<void>;
}

/** Open the pool. Does not connect yet: the first work does, and a database that comes later is found by itself. */
export function openDatabase(options: DatabaseOptions): Database {
  const pool = openPool(options);
  const sources: Sources = { ...systemSources, ...sourcesOf(options) };
  const claims = new TenantClaims(() => withPlatform(readWallKey));
  const withPlatform: Database['withPlatform'] = (work) =>
    inTransaction(pool, { role: 'p88_platform', claim: '' }, (lease: Lease) =>
      work(new PlatformScope(lease, sources, claims)),
    );
  return {
    async withTenant(principal, work) {
      const claim = await claims.of(principal.tenantId);
      return inTransaction(pool, { role: 'p88_app', claim }, (lease: Lease) =>
        work(new TenantScope(lease, sources, principal)),
      );
    },
    withPlatform,
    async ping() {
      await pool.query('select').catch((error: unknown) => Promise.reject(asProblem(error)));
    },
    close: () => pool.end(),
  };
}

/** The key of the wall, which the platform role alone may ask for. */
async function readWallKey(platform: PlatformScope): Promise<Uint8Array> {
  const [row] = await platform.sql<{ key: Uint8Array }>('select platform_wall_key() as key');
  if (row === undefined) throw new Error('the database has no key of the wall');
  return row.key;
}

function openPool({ url, connections, log }: DatabaseOptions): Pool {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    pipeline: true,
    types: columnTypes,
    application_name: 'project88',
    keepAlive: true,
    connectionTimeoutMillis: DATABASE_LIMITS.connectTimeoutMs,
    query_timeout: DATABASE_LIMITS.answerTimeoutMs,
  });
  // A connection that breaks while work holds it must not end the process: the work's next statement tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  // An idle connection broke: the pool has dropped it already, and the next work opens a new one.
  pool.on('error', (error) => log.warn({ err: error }, 'a database connection was lost'));
  return pool;
}

function sourcesOf({ clock, randomBytes }: DatabaseOptions): Partial<Sources> {
  return { ...(clock && { clock }), ...(randomBytes && { randomBytes }) };
}
