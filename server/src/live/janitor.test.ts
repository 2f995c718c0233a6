import type { DisplaySessionId, TenantId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { RACE_DAY_MS, readOf, TIMING_SESSION } from '../../../test/support/fixtures.ts';
import { createDisplaySession, getDisplaySession } from '../store/displaySessions.ts';
import { bindStream } from '../store/sessionStreams.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { Hub } from './hub.ts';
import { sweep } from './janitor.ts';
import { storedRooms } from './roomSource.ts';

const HOUR_MS = 3_600_000;
const log = pino({ level: 'silent' });

let nowMs: InstantMs = RACE_DAY_MS;
const clock = (): InstantMs => nowMs;
let db: TestDatabase;
let tenantId: TenantId;
let hub: Hub;

beforeAll(async () => {
  db = await createTestDatabase({ clock });
  tenantId = (await makePartner(db.database)).tenantId;
});

afterAll(async () => {
  hub?.stop();
  await db?.close();
});

async function make(name: string, tenant = tenantId): Promise<DisplaySessionId> {
  const wanted = { name, mode: 'results', eventId: null, templateId: 'finish-hero' } as const;
  return db.database.withTenant(systemPrincipal(tenant, 'test'), async (scope) => {
    const { id } = await createDisplaySession(scope, { ...wanted, expiresAtMs: instantMs(nowMs + HOUR_MS) });
    if (name === 'used') await bindStream(scope, id, { timingSessionId: TIMING_SESSION, locations: null });
    return id;
  });
}

const stored = (id: DisplaySessionId, tenant = tenantId) =>
  db.database.withTenant(systemPrincipal(tenant, 'test'), (scope) => getDisplaySession(scope, id));

it('keeps what is used alive, and removes what has not been used, from memory too', async () => {
  const [used, unused] = [await make('used'), await make('unused')];
  hub = new Hub(storedRooms(db.database, log), clock);
  await hub.openAll();
  nowMs = instantMs(nowMs + HOUR_MS - 1_000);
  hub.accept(readOf('1', 1, 0, { tenantId, receivedAtMs: nowMs }), false);
  const options = { hub, database: db.database, clock, displaySessionHours: 2, log };
  await sweep(options);
  expect(hub.channel(tenantId, unused)).not.toBeNull();

  nowMs = instantMs(nowMs + 2_000);
  await sweep(options);
  expect(hub.channel(tenantId, unused)).toBeNull();
  expect(await stored(unused)).toBeNull();
  expect(hub.channel(tenantId, used)).not.toBeNull();
  expect((await stored(used))?.expiresAtMs).toBe(instantMs(nowMs + 2 * HOUR_MS));
});

it('takes the one that has expired out of many, and leaves those beside it and of other partners', async () => {
  const other = (await makePartner(db.database, 'Bolt Timing')).tenantId;
  const expired = await make('expires');
  const others: [TenantId, DisplaySessionId][] = [];
  for (const tenant of [other, tenantId, other, tenantId]) {
    others.push([tenant, await make('stays', tenant)]);
  }
  await hub.openAll();
  await runAsAdmin(db.adminUrl, 'update display_sessions set expires_at = $2 where id = $1', [
    expired,
    new Date(nowMs),
  ]);
  await sweep({ hub, database: db.database, clock, displaySessionHours: 2, log });
  expect(hub.channel(tenantId, expired)).toBeNull();
  expect(await stored(expired)).toBeNull();
  for (const [tenant, id] of others) {
    expect(await stored(id, tenant)).not.toBeNull();
    await hub.command(tenant, id, { action: 'hold' });
    expect(hub.channel(tenant, id)?.room.screen.status.held).toBe(true);
  }
});
