import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { entryOf } from '../support/fixtures.ts';
import { type Stand, Venue } from '../support/venue.ts';
import { adminUrlOf, killDatabase, until } from './support/folder.ts';
import { Screen } from './support/screen.ts';

const RUNNERS = 40;
/** A screen waits no longer than this for a read, with a database or without. */
const SHOWN_WITHIN_MS = 1_000;

let venue: Venue;
let stand: Stand;
let screen: Screen;

beforeAll(async () => {
  venue = await Venue.open();
  const entries = Array.from({ length: RUNNERS }, (_, index) =>
    entryOf(`${index + 1}`, { lastName: `Runner${index + 1}` }),
  );
  stand = await venue.setUp(0, 'Without a database', entries, 'announcer-list');
  screen = await Screen.open(venue.product.url, stand.link.id);
});

afterAll(async () => {
  screen?.close();
  await venue?.close();
});

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
    await screen.isShown(`Runner${bib}`, SHOWN_WITHIN_MS);
  };
  for (let count = 0; count < 5; count += 1) await next();
  const killed = killDatabase(venue.product.dataDir).catch(() => undefined);
  while (bib < RUNNERS) await next();
  await killed;
  await until(async () => (await storedReads().catch(() => 0)) === RUNNERS, 'all reads in the database');
  expect(screen.state.status.crossings).toBe(RUNNERS);
  expect(screen.state.status.unknown).toBe(0);
});

it('the panic key works while the database is killed, and is kept when it is back', async () => {
  const stored = async (): Promise<boolean> => {
    const admin = new Client({ connectionString: await adminUrlOf(venue.product.dataDir) });
    await admin.connect();
    try {
      const { rows } = await admin.query('select resting from display_sessions where id = $1', [stand.id]);
      return rows[0].resting;
    } finally {
      await admin.end();
    }
  };
  const killed = killDatabase(venue.product.dataDir).catch(() => undefined);
  const pressed = stand.api.call('POST', `/api/sessions/${stand.id}/program`, {
    programRev: 99,
    resting: true,
  });
  await screen.when(({ state }) => state.program.resting, SHOWN_WITHIN_MS);
  await Promise.all([killed, pressed]);
  await until(() => stored().catch(() => false), 'what is on air in the database');
});
