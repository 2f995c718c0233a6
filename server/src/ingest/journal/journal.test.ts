import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StreamId, TenantId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalBlock } from './block.ts';
import { type JournalDisk, realDisk } from './files.ts';
import { Journal, type JournalEvent, type TenantJournal } from './journal.ts';

const TENANT = '01890000-0000-7000-8000-00000000000a' as TenantId;
const STREAM = '01890000-0000-7000-8000-000000000001' as StreamId;
const OTHER = '01890000-0000-7000-8000-000000000002' as StreamId;
const T0 = instantMs(1_935_650_000_000);

let dir: string;
let events: JournalEvent[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'p88-journal-'));
  events = [];
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function openJournal(more: { disk?: JournalDisk; segmentBytes?: number } = {}): Journal {
  return new Journal({ dir, onEvent: (event) => events.push(event), ...more });
}

async function allBlocks(journal: TenantJournal, from = 0): Promise<JournalBlock[]> {
  const blocks: JournalBlock[] = [];
  for await (const batch of journal.read(from)) blocks.push(...batch.blocks);
  return blocks;
}

async function exported(journal: TenantJournal, stream: StreamId): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of journal.exportStream(stream)) parts.push(part);
  return Buffer.concat(parts).toString('latin1');
}

/** Two interleaved streams of `count` line blocks each, all durable. */
async function writeTwoStreams(journal: TenantJournal, count: number): Promise<void> {
  const one = journal.record(STREAM);
  const two = journal.record(OTHER);
  one.note('open', T0, { stream: 1 });
  two.note('open', T0, { stream: 2 });
  for (let index = 0; index < count; index += 1) {
    one.append('lines', T0, 2, [Buffer.from(`one ${index}\r\n`), Buffer.from('more\r\n')]);
    two.append('lines', T0, 1, [Buffer.from(`two ${index}\r\n`)]);
    await journal.durable(journal.appendedPosition);
  }
  one.note('close', T0, {});
  two.note('close', T0, {});
  await journal.durable(journal.appendedPosition);
}

function segmentFiles(): string[] {
  const folder = join(dir, TENANT);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.journal'))
    .sort()
    .map((name) => join(folder, name));
}

describe('journal', () => {
  it('gives back what was written, in order, with gapless line numbers', async () => {
    const journal = openJournal();
    await writeTwoStreams(journal.of(TENANT), 20);
    const lines = (await allBlocks(journal.of(TENANT))).filter(
      (block) => block.streamId === STREAM && block.kind === 'lines',
    );
    expect(lines.map((block) => block.firstLine)).toEqual(Array.from({ length: 20 }, (_, n) => 1 + n * 2));
    expect(lines[3]?.body.toString()).toBe('one 3\r\nmore\r\n');
    await journal.close();
  });

  it('goes on after a restart where it stood, and a cursor reads only what is new', async () => {
    const first = openJournal();
    await writeTwoStreams(first.of(TENANT), 5);
    const cursor = first.of(TENANT).durablePosition;
    const { journalId } = first.of(TENANT);
    await first.close();

    const second = openJournal();
    const again = second.of(TENANT);
    expect(again.journalId).toBe(journalId);
    expect(again.durablePosition).toBe(cursor);
    const third = '01890000-0000-7000-8000-000000000003' as StreamId;
    again.record(third).note('open', T0, {});
    await again.durable(again.appendedPosition);
    expect((await allBlocks(again, cursor)).map((block) => block.streamId)).toEqual([third]);
    await second.close();
  });

  it('rotates segments and reads across them', async () => {
    const journal = openJournal({ segmentBytes: 1_000 });
    await writeTwoStreams(journal.of(TENANT), 30);
    expect(segmentFiles().length).toBeGreaterThan(5);
    expect(await allBlocks(journal.of(TENANT))).toHaveLength(64);
    expect(await exported(journal.of(TENANT), OTHER)).toContain('two 29\r\n');
    await journal.close();
  });

  it('exports a stream byte for byte and finds its chain whole', async () => {
    const journal = openJournal();
    const tenant = journal.of(TENANT);
    await writeTwoStreams(tenant, 3);
    expect(await exported(tenant, STREAM)).toBe('one 0\r\nmore\r\none 1\r\nmore\r\none 2\r\nmore\r\n');
    expect(await tenant.verify(STREAM)).toEqual({ blocks: 5, lines: 6, closed: true, problem: null });
    await journal.close();
  });

  it('keeps tenants apart and does not list the quarantine', async () => {
    const journal = openJournal();
    await writeTwoStreams(journal.of(TENANT), 1);
    journal.of('quarantine' as TenantId);
    expect(journal.tenants()).toEqual([TENANT]);
    expect(await allBlocks(journal.of('01890000-0000-7000-8000-00000000000b' as TenantId))).toEqual([]);
    await journal.close();
  });

  it('refuses a folder whose mark it cannot read', async () => {
    const journal = openJournal();
    await writeTwoStreams(journal.of(TENANT), 1);
    await journal.close();
    writeFileSync(join(dir, TENANT, 'journal.json'), '{"version":2}');
    expect(() => openJournal().of(TENANT)).toThrow(expect.objectContaining({ code: 'JOURNAL_FOREIGN' }));
  });
});

