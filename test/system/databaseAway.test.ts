import { once } from 'node:events';
import type { ScreenServerMessage } from '@project88/core/contract/live.ts';
import { applyOps, type ScreenState } from '@project88/core/displays/screen.ts';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { entryOf } from '../support/fixtures.ts';
import { type Stand, Venue } from '../support/venue.ts';
import { adminUrlOf, killDatabase, until } from './support/folder.ts';

const RUNNERS = 40;
/** A screen waits no longer than this for a read, with a database or without. */
const SHOWN_WITHIN_MS = 1_000;

let venue: Venue;
let stand: Stand;
let socket: WebSocket;
let state: ScreenState | null = null;

beforeAll(async () => {
  venue = await Venue.open();
  const entries = Array.from({ length: RUNNERS }, (_, index) =>
    entryOf(`${index + 1}`, { lastName: `Runner${index + 1}` }),
  );
  stand = await venue.setUp(0, 'Without a database', entries, 'announcer-list');
  socket = new WebSocket(`${venue.product.url.replace('http', 'ws')}/live/display/${stand.link.id}`);
  socket.on('message', (data) => {
    const message: ScreenServerMessage = JSON.parse(String(data));
    if (message.t === 'snapshot') state = message.state;
    if (message.t === 'delta' && state !== null) state = applyOps(state, message.ops);
  });
  await once(socket, 'message');
});

afterAll(async () => {
  socket?.terminate();
  await venue?.close();
});

async function isShown(lastName: string): Promise<void> {
  const giveUp = AbortSignal.timeout(SHOWN_WITHIN_MS);
  while (state?.recent[0]?.lastName !== lastName) await once(socket, 'message', { signal: giveUp });
}

async function storedReads(): Promise<number> {
  const admin = new Client({ connectionString: await adminUrlOf(venue.product.dataDir) });
  await admin.connect();
  try {
    const { rows } = await admin.query(
      'select count(distinct seq)::integer as reads from reads where timing_session_id = $1',
      [stand.timingSessionId],
    );
    return rows[0].reads;
  } finally {
    await admin.end();
  }
}

it('screens go on with names while the database is killed, and every read is stored when it is back', async () => {
  let bib = 0;
  const next = async (): Promise<void> => {
    bib += 1;
    stand.read(`${bib}`);
    await isShown(`Runner${bib}`);
  };
  for (let count = 0; count < 5; count += 1) await next();
  const killed = killDatabase(venue.product.dataDir).catch(() => undefined);
  while (bib < RUNNERS) await next();
  await killed;
  await until(async () => (await storedReads().catch(() => 0)) === RUNNERS, 'all reads in the database');
  expect(state?.status.crossings).toBe(RUNNERS);
  expect(state?.status.unknown).toBe(0);
});
