import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StreamId, TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { instantMs, wallMs } from '@project88/core/time/units.ts';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { countReads, listReads } from '../store/reads.ts';
import { listRejectedLines } from '../store/rejectedLines.ts';
import { openDatabase } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { Drain } from './drain.ts';
import { Journal, type TenantJournal } from './journal/journal.ts';
import type { StreamRecorder } from './journal/recorder.ts';

const TIMING_SESSION = '01890000-0000-7000-8000-0000000000f1' as TimingSessionId;
const STREAM = '01890000-0000-7000-8000-0000000000e1' as StreamId;
const OPENED = instantMs(Date.UTC(2031, 4, 4, 5));
const RECEIVED = instantMs(Date.UTC(2031, 4, 4, 6, 12, 34));
const log = pino({ level: 'silent' });

let test: TestDatabase;
let tenantId: TenantId;
let dir: string;
let journal: Journal;
let recording: TenantJournal;
let drains: Drain[];

beforeEach(async () => {
  test = await createTestDatabase();
  tenantId = (await makePartner(test.database)).tenantId;
  dir = mkdtempSync(join(tmpdir(), 'p88-drain-'));
  journal = new Journal({ dir, onEvent: () => {} });
  recording = journal.of(tenantId);
  drains = [];
});
afterEach(async () => {
  await Promise.all(drains.map((drain) => drain.stop()));
  await journal.close();
  await test.close();
  rmSync(dir, { recursive: true, force: true });
});

function startDrain(database = test.database): Drain {
  const drain = new Drain(tenantId, recording, database, log);
  drains.push(drain);
  return drain;
}

function record(streamId = STREAM, timingSessionId = TIMING_SESSION): StreamRecorder {
  const recorder = recording.record(streamId);
  recorder.note('open', OPENED, {
    protocol: 'ctp01',
    tenantId,
    remoteAddress: '192.0.2.7',
    timingKeyUser: 'p88-key',
    program: 'SimpleClient',
    programVersion: '0.6.0',
    fieldOrder: 'lap-reader-antenna',
    timeZone: 'Europe/Athens',
    openedAtMs: OPENED,
  });
  recorder.note('identified', OPENED, {
    timingSessionId,
    by: 'connection-id',
    connectionId: 'AB',
    eventName: 'CITY RUN',
    firstMidnight: wallMs(Date.UTC(2031, 4, 4)),
  });
  return recorder;
}

function line(seq: number, given: { tag?: string; time?: string; location?: string } = {}): string {
  const { tag = '12', time = '09:12:33.47', location = 'FINISH' } = given;
  return `CT01_33~${seq}~${location}~${tag}~${time}~1~0A0B0C~4\r\n`;
}

function lines(recorder: StreamRecorder, text: string): void {
  recorder.append('lines', RECEIVED, text.split('\n').length - 1, [Buffer.from(text, 'latin1')]);
}

const scoped = <T>(work: Parameters<typeof test.database.withTenant<T>>[1]) =>
  test.database.withTenant(systemPrincipal(tenantId, 'test'), work);
const stored = () => scoped((scope) => listReads(scope, TIMING_SESSION, { after: null, limit: 20_000 }));

