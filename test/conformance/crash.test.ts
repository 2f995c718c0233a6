import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { StreamId, TenantId } from '@project88/core/ids/ids.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { RecordingReader } from '../../server/src/ingest/interpreter.ts';
import { Journal } from '../../server/src/ingest/journal/journal.ts';
import { createTestDatabase, makePartner, runAsAdmin, type TestDatabase } from '../support/database.ts';
import { rows } from './harness.ts';
import { WireClient } from './wireClient.ts';

const LINES = 20_000;
/** Reads after which the server is killed, run by run; the last run is left alone. */
const KILLS = [500, 3_000, 6_500];
const SERVER = new URL('./crashServer.ts', import.meta.url).pathname;

let test: TestDatabase;
let tenantId: TenantId;
let dir: string;
let server: ChildProcess | null = null;

beforeEach(async () => {
  test = await createTestDatabase();
  tenantId = (await makePartner(test.database)).tenantId;
  dir = await mkdtemp(join(tmpdir(), 'p88-crash-'));
});
afterEach(async () => {
  server?.kill('SIGKILL');
  await test.close();
  await rm(dir, { recursive: true, force: true });
});

/** Start the server; resolves with its port, and with what it says afterwards. */
async function startServer(port: number, onReads: (reads: number) => void): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', SERVER, dir, String(port), tenantId, test.url, test.platformUrl],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  server = child;
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended: ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, number] = line.split(' ');
      if (word === 'port') resolve(Number(number));
      else onReads(Number(number));
    });
  });
}

/**
 * Sequence numbers in the recording, and the streams that are in it. Reads a copy: opening a recording repairs its
 * end, which is the business of the server that writes it.
 */
async function recorded(): Promise<{ seqs: Set<number>; streams: StreamId[] }> {
  const copy = await mkdtemp(join(tmpdir(), 'p88-crash-copy-'));
  await cp(dir, copy, { recursive: true });
  const journal = new Journal({ dir: copy, onEvent: () => {} });
  const seqs = new Set<number>();
  const streams: StreamId[] = [];
  const reader = new RecordingReader({
    opened: ({ streamId }) => streams.push(streamId),
    read: (_stream, read) => seqs.add(read.seq),
    rejected: () => {},
  });
  for await (const batch of journal.of(tenantId).read(0))
    for (const block of batch.blocks) reader.take(block);
  await journal.close();
  await rm(copy, { recursive: true });
  return { seqs, streams };
}

/** What the start line asks for: the number to send from. */
function fromOf(start: string): number {
  return Number(start.split('~')[2] ?? 1);
}

it('killed in the middle of a burst of 20,000 lines: nothing acknowledged is missing, in the end all is there once', async () => {
  let port = 0;
  for (const killAfter of KILLS) {
    let killed: Promise<unknown> | null = null;
    port = await startServer(port, (reads) => {
      if (reads < killAfter || killed !== null || server === null) return;
      killed = once(server, 'exit');
      server.kill('SIGKILL');
    });
    const child = server as unknown as ChildProcess;
    const exited = once(child, 'exit');
    const client = await WireClient.connect(port);
    const from = fromOf(await client.openAndStart());
    // Everything that the server did not ask for again must be on disk.
    const { seqs } = await recorded();
    for (let seq = 1; seq < from; seq += 1) expect(seqs.has(seq)).toBe(true);
    client.send(rows(from, LINES));
    await exited;
    client.destroy();
  }
  port = await startServer(port, () => {});
  const client = await WireClient.connect(port);
  const from = fromOf(await client.openAndStart());
  expect(from).toBeGreaterThan(1);
  client.send(`${rows(from, LINES)}ping\r\n`);
  await client.lineWith('ack~ping');
  const child = server as unknown as ChildProcess;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);

  const [counts] = await runAsAdmin<{ reads: string; seqs: string; highest: number }>(
    test.adminUrl,
    'select count(*) as reads, count(distinct seq) as seqs, max(seq) as highest from reads',
  );
  expect(counts).toEqual({ reads: String(LINES), seqs: String(LINES), highest: LINES });
  const { seqs, streams } = await recorded();
  expect(seqs.size).toBe(LINES);
  const journal = new Journal({ dir, onEvent: () => {} });
  for (const stream of streams) expect((await journal.of(tenantId).verify(stream)).problem).toBeNull();
  await journal.close();
});
