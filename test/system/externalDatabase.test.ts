import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { PartnerView } from '@project88/core/contract/auth.ts';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { runAsAdmin } from '../support/database.ts';
import { entryOf } from '../support/fixtures.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { type Stand, Venue } from '../support/venue.ts';
import { processesIn, until } from './support/folder.ts';
import { Screen } from './support/screen.ts';

/** Runners before, during and after the time without a database. */
const BEFORE = 5;
const WITHOUT = 60;
const AFTER = 5;
const SHOWN_WITHIN_MS = 1_000;

const name = `test_${randomUUID().replaceAll('-', '')}`;
let relay: Relay;
let venue: Venue;
let stand: Stand;
let screen: Screen;

beforeAll(async () => {
  const { adminUrl, templateUrl, platformUrl } = inject('postgres');
  await runAsAdmin(adminUrl, `create database ${name}`);
  const { hostname, port } = new URL(adminUrl);
  relay = await startRelay({ host: hostname, port: Number(port) });
  venue = await Venue.open({
    P88_DATABASE_URL: onOurDatabase(templateUrl, relay.port),
    P88_DATABASE_PLATFORM_URL: onOurDatabase(platformUrl, relay.port),
    P88_DATABASE_DIRECT_URL: onOurDatabase(adminUrl),
  });
  const entries = Array.from({ length: BEFORE + WITHOUT + AFTER }, (_, index) =>
    entryOf(`${index + 1}`, { lastName: `Runner${index + 1}` }),
  );
  stand = await venue.setUp(0, 'Somebody else’s database', entries, 'announcer-list');
  screen = await Screen.open(venue.product.url, stand.link.id);
});

afterAll(async () => {
  screen?.close();
  await venue?.close();
  await relay?.cut();
  await runAsAdmin(inject('postgres').adminUrl, `drop database if exists ${name} with (force)`);
});

/** The same login on the database of this test, over another port when one is given. */
function onOurDatabase(url: string, port?: number): string {
  const changed = new URL(url);
  changed.pathname = name;
  if (port !== undefined) changed.port = String(port);
  return changed.href;
}

/** Rows and different numbers of this test's timing software, seen past all walls and past the relay. */
async function storedReads(): Promise<{ rows: number; numbers: number } | undefined> {
  const [counts] = await runAsAdmin<{ rows: number; numbers: number }>(
    onOurDatabase(inject('postgres').adminUrl),
    `select count(*)::integer as rows, count(distinct seq)::integer as numbers
     from reads where timing_session_id = $1`,
    [stand.timingSessionId],
  );
  return counts;
}

async function areStored(count: number): Promise<void> {
  await until(async () => (await storedReads())?.rows === count, `${count} reads in the database`);
  expect(await storedReads()).toEqual({ rows: count, numbers: count });
}

async function crossAndShow(fromBib: number, toBib: number): Promise<void> {
  for (let bib = fromBib; bib <= toBib; bib += 1) {
    stand.read(`${bib}`);
    await screen.isShown(`Runner${bib}`, SHOWN_WITHIN_MS);
  }
}

function partnerOfStand(): Promise<PartnerView> {
  return stand.api.call<{ partner: PartnerView }>('GET', '/api/auth/me').then(({ partner }) => partner);
}

/** How often it was tried in vain to store reads of this partner. */
function triesInVain(tenantId: string): number {
  const lines = venue.product.output.split('\n');
  return lines.filter((line) => line.includes(tenantId) && line.includes('cannot be stored')).length;
}

/** Results of each of the demo's races, which are sent over HTTP. */
async function demoResults(): Promise<number[]> {
  const races = await runAsAdmin<{ results: number }>(
    onOurDatabase(inject('postgres').adminUrl),
    `select count(*)::integer as results
     from session_results group by display_session_id order by display_session_id`,
  );
  return races.map(({ results }) => results);
}

async function readiness(): Promise<number> {
  return (await fetch(`${venue.product.url}/readyz`)).status;
}

it('brings the schema and the demo into an empty database, and starts no server of its own', async () => {
  expect(await readdir(venue.product.dataDir)).not.toContain('postgres');
  expect(await processesIn(venue.product.dataDir)).toEqual([]);
  const partner = await partnerOfStand();
  expect(partner.name).toBe(venue.demo.users[0]?.partner);
  await crossAndShow(1, BEFORE);
  await areStored(BEFORE);
});

it('shows everybody while the database is away, and stores every read once when it is back', async () => {
  const { id: tenantId } = await partnerOfStand();
  await relay.cut();
  expect(await readiness()).toBe(503);
  await crossAndShow(BEFORE + 1, BEFORE + WITHOUT / 2);
  await until(async () => triesInVain(tenantId) > 0, 'an attempt to store these reads');
  await crossAndShow(BEFORE + WITHOUT / 2 + 1, BEFORE + WITHOUT);
  expect(await storedReads()).toEqual({ rows: BEFORE, numbers: BEFORE });
  await relay.mend();
  await areStored(BEFORE + WITHOUT);
  await crossAndShow(BEFORE + WITHOUT + 1, BEFORE + WITHOUT + AFTER);
  await areStored(BEFORE + WITHOUT + AFTER);
  expect(await readiness()).toBe(200);
  expect(screen.state.status).toMatchObject({ crossings: BEFORE + WITHOUT + AFTER, unknown: 0 });
});

it('obeys commands on air while the database is away, and writes them down in order when it is back', async () => {
  const give = (action: string) => stand.api.call('POST', `/api/sessions/${stand.id}/command`, { action });
  const commands = () =>
    runAsAdmin<{ command: string; at: Date }>(
      onOurDatabase(inject('postgres').adminUrl),
      `select after ->> 'command' as command, at from audit_log
       where object_id = $1 and action = 'on-air.command' order by seq`,
      [stand.id],
    );
  await give('hold');
  await give('resume');
  await until(async () => (await commands()).length === 2, 'the first commands in the audit log');
  await relay.cut();
  const cutAt = Date.now();
  await give('hold');
  await until(async () => screen.state.status.held, 'the screen to hold');
  await give('resume');
  await until(async () => !screen.state.status.held, 'the screen to go on');
  await give('clear');
  expect(await commands()).toHaveLength(2);
  const mendedAt = Date.now();
  await relay.mend();
  await until(async () => (await commands()).length === 5, 'the commands in the audit log');
  const written = await commands();
  expect(written.map(({ command }) => command)).toEqual(['hold', 'resume', 'hold', 'resume', 'clear']);
  for (const { at } of written.slice(2)) {
    expect(at.getTime()).toBeGreaterThanOrEqual(cutAt);
    expect(at.getTime()).toBeLessThanOrEqual(mendedAt);
  }
});

it('lets both races of the demo go on after the database was away', async () => {
  await relay.cut();
  const before = await demoResults();
  expect(before).toHaveLength(2);
  await until(
    async () => venue.product.output.split('results of the demo were not taken').length > before.length,
    'both races to notice',
  );
  await relay.mend();
  await until(
    async () => (await demoResults()).every((results, race) => results > (before[race] ?? 0)),
    'further results of both',
  );
});