describe('drain', () => {
  it('brings reads with all their fields, by the zone and the day of the recording', async () => {
    lines(record(), line(1) + line(2, { time: '2031-05-05T00:00:01.50', tag: 'GUNTIME' }));
    await startDrain().caughtUp();
    const wall = Date.UTC(2031, 4, 4, 9, 12, 33, 470);
    expect(await stored()).toMatchObject([
      {
        tenantId,
        timingSessionId: TIMING_SESSION,
        streamId: STREAM,
        lineNumber: 1,
        kind: 'chip',
        location: 'FINISH',
        locationKey: 'finish',
        seq: 1,
        tag: '12',
        timeText: '09:12:33.47',
        wallMs: wall,
        atMs: wall - 3 * 3_600_000,
        lap: 1,
        reader: '0A0B0C',
        antenna: '4',
        receivedAtMs: RECEIVED,
      },
      { kind: 'gun', seq: 2, wallMs: Date.UTC(2031, 4, 5, 0, 0, 1, 500), timeOfDayMs: 1_500 },
    ]);
    const [timingSession] = await runAsAdmin(test.adminUrl, 'select * from timing_sessions');
    expect(timingSession).toMatchObject({
      id: TIMING_SESSION,
      connection_id: 'AB',
      event_name: 'CITY RUN',
      timing_key_user: 'p88-key',
      remote_address: '192.0.2.7',
    });
  });

  it('keeps a read of a clock that nobody has set without a moment', async () => {
    lines(record(), line(1, { time: '1980-01-06T00:00:12.00' }));
    await startDrain().caughtUp();
    expect(await stored()).toMatchObject([{ wallMs: Date.UTC(1980, 0, 6, 0, 0, 12), atMs: null }]);
  });

  it('stores a read once, whatever is replayed, and both versions of one that was edited', async () => {
    const recorder = record();
    lines(recorder, line(1) + line(2) + line(1) + line(1, { location: 'finish' }) + line(2, { tag: '13' }));
    lines(record('01890000-0000-7000-8000-0000000000e2' as StreamId), line(1) + line(2) + line(3));
    await startDrain().caughtUp();
    expect((await stored()).map((read) => [read.seq, read.tag]).sort()).toEqual([
      [1, '12'],
      [2, '12'],
      [2, '13'],
      [3, '12'],
    ]);
  });

  it('keeps rejected lines with their reason and their bytes, secrets hidden', async () => {
    const recorder = record();
    lines(recorder, `CT01_33~1~FINISH~7~25:61:00.00~1~0A~4\r\n${line(2)}CT01_33~x://me:secret@h\r\n`);
    recorder.append('oversized', RECEIVED, 1, [Buffer.from('y'.repeat(9_000))]);
    await startDrain().caughtUp();
    const rejected = await scoped((scope) => listRejectedLines(scope, TIMING_SESSION, 10));
    expect(rejected.map((each) => [each.lineNumber, each.reason]).reverse()).toEqual([
      [1, 'bad-time'],
      [3, 'missing-field'],
      [4, 'oversized'],
    ]);
    expect(Buffer.from(rejected[2]?.raw ?? []).toString()).toBe('CT01_33~1~FINISH~7~25:61:00.00~1~0A~4');
  });

  it('goes on at its cursor after a restart, in streams that began before it', async () => {
    const recorder = record();
    lines(recorder, line(1));
    const first = startDrain();
    await first.caughtUp();
    await first.stop();
    lines(recorder, line(2) + line(3));
    const second = startDrain();
    await second.caughtUp();
    expect((await stored()).map((read) => [read.seq, read.lineNumber])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(second.lagBytes).toBe(0);
    expect(await runAsAdmin(test.adminUrl, 'select journal_id, position from journal_cursors')).toEqual([
      { journal_id: recording.journalId, position: String(recording.durablePosition) },
    ]);
  });

  it('changes nothing when it reads everything again', async () => {
    const recorder = record();
    for (let block = 0; block < 8; block += 1) {
      lines(recorder, Array.from({ length: 1_000 }, (_, index) => line(block * 1_000 + index + 1)).join(''));
    }
    const first = startDrain();
    await first.caughtUp();
    const before = await stored();
    expect(before).toHaveLength(8_000);
    await first.stop();
    await runAsAdmin(test.adminUrl, 'delete from journal_cursors');
    await startDrain().caughtUp();
    expect(await stored()).toEqual(before);
  });

  it('takes another journal from its beginning', async () => {
    lines(record(), line(1));
    await startDrain().caughtUp();
    const other = new Journal({ dir: join(dir, 'other'), onEvent: () => {} });
    recording = other.of(tenantId);
    lines(record(), line(2));
    await startDrain().caughtUp();
    expect((await stored()).map((read) => read.seq)).toEqual([1, 2]);
    await other.close();
  });

  it('waits for a database that is away, and stops all the same', async () => {
    const away = openDatabase({ url: 'postgres://p88:x@127.0.0.1:1/none', connections: 1, log });
    lines(record(), line(1));
    const waiting = startDrain(away);
    expect(waiting.lagBytes).toBeGreaterThan(0);
    await waiting.stop();
    await away.close();
    await startDrain().caughtUp();
    expect(await scoped((scope) => countReads(scope, TIMING_SESSION))).toBe(1);
  });

  it('tries again when the database fails in the middle, and then stores everything once', async () => {
    lines(record(), line(1) + line(2));
    const rename = (from: string, to: string) =>
      runAsAdmin(test.adminUrl, `alter table ${from} rename to ${to}`);
    await rename('rejected_lines', 'gone');
    lines(recording.record('01890000-0000-7000-8000-0000000000e3' as StreamId), 'lost\r\n');
    lines(record('01890000-0000-7000-8000-0000000000e4' as StreamId), 'CT01_33~1\r\n');
    // In one batch with the reads, so that its failure must take them back.
    await recording.durable(recording.appendedPosition);
    const failures: unknown[] = [];
    const loud = pino({ level: 'warn' }, { write: (text: string) => failures.push(text) });
    const drain = new Drain(tenantId, recording, test.database, loud);
    drains.push(drain);
    await expect.poll(() => failures.length).toBeGreaterThan(0);
    expect(await stored()).toEqual([]);
    await rename('gone', 'rejected_lines');
    await drain.caughtUp();
    expect(await stored()).toHaveLength(2);
  });

  it('stores whatever bytes come, or rejects them; nothing stops it', async () => {
    const piece = fc.constantFrom(
      'CT01_33',
      '~',
      '1',
      'FIN',
      '\xff',
      '\0',
      '12:00:00.00',
      '2031-05-04T12:00:00',
      ',',
      '\xc3\xa9',
    );
    const anyLine = fc.oneof(
      fc.array(piece, { maxLength: 14 }).map((parts) => parts.join('')),
      fc
        .tuple(
          fc.nat({ max: 9 }),
          fc.string({ unit: 'binary-ascii', maxLength: 9 }),
          fc.string({ maxLength: 9 }),
        )
        .map(([seq, location, tag]) => `CT01_33~${seq}~${location}~${tag}~9999-12-31T23:59:59.99~9~\xe9~4`),
      fc
        .nat({ max: 9_999 })
        .map((year) => `CT01_33~1~F~${year}~${String(year).padStart(4, '0')}-01-01T00:00:00~1~a~1`),
    );
    const drain = startDrain();
    const recorder = record();
    await fc.assert(
      fc.asyncProperty(fc.array(anyLine, { minLength: 1, maxLength: 60 }), async (all) => {
        lines(recorder, all.map((each) => `${each.replaceAll('\n', '')}\n`).join(''));
        await recording.durable(recording.appendedPosition);
        await drain.caughtUp();
      }),
      { numRuns: 40 },
    );
    expect(await scoped((scope) => countReads(scope, TIMING_SESSION))).toBeGreaterThan(0);
  });
});

describe('two tenants', () => {
  it('see only their own reads', async () => {
    const other = (await makePartner(test.database, 'Other Timing')).tenantId;
    lines(record(), line(1));
    await startDrain().caughtUp();
    const seen = await test.database.withTenant(systemPrincipal(other, 'test'), (scope) =>
      listReads(scope, TIMING_SESSION, { after: null, limit: 10 }),
    );
    expect(seen).toEqual([]);
  });
});
