import { afterEach, describe, expect, it } from 'vitest';
import { type JournalDisk, realDisk } from '../../server/src/ingest/journal/files.ts';
import { rows, TestIngest } from './harness.ts';

let port: TestIngest;
afterEach(() => port.stop());

/** The real disk, but nothing becomes durable while it is shut. */
function shutDisk() {
  let open = () => {};
  let gate: Promise<void> = Promise.resolve();
  const disk: JournalDisk = {
    ...realDisk,
    async sync(file) {
      await gate;
      await realDisk.sync(file);
    },
  };
  return {
    disk,
    shut() {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    open: () => open(),
  };
}

describe('back-pressure', () => {
  it('pauses a client whose bytes are not durable, keeps others going, and loses nothing', async () => {
    const { disk, shut, open } = shutDisk();
    port = await TestIngest.start({ disk });
    const client = await port.connect();
    await client.openAndStart();
    const other = await port.connect();
    await other.openAndStart({ connectionId: 'B2', locations: ['START'] });
    shut();
    const lines = 400_000;
    const sent = client.sendAll(rows(1, lines));
    await port.until(() => port.reads.length * 58 > 256 * 1024);
    // The socket is paused: what comes in now stands in the buffers of the system, not in ours.
    other.send(rows(1, 10, 'START'));
    await port.until(() => port.reads.some((read) => read.location === 'START'));
    const takenWhileShut = port.reads.length;
    expect(takenWhileShut * 58).toBeLessThan(2 * 1024 * 1024);
    open();
    await sent;
    await port.until(() => port.reads.length === lines + 10, 'all reads');
    expect(port.timingSessions().every((timingSession) => timingSession.duplicates === 0)).toBe(true);
  });

  it('shows a full disk, tells no resume position, and goes on when there is space', async () => {
    let full = false;
    const disk: JournalDisk = {
      ...realDisk,
      async write(file, parts, position) {
        if (full) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        await realDisk.write(file, parts, position);
      },
    };
    port = await TestIngest.start({ disk });
    const client = await port.connect();
    await client.openAndStart();
    full = true;
    client.send(rows(1, 10));
    // Screens are served all the same.
    await port.untilReads(10);
    await port.until(() => port.ingest.metrics().journalTrouble === 'JOURNAL_DISK_FULL');
    await expect(port.ingest.checkJournal()).rejects.toMatchObject({ code: 'JOURNAL_DISK_FULL' });
    client.destroy();
    const next = await port.connect();
    await next.open();
    next.send('ping\r\n');
    await next.lineWith('ack~ping');
    expect(next.received).not.toContain('start~');
    full = false;
    expect(await next.lineWith('start')).toBe('start~FINISH~11');
    await port.ingest.checkJournal();
    await port.shut();
    await port.open();
    expect(port.replayed).toHaveLength(10);
  });
});
