import { randomUUID } from 'node:crypto';
import type { Role } from '@project88/core/contract/permissions.ts';
import type { CustomRoleId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import { Client } from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createPartner, type PartnerRecord } from '../../server/src/store/partners.ts';
import { createUser } from '../../server/src/store/users.ts';
import { claimFor } from '../../server/src/tenancy/claims.ts';
import { type Database, openDatabase, type Sources } from '../../server/src/tenancy/database.ts';
import { systemPrincipal } from '../../server/src/tenancy/principal.ts';

/** A database of the test's own, with the whole schema and no rows. */
export interface TestDatabase {
  database: Database;
  /** The server's own logins, without rights of their own: for `openDatabase`. */
  url: string;
  platformUrl: string;
  /** The superuser, past all row security, on this database: for looking behind the scenes. */
  adminUrl: string;
  /** Close `database` and drop the whole thing. */
  close(): Promise<void>;
}

/** Copy the migrated template: about 80 ms. `sources` replaces the clock and the randomness. */
export async function createTestDatabase(sources: Partial<Sources> = {}): Promise<TestDatabase> {
  const { adminUrl: serverUrl, templateUrl, platformUrl: platformLogin, templateName } = inject('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await runAsAdmin(serverUrl, `create database ${name} template ${templateName}`);
  const url = withDatabase(templateUrl, name);
  const platformUrl = withDatabase(platformLogin, name);
  const log = pino({ level: 'silent' });
  const database = openDatabase({ url, platformUrl, connections: 4, log, ...sources });
  return {
    database,
    url,
    platformUrl,
    adminUrl: withDatabase(serverUrl, name),
    async close() {
      await database.close();
      await runAsAdmin(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

/** Run one statement, or several without parameters, as superuser. */
export async function runAsAdmin<Row extends object>(
  adminUrl: string,
  text: string,
  params?: unknown[],
): Promise<Row[]> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    return (await admin.query<Row>(text, params)).rows;
  } finally {
    await admin.end();
  }
}

/** What a transaction says about its tenant; '' for none. For tests that speak to the database without the product. */
export async function claimOf(adminUrl: string, tenantId: string): Promise<string> {
  if (tenantId === '') return '';
  const [row] = await runAsAdmin<{ key: Buffer }>(adminUrl, 'select key from wall_keys');
  if (row === undefined) throw new Error('no key of the wall');
  return claimFor(tenantId as TenantId, row.key);
}

/** The same server and login, another database. */
function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = name;
  return changed.href;
}

/** A partner whose slug is made from the name. */
export async function makePartner(database: Database, name = 'Acme Timing'): Promise<PartnerRecord> {
  const slug = name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return database.withPlatform((platform) =>
    createPartner(platform, { name, slug, timeZone: 'Europe/Athens' }),
  );
}

/** A user of a partner. The password hash is no hash of anything unless one is given. */
export async function makeUser(
  database: Database,
  tenantId: TenantId,
  user: {
    email?: string;
    name?: string;
    role?: Role;
    customRoleId?: CustomRoleId | null;
    passwordHash?: string;
  } = {},
): Promise<{ id: UserId }> {
  const email = user.email ?? `${randomUUID()}@example.test`;
  const filled = { email, name: 'Robin Stone', role: 'owner' as const, passwordHash: '-', ...user };
  const id = await database.withTenant(systemPrincipal(tenantId, 'test'), (scope) =>
    createUser(scope, { ...filled, email }),
  );
  return { id };
}

/** How many transactions of this database wait for another one. */
export async function countWaiting({ adminUrl }: Pick<TestDatabase, 'adminUrl'>): Promise<number> {
  const rows = await runAsAdmin(
    adminUrl,
    `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}
