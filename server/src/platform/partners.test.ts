import { randomUUID } from 'node:crypto';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { Client } from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeAdministrator, type TestAdministrator } from '../../../test/support/administrator.ts';
import { runAsAdmin } from '../../../test/support/database.ts';
import { makeFullTenant } from '../../../test/support/fullTenant.ts';
import { startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { emptyPartner } from '../store/platformPartners.ts';
import { sweepPlatform } from './cleanUp.ts';

/** Rows that one statement may remove here, and rows of each kind that a partner has. */
const MOST = 3;
const ROWS = 8;
/** What a partner may have millions of, with what makes row `n` another one. */
const LARGE = {
  reads: "jsonb_build_object('seq', n)",
  rejected_lines: "jsonb_build_object('line_number', n)",
  roster_entries: "jsonb_build_object('ordinal', n, 'bib', n::text)",
  session_results: "jsonb_build_object('bib', n::text)",
} as const;
const TABLES = Object.keys(LARGE);

let t: TestHttp;
let alex: TestAdministrator;
let cedar: TenantId;
beforeEach(async () => {
  t = await startTestHttp();
  alex = await makeAdministrator(t, 'Alex Moor');
  cedar = await makeOver('CEDARCED');
});
afterEach(() => t.close());

const asAdmin = <Row extends object>(text: string, params?: unknown[]) =>
  runAsAdmin<Row>(t.db.adminUrl, text, params);

/** A partner with everything that one can have, whose time to restore is just over. */
async function makeOver(text: string): Promise<TenantId> {
  const tenant = randomUUID();
  await makeFullTenant(t.db.adminUrl, { tenant, id: randomUUID(), text });
  for (const [table, other] of Object.entries(LARGE)) {
    await asAdmin(
      `insert into ${table} select (jsonb_populate_record(one, ${other})).*
       from ${table} one, generate_series(2, ${ROWS}) n where one.tenant_id = $1`,
      [tenant],
    );
  }
  await deleteAfter(tenant, t.now());
  return tenant as TenantId;
}

const deleteAfter = (tenant: string, ms: number | null) =>
  asAdmin('update partners set delete_after = $2 where tenant_id = $1', [
    tenant,
    ms === null ? null : new Date(ms),
  ]);

const sweep = () => t.platform.partners.sweep(alex.installation, MOST);
const empty = (tenant: TenantId) =>
  t.db.database.withPlatform((platform) => emptyPartner(platform, tenant, MOST));

async function count(tenant: TenantId, ...tables: string[]): Promise<number[]> {
  const rows = tables.map((table) => asAdmin(`select 1 from ${table} where tenant_id = $1`, [tenant]));
  return (await Promise.all(rows)).map(({ length }) => length);
}

/** From here on the database refuses to delete rows of a table when this is true of them, called `gone`. */
async function refuse(table: string, when: string): Promise<void> {
  await asAdmin(
    `create function refuse_${table}() returns trigger language plpgsql as $$
     begin
       if (select ${when} from gone) then raise 'refused by the test'; end if;
       return null;
     end $$;
     create trigger refuse after delete on ${table} referencing old table as gone
       for each statement execute function refuse_${table}()`,
  );
}

test('a partner is removed however much it has: no statement takes more than one batch', async () => {
  const dune = await makeOver('DUNEDUNE');
  await deleteAfter(dune, null);
  expect(await count(cedar, ...TABLES)).toEqual(TABLES.map(() => ROWS));
  for (const table of TABLES) await refuse(table, `count(*) > ${MOST}`);
  await sweep();
  expect(await count(cedar, 'partners', ...TABLES)).toEqual([0, ...TABLES.map(() => 0)]);
  expect(await count(dune, 'partners', ...TABLES)).toEqual([1, ...TABLES.map(() => ROWS)]);
});

test('a batch tells how much it removed, until nothing is left', async () => {
  const kinds = TABLES.length;
  const batches = [await empty(cedar), await empty(cedar), await empty(cedar), await empty(cedar)];
  expect(batches).toEqual([MOST * kinds, MOST * kinds, (ROWS - 2 * MOST) * kinds, 0]);
});

test('a partner whose time has not come, one that is not deleted, and the installation keep all', async () => {
  await deleteAfter(cedar, t.now() + 1);
  expect(await empty(cedar)).toBeNull();
  await deleteAfter(cedar, null);
  expect(await empty(cedar)).toBeNull();
  await deleteAfter(alex.installation, t.now());
  expect(await empty(alex.installation)).toBeNull();
  expect(await count(cedar, ...TABLES)).toEqual(TABLES.map(() => ROWS));
});

test('a partner that is restored in the last moment keeps its recording too', async () => {
  const restoring = new Client({ connectionString: t.db.adminUrl });
  await restoring.connect();
  try {
    await restoring.query('begin');
    await restoring.query('update partners set delete_after = null where tenant_id = $1', [cedar]);
    const swept = sweep();
    while ((await asAdmin(WAITING)).length === 0);
    await restoring.query('commit');
    await swept;
  } finally {
    await restoring.end();
  }
  expect(t.ingest.calls).toEqual([]);
  expect(await count(cedar, 'partners', ...TABLES)).toEqual([1, ...TABLES.map(() => ROWS)]);
});

const WAITING = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;

test('one that cannot be removed keeps no other from it, and is tried again', async () => {
  const dune = await makeOver('DUNEDUNE');
  const [first, second] = [cedar, dune].toSorted() as [TenantId, TenantId];
  await refuse('partners', `bool_or(tenant_id = '${first}')`);
  await sweep();
  expect([...(await count(first, 'partners')), ...(await count(second, 'partners'))]).toEqual([1, 0]);
  await asAdmin('drop trigger refuse on partners');
  await sweep();
  expect(await count(first, 'partners')).toEqual([0]);
});

test('nothing is removed less because the end of a visit cannot be noted', async () => {
  await asAdmin('revoke select on visits from p88_app');
  await sweepPlatform({ ...t.platform, database: t.db.database, log: pino({ level: 'silent' }) });
  expect(await count(cedar, 'partners')).toEqual([0]);
});

test('no decision waits for a removal, and a removal is not begun twice', async () => {
  let goOn = () => {};
  const rounds: Promise<void>[] = [];
  await new Promise<void>((begun) => {
    t.ingest.removeTenant = (...args) => {
      t.ingest.calls.push(['removeTenant', ...args]);
      begun();
      return new Promise((resolve) => {
        goOn = resolve;
      });
    };
    rounds.push(sweep());
  });
  rounds.push(sweep());
  const acme = `/api/platform/partners/${t.a.tenantId}`;
  expect((await alex.call('POST', `${acme}/suspend`, { reason: 'Unpaid' })).status).toBe(200);
  goOn();
  await Promise.all(rounds);
  expect(t.ingest.calls.filter(([what]) => what === 'removeTenant')).toEqual([['removeTenant', cedar]]);
});
