import type { TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { startRelay } from '../../../test/support/relay.ts';
import { getPartner, listPartners } from '../store/partners.ts';
import { type Database, openDatabase, type TenantScope } from './database.ts';
import { systemPrincipal } from './principal.ts';

let test: TestDatabase;
let database: Database;
let acme: TenantId;
let beta: TenantId;

beforeAll(async () => {
  test = await createTestDatabase();
  database = test.database;
  acme = (await makePartner(database, 'Acme Timing')).tenantId;
  beta = (await makePartner(database, 'Beta Timing')).tenantId;
});
afterAll(() => test.close());

const asAcme = <T>(work: (scope: TenantScope) => Promise<T>): Promise<T> =>
  database.withTenant(systemPrincipal(acme, 'test'), work);

/** One connection for all work, so that the next transaction certainly gets the one that the last had. */
function openNarrow(url = test.platformUrl): Database {
  return openDatabase({ url, connections: 1, log: pino({ level: 'silent' }) });
}

const INSERT_KEY = `insert into timing_keys (tenant_id, id, user_name, secret_sealed, label, created_at)
  values ($1, gen_random_uuid(), $2, '', '', now())`;
const keyNames = async (): Promise<string[]> =>
  (await runAsAdmin<{ user_name: string }>(test.adminUrl, 'select user_name from timing_keys')).map(
    (row) => row.user_name,
  );

describe('a transaction', () => {
  it('commits when its work returns', async () => {
    await asAcme((scope) => scope.sql(INSERT_KEY, [acme, 'kept']));
    expect(await keyNames()).toContain('kept');
  });

  it('rolls back when its work throws, with the error of the work', async () => {
    const work = asAcme(async (scope) => {
      await scope.sql(INSERT_KEY, [acme, 'dropped']);
      throw new RangeError('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await keyNames()).not.toContain('dropped');
  });

  it('refuses to call a transaction done whose failure was swallowed', async () => {
    const work = asAcme(async (scope) => {
      await scope.sql(INSERT_KEY, [acme, 'half']);
      await scope.sql('select 1 / 0').catch(() => undefined);
    });
    await expect(work).rejects.toThrow('aborted');
    expect(await keyNames()).not.toContain('half');
  });

  it('says why it could not begin, and runs nothing of its work', async () => {
    const nobody = 'not-a-uuid' as TenantId;
    const work = database.withTenant(systemPrincipal(nobody, 'test'), (scope) =>
      scope.sql('select tenant_id from partners'),
    );
    await expect(work).rejects.toThrow('not the id of a tenant');
  });

  it('gives instants as integer milliseconds and large integers as numbers', async () => {
    const [row] = await asAcme((scope) =>
      scope.sql<{ at: number; count: number }>(
        `select '2031-05-04T12:13:14.567+03:00'::timestamptz as at, 9007199254740991::bigint as count`,
      ),
    );
    expect(row).toEqual({ at: Date.UTC(2031, 4, 4, 9, 13, 14, 567), count: Number.MAX_SAFE_INTEGER });
  });

  it('takes its clock from the outside', async () => {
    const log = pino({ level: 'silent' });
    const fixed = openDatabase({
      url: test.url,
      platformUrl: test.platformUrl,
      connections: 1,
      log,
      clock: () => instantMs(42),
    });
    expect(await fixed.withPlatform(async (platform) => platform.now())).toBe(42);
    await fixed.close();
  });
});

describe('a scope', () => {
  it('sees its tenant only', async () => {
    const rows = await asAcme((scope) => scope.sql<{ tenant_id: string }>('select tenant_id from partners'));
    expect(rows).toEqual([{ tenant_id: acme }]);
  });

  it('ends with its transaction', async () => {
    const kept = await asAcme(async (scope) => scope);
    await expect(kept.sql('select 1')).rejects.toThrow('scope has ended');
  });

  it('ends with its transaction also when the work throws', async () => {
    let kept: TenantScope | undefined;
    const work = asAcme(async (scope) => {
      kept = scope;
      throw new Error('stop');
    });
    await expect(work).rejects.toThrow('stop');
    await expect(kept?.sql('select 1')).rejects.toThrow('scope has ended');
  });

  it('leaves nothing behind on the connection', async () => {
    const narrow = openNarrow();
    const settings = `select current_user as role, current_setting('p88.tenant', true) as tenant,
      current_setting('statement_timeout') as timeout`;
    const inside = await narrow.withTenant(systemPrincipal(acme, 'test'), (scope) => scope.sql(settings));
    expect(inside).toEqual([
      { role: 'p88_app', tenant: expect.stringMatching(`^${acme}[.][0-9a-f]{64}$`), timeout: '15s' },
    ]);
    const next = await narrow.withPlatform((platform) => platform.sql(settings));
    expect(next).toEqual([{ role: 'p88_platform', tenant: '', timeout: '15s' }]);
    await narrow.close();
  });

  it('does not pass a tenant on to the next user of the connection, in any order', async () => {
    const narrow = openNarrow();
    const tenants = Array.from({ length: 40 }, (_, index) => (index % 3 === 0 ? acme : beta));
    const seen = await Promise.all(
      tenants.map((tenant) => narrow.withTenant(systemPrincipal(tenant, 'test'), getPartner)),
    );
    expect(seen.map((partner) => partner?.tenantId)).toEqual(tenants);
    await narrow.close();
  });

  it('cannot be written without: these lines do not compile', async () => {
    const unscoped = { tenantId: acme, principal: systemPrincipal(acme, 'test'), sql: async () => [] };
    // @ts-expect-error an object that looks like a scope is none: only withTenant makes them
    const pretend = (): Promise<unknown> => getPartner(unscoped);
    // @ts-expect-error the scope of one tenant cannot list all of them
    const wide = (): Promise<unknown> => asAcme((scope) => listPartners(scope));
    // @ts-expect-error work across tenants cannot read one tenant's rows
    const narrow = (): Promise<unknown> => database.withPlatform((platform) => getPartner(platform));
    await expect(wide()).rejects.toThrow('permission denied');
    expect([pretend, narrow].map((each) => typeof each)).toEqual(['function', 'function']);
  });
});

describe('the login of tenant work', () => {
  it('steps into no other role', async () => {
    for (const role of ['p88_platform', 'p88_owner', 'p88_definer', 'p88_platform_service']) {
      await expect(asAcme((scope) => scope.sql(`set role ${role}`))).rejects.toThrow('permission denied');
      await expect(
        asAcme((scope) => scope.sql('select set_config($1, $2, true)', ['role', role])),
      ).rejects.toThrow('permission denied');
    }
  });

  it('has nothing when it steps out of its role', async () => {
    const work = asAcme(async (scope) => {
      await scope.sql('reset role');
      return scope.sql('select tenant_id from partners');
    });
    await expect(work).rejects.toThrow('permission denied');
  });
});

describe('the platform', () => {
  it('reads no table', async () => {
    const work = database.withPlatform((platform) => platform.sql('select tenant_id from partners'));
    await expect(work).rejects.toThrow('permission denied for table partners');
  });
});

describe('a database that goes away', () => {
  it('is reported as unavailable, and found again', async () => {
    const { hostname, port } = new URL(test.platformUrl);
    const relay = await startRelay({ host: hostname, port: Number(port) });
    const url = new URL(test.platformUrl);
    url.port = String(relay.port);
    const through = openNarrow(url.href);
    await through.ping();

    const caught = through.withTenant(systemPrincipal(acme, 'test'), async (scope) => {
      await scope.sql('select 1');
      await relay.cut();
      await scope.sql('select 1');
    });
    await expect(caught).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await expect(through.ping()).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await expect(through.withPlatform(listPartners)).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });

    await relay.mend();
    await through.ping();
    expect(await through.withPlatform(listPartners)).toHaveLength(2);
    await through.close();
    await relay.cut();
  });

  it('is reported as unavailable when the server ends the connection in the middle', async () => {
    const work = asAcme(async (scope) => {
      const [row] = await scope.sql<{ pid: number }>('select pg_backend_pid() as pid');
      await runAsAdmin(test.adminUrl, 'select pg_terminate_backend($1)', [row?.pid]);
      await scope.sql('select 1');
    });
    await expect(work).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE', status: 503 });
    await database.ping();
  });
});