describe('torn tail', () => {
  it('is cut at every byte of the last block, kept beside, and costs nothing before it', async () => {
    const journal = openJournal();
    await writeTwoStreams(journal.of(TENANT), 2);
    const before = (await allBlocks(journal.of(TENANT))).length;
    const whole = journal.of(TENANT).durablePosition;
    await journal.close();
    const path = segmentFiles()[0] as string;
    const bytes = readFileSync(path);
    const lastBlockAt = bytes.lastIndexOf(Buffer.from('P88\x01blk\n', 'latin1'));
    expect(whole).toBe(bytes.length);

    for (let size = lastBlockAt + 1; size < bytes.length; size += 1) {
      writeFileSync(path, bytes.subarray(0, size));
      const torn = openJournal();
      expect(torn.of(TENANT).durablePosition).toBe(lastBlockAt);
      expect(await allBlocks(torn.of(TENANT))).toHaveLength(before - 1);
      const event = events.at(-1);
      expect(event).toMatchObject({ event: 'torn-tail', bytes: size - lastBlockAt });
      if (event?.event === 'torn-tail') expect(statSync(event.keptIn).size).toBe(size - lastBlockAt);
      expect(statSync(path).size).toBe(lastBlockAt);
      await torn.close();
    }
  });
});

describe('tampering', () => {
  /** Where each block of the only segment begins, and the segment's bytes. */
  async function layout(): Promise<{ path: string; bytes: Buffer; starts: number[] }> {
    const journal = openJournal();
    await writeTwoStreams(journal.of(TENANT), 4);
    const starts: number[] = [0];
    for await (const batch of journal.of(TENANT).read(0)) starts.push(...batch.ends);
    await journal.close();
    const path = segmentFiles()[0] as string;
    copyFileSync(path, `${path}.orig`);
    return { path, bytes: readFileSync(path), starts };
  }

  async function problemAfter(path: string, bytes: Buffer): Promise<string | undefined> {
    writeFileSync(path, bytes);
    const journal = openJournal();
    const report = await journal.of(TENANT).verify(STREAM);
    await journal.close();
    return report.problem?.code;
  }

  it('finds a changed, a removed and a moved block', async () => {
    const { path, bytes, starts } = await layout();
    const cut = (index: number) => bytes.subarray(starts[index], starts[index + 1]);
    // Blocks 0 and 1 are the opening notes; 2, 4, 6 belong to the first stream.
    const changed = Buffer.from(bytes);
    changed[(starts[5] as number) - 40] = 0x21;
    expect(await problemAfter(path, changed)).toBe('chain-broken');
    expect(events.some((event) => event.event === 'damage')).toBe(true);

    const removed = Buffer.concat([bytes.subarray(0, starts[4]), bytes.subarray(starts[5])]);
    expect(await problemAfter(path, removed)).toBe('chain-broken');

    const moved = [bytes.subarray(0, starts[2]), cut(4), cut(3), cut(2), bytes.subarray(starts[5])];
    expect(await problemAfter(path, Buffer.concat(moved))).toBe('chain-broken');
    expect(await problemAfter(path, bytes.subarray(starts[1]))).toBe('beginning-missing');
    expect(await problemAfter(path, bytes)).toBeUndefined();
  });

  it('reads on behind a damaged block', async () => {
    const { path, bytes, starts } = await layout();
    const damaged = Buffer.from(bytes);
    damaged[(starts[3] as number) + 30] = 0xff;
    writeFileSync(path, damaged);
    const journal = openJournal();
    expect(await allBlocks(journal.of(TENANT))).toHaveLength(starts.length - 2);
    expect(events).toContainEqual({
      event: 'damage',
      folder: join(dir, TENANT),
      damage: { start: starts[3], end: starts[4] },
    });
    await journal.close();
  });
});

