import { randomBytes } from 'node:crypto';
import { wallMs } from '@project88/core/time/units.ts';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Ctp01Client } from '../simulator/ctp01Client.ts';
import { type Product, startProduct } from '../support/product.ts';
import {
  adminUrlOf,
  freePort,
  killDatabase,
  makeDataFolder,
  removeDataFolder,
  until,
} from './support/folder.ts';
import { LineTap } from './support/lineTap.ts';
import { readRecording } from './support/recording.ts';

const ROWS = 20_000;
/** Rows that are on their way when the product is killed, and whether its database is killed with it. */
const KILLS = [
  { atRow: 2_500, withDatabase: false },
  { atRow: 9_000, withDatabase: true },
  { atRow: 15_500, withDatabase: false },
] as const;

/** Rows of a burst that are sent at the moment of the kill; those before are on disk. */
const STILL_COMING = 1_500;

let dataDir: string;
let timingPort: number;
let tap: LineTap;
let client: Ctp01Client;
let product: Product;

beforeEach(async () => {
  dataDir = await makeDataFolder();
  timingPort = await freePort();
  tap = await LineTap.start(timingPort);
  const connectionId = randomBytes(20).toString('hex').toUpperCase();
  client = new Ctp01Client({
    host: '127.0.0.1',
    port: tap.port,
    locations: ['FINISH'],
    connectionId,
    reconnectDelayMs: 100,
  });
  for (let seq = 1; seq <= ROWS; seq += 1) client.add('FINISH', rowOf(seq));
});

afterEach(async () => {
  await client?.close();
  await tap?.close();
  await product?.stop();
  await removeDataFolder(dataDir);
});

function start(): Promise<Product> {
  const env = { P88_TIMING_PORT: String(timingPort), P88_LOG_LEVEL: 'warn' };
  return startProduct({ dataDir, args: ['--no-demo'], env });
}

function rowOf(seq: number) {
  const at = wallMs(Date.UTC(2031, 4, 4, 9) + seq * 10);
  return {
    kind: 'chip',
    tag: String(seq),
    seq,
    wallMs: at,
    sentAtMs: at,
    lap: 1,
    reader: '0A0B0C',
    antenna: '1',
  } as const;
}

/** What the database holds, seen past all walls. */
async function readsInDatabase(): Promise<{ rows: number; numbers: number }> {
  const admin = new Client({ connectionString: await adminUrlOf(dataDir) });
  await admin.connect();
  try {
    const { rows } = await admin.query(
      'select count(*)::integer as rows, count(distinct seq)::integer as numbers from reads',
    );
    return rows[0];
  } finally {
    await admin.end();
  }
}

it('killed three times in a burst of 20,000 rows, it has every row once, and asked only for what it did not have', async () => {
  product = await start();
  client.connect();
  for (const { atRow, withDatabase } of KILLS) {
    const before = atRow - STILL_COMING;
    await tap.letThrough(before);
    await until(async () => (await readRecording(dataDir)).seqs.size >= before, 'the first of them on disk');
    await tap.letThrough(atRow);
    await product.kill();
    if (withDatabase) await killDatabase(dataDir);
    const { seqs } = await readRecording(dataDir);
    const asked = tap.nextAsked();
    product = await start();
    const from = await asked;
    const missing = Array.from({ length: from - 1 }, (_, index) => index + 1).filter((seq) => !seqs.has(seq));
    expect(missing, `asked from ${from} on`).toEqual([]);
  }
  await tap.letThrough(ROWS);
  await until(async () => (await readsInDatabase()).rows >= ROWS, 'all rows in the database');
  expect(await readsInDatabase()).toEqual({ rows: ROWS, numbers: ROWS });
  expect(await product.stop()).toBe(0);
  const { seqs, chains } = await readRecording(dataDir);
  expect(seqs.size).toBe(ROWS);
  expect(chains.length).toBeGreaterThan(KILLS.length);
  expect(chains.filter((chain) => chain.problem !== null)).toEqual([]);
}, 120_000);
