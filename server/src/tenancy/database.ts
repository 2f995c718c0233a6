import { Pool, type PoolClient } from 'pg';
import type { Logger } from 'pino';
import { TenantClaims } from './claims.ts';
import { columnTypes } from './columnTypes.ts';
import { asProblem, isLoginRefused } from './failures.ts';
import { DATABASE_LIMITS } from './limits.ts';
import type { LivePassword } from './livePassword.ts';
import { clientConfigOf, type DatabaseTarget } from './login.ts';
import type { Principal } from './principal.ts';
import { type Lease, PlatformScope, readWallKey, type Sources, systemSources, TenantScope } from './scope.ts';
import { type Connects, inTransaction } from './transaction.ts';

export type { PlatformScope, Sources, TenantScope } from './scope.ts';

/** Who the server is on the database. A transaction pooler in between is fine. Passwords may change meanwhile. */
export interface DatabaseLogins {
  /** For tenant work: may step into p88_app, and at best into nothing else. */
  url: DatabaseTarget;
  /** For work across tenants: may step into p88_platform and p88_app. Absent: the same as `url`. */
  platformUrl?: DatabaseTarget;
}

export interface DatabaseOptions extends DatabaseLogins, Partial<Sources> {
  /** Size of the connection pool for tenant work; that across tenants has half of it. */
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
  const { url, platformUrl = url, connections, log } = options;
  const source = openSource(url, connections, log);
  // With one login for both kinds of work they share its connections.
  const platform = platformUrl === url ? source : openSource(platformUrl, Math.ceil(connections / 2), log);
  const sources: Sources = { ...systemSources, ...sourcesOf(options) };
  const claims = new TenantClaims(() => withPlatform(readWallKey));
  const withPlatform: Database['withPlatform'] = (work) =>
    inTransaction(platform, { role: 'p88_platform', claim: '' }, (lease: Lease) =>
      work(new PlatformScope(lease, sources, claims)),
    );
  return {
    async withTenant(principal, work) {
      const claim = await claims.of(principal.tenantId);
      return inTransaction(source, { role: 'p88_app', claim }, (lease: Lease) =>
        work(new TenantScope(lease, sources, principal)),
      );
    },
    withPlatform,
    async ping() {
      await ping(source).catch((error: unknown) => Promise.reject(asProblem(error)));
    },
    async close() {
      await Promise.all([...new Set([source, platform])].map((each) => each.end()));
    },
  };
}

/** The connections of one login. */
interface Source extends Connects {
  end(): Promise<void>;
}

function openSource(url: DatabaseTarget, connections: number, log: Logger): Source {
  const pool = openPool(url, connections, log);
  return {
    ...connectWith(pool, typeof url === 'string' ? null : url.password),
    end: () => pool.end(),
  };
}

function openPool(url: DatabaseTarget, connections: number, log: Logger): Pool {
  const pool = new Pool({
    ...clientConfigOf(url),
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

/** Connections of a pool. One that is refused is tried again when the password changed while it was being made. */
function connectWith(pool: Pool, password: LivePassword | null): Connects {
  return {
    async connect() {
      for (let tries = 1; ; tries += 1) {
        const generation = password?.generation ?? 0;
        try {
          return await pool.connect();
        } catch (error) {
          if (!isLoginRefused(error) || tries >= DATABASE_LIMITS.loginTries) throw error;
          if (!(await password?.isWorthAnother(generation))) throw error;
        }
      }
    },
  };
}

async function ping(source: Connects): Promise<void> {
  const client: PoolClient = await source.connect();
  await client.query('select').then(
    () => client.release(),
    (error: Error) => {
      client.release(true);
      throw error;
    },
  );
}

function sourcesOf({ clock, randomBytes }: DatabaseOptions): Partial<Sources> {
  return { ...(clock && { clock }), ...(randomBytes && { randomBytes }) };
}