describe('a disk that fails', () => {
  /** The real disk, which refuses to write or to sync while `broken` holds an error code. */
  function failingDisk() {
    const state: { broken: string | null; at: 'write' | 'sync' } = { broken: null, at: 'write' };
    const fail = (at: 'write' | 'sync') => {
      if (state.broken !== null && state.at === at) {
        throw Object.assign(new Error(state.broken), { code: state.broken });
      }
    };
    const disk: JournalDisk = {
      ...realDisk,
      async write(file, parts, position) {
        if (state.broken !== null && state.at === 'write') {
          await realDisk.write(file, [Buffer.from('half a bl')], position);
        }
        fail('write');
        await realDisk.write(file, parts, position);
      },
      async sync(file) {
        fail('sync');
        await realDisk.sync(file);
      },
    };
    return { disk, state };
  }

  for (const [at, code, expected] of [
    ['write', 'ENOSPC', 'JOURNAL_DISK_FULL'],
    ['sync', 'EIO', 'JOURNAL_IO'],
  ] as const) {
    it(`says ${expected}, acknowledges nothing, and writes everything once it works again`, async () => {
      const { disk, state } = failingDisk();
      const journal = openJournal({ disk });
      const tenant = journal.of(TENANT);
      const recorder = tenant.record(STREAM);
      recorder.note('open', T0, {});
      await tenant.durable(tenant.appendedPosition);
      const safe = tenant.durablePosition;

      state.broken = code;
      state.at = at;
      let acknowledged = false;
      const position = recorder.append('lines', T0, 1, [Buffer.from('a\r\n')]);
      const durable = tenant.durable(position).then(() => {
        acknowledged = true;
      });
      await expect.poll(() => journal.trouble()?.code).toBe(expected);
      expect(events.at(-1)).toMatchObject({ event: 'trouble' });
      recorder.append('lines', T0, 1, [Buffer.from('b\r\n')]);
      expect(acknowledged).toBe(false);
      expect(tenant.durablePosition).toBe(safe);

      state.broken = null;
      await durable;
      await tenant.durable(tenant.appendedPosition);
      expect(journal.trouble()).toBeNull();
      expect(await exported(tenant, STREAM)).toBe('a\r\nb\r\n');
      await journal.close();

      const again = openJournal();
      expect(await again.of(TENANT).verify(STREAM)).toMatchObject({ blocks: 3, problem: null });
      await again.close();
    });
  }

  it('does not hang when it is closed meanwhile', async () => {
    const { disk, state } = failingDisk();
    const journal = openJournal({ disk });
    const tenant = journal.of(TENANT);
    state.broken = 'ENOSPC';
    tenant.record(STREAM).note('open', T0, {});
    const durable = expect(tenant.durable(tenant.appendedPosition)).rejects.toMatchObject({
      code: 'JOURNAL_CLOSED',
    });
    await journal.close();
    await durable;
    expect(() => tenant.record(OTHER).note('open', T0, {})).toThrow(
      expect.objectContaining({ code: 'JOURNAL_CLOSED' }),
    );
  });
});
