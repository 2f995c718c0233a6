import { Writable } from 'node:stream';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { type Relay, startRelay } from '../../../test/support/relay.ts';
import { type Database, openDatabase } from '../tenancy/database.ts';
import type { Principal } from '../tenancy/principal.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { LateAudit } from './later.ts';
import { verifyAuditChain } from './verify.ts';

let test: TestDatabase;
/** To the database, over a line that can be cut. */
let relay: Relay;
let database: Database;
let tenantId: TenantId;
let nowMs: number;
let logged: { level: number; msg: string; reason?: string; fact?: { object: { id: string } } }[];
let late: LateAudit;

const limits = { waitingEntries: 5, retryMs: 5, longestRetryMs: 20, refusedTries: 2, flushMs: 5_000 };

beforeEach(async () => {
  test = await createTestDatabase();
  const url = new URL(test.url);
  relay = await startRelay({ host: url.hostname, port: Number(url.port) });
  url.port = String(relay.port);
  const platform = new URL(test.platformUrl);
  platform.port = url.port;
  logged = [];
  const log = pino(
    { base: null },
    new Writable({
      write(line, _encoding, done) {
        logged.push(JSON.parse(String(line)));
        done();
      },
    }),
  );
  database = openDatabase({
    url: url.href,
    platformUrl: platform.href,
    connections: 2,
    log: pino({ level: 'silent' }),
  });
  tenantId = (await makePartner(test.database)).tenantId;
  nowMs = Date.UTC(2031, 4, 4, 9);
  late = new LateAudit({ database, clock: () => instantMs(nowMs), log, limits });
});
afterEach(async () => {
  await database.close();
  await relay.cut().catch(() => undefined);
  await test.close();
});

function principal(of: TenantId = tenantId): Principal {
  return { ...systemPrincipal(of, 'test'), request: { id: 'r-1', address: '192.0.2.7' } };
}

function command(id: string, of?: TenantId): void {
  late.add(principal(of), { action: 'on-air.command', object: { kind: 'display-session', id } });
  nowMs += 1_000;
}

const written = () =>
  runAsAdmin<{ id: string; at: Date }>(
    test.adminUrl,
    `select object_id as id, at from audit_log where tenant_id = $1 order by seq`,
    [tenantId],
  );
const idsWritten = async () => (await written()).map(({ id }) => id);
const lost = () =>
  logged.filter(({ level }) => level >= 50).map(({ reason, fact }) => [fact?.object.id, reason]);

describe('entries that must not wait for the database', () => {
  it('are written at once when it is there', async () => {
    command('a');
    await late.settled();
    expect(await idsWritten()).toEqual(['a']);
    expect(logged).toEqual([]);
  });

  it('are written in order, with the moment of the deed, when it is back', async () => {
    command('a');
    await late.settled();
    await relay.cut();
    for (const id of ['b', 'c', 'd']) command(id);
    await relay.mend();
    await late.settled();
    command('e');
    await late.settled();
    const start = Date.UTC(2031, 4, 4, 9);
    expect(await written()).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((id, index) => ({ id, at: new Date(start + index * 1_000) })),
    );
    const verdict = await test.database.withTenant(principal(), (scope) => verifyAuditChain(scope));
    expect(verdict).toMatchObject({ intact: true, entries: 5 });
    expect(lost()).toEqual([]);
  });

  it('are told by the log when too many wait, and the others are kept', async () => {
    await relay.cut();
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) command(id);
    expect(lost()).toEqual([
      ['f', 'too many wait already'],
      ['g', 'too many wait already'],
    ]);
    await relay.mend();
    await late.settled();
    expect(await idsWritten()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('are written by a stop', async () => {
    for (const id of ['a', 'b', 'c']) command(id);
    await late.close();
    expect(await idsWritten()).toEqual(['a', 'b', 'c']);
    command('d');
    expect(lost()).toEqual([['d', 'the server is stopping']]);
  });

  it('are told by the log when the server stops without a database', async () => {
    await relay.cut();
    command('a');
    command('b');
    await late.close();
    expect(lost()).toEqual([
      ['a', 'the database is away'],
      ['b', 'the database is away'],
    ]);
  });

  it('do not hold up the others when the database refuses one', async () => {
    const gone = '0190dead-0000-7000-8000-000000000000' as TenantId;
    command('of nobody', gone);
    command('a');
    await late.settled();
    expect(await idsWritten()).toEqual(['a']);
    expect(lost()).toEqual([['of nobody', 'the database refuses it']]);
  });
});
