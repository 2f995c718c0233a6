import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JournalDisk, realDisk } from '../../server/src/ingest/journal/files.ts';
import { TENANT_A } from '../support/fixtures.ts';
import { newLocation, now, row, rows, TestIngest, type TestIngestOptions } from './harness.ts';
import { GREETING, type WireClient } from './wireClient.ts';

let port: TestIngest;
let client: WireClient;

beforeEach(async () => {
  port = await TestIngest.start();
  client = await port.connect();
});
afterEach(() => port.stop());

/** Open the port anew with other limits. */
async function reopenWith(options: TestIngestOptions): Promise<void> {
  await port.stop();
  port = await TestIngest.start(options);
  client = await port.connect();
}

async function leave(): Promise<void> {
  client.end();
  await client.closed;
  await port.until(() => port.timingSessions().every((timingSession) => timingSession.status === 'recent'));
  client = await port.connect();
}

async function restart(): Promise<void> {
  client.destroy();
  await port.shut();
  await port.open();
  client = await port.connect();
}

describe('resume', () => {
  it('begins at the first row of a location that is new', async () => {
    expect(await client.openAndStart()).toBe('start~FINISH');
  });

  it('goes on behind the last row after a reconnect, in the same timing session', async () => {
    await client.openAndStart();
    client.send(rows(1, 7));
    await port.untilReads(7);
    const { id } = port.timingSession();
    await leave();
    expect(await client.openAndStart()).toBe('start~FINISH~8');
    expect(port.timingSession()).toMatchObject({ id, connections: 2, status: 'live' });
  });

  it('goes on behind the last recorded row after a restart of the server', async () => {
    await client.openAndStart();
    client.send(rows(1, 7));
    await port.untilReads(7);
    const before = port.timingSession();
    await restart();
    expect(port.replayed).toEqual(port.reads);
    expect(port.timingSession()).toMatchObject({ id: before.id, reads: 7, status: 'recent' });
    expect(await client.openAndStart()).toBe('start~FINISH~8');
    client.send(rows(6, 9));
    await port.untilReads(9);
    expect(port.reads.slice(7).map((read) => read.seq)).toEqual([8, 9]);
  });

  it('knows each location by itself and in any case', async () => {
    await client.open({ locations: ['START', 'FINISH'] });
    client.send(rows(1, 3, 'START') + rows(1, 5, 'finish'));
    await port.untilReads(8);
    await leave();
    await client.open({ locations: ['start', 'FINISH', 'TENK'] });
    expect([await client.lineWith('start'), await client.line(), await client.line()]).toEqual([
      'start~start~4',
      'start~FINISH~6',
      'start~TENK',
    ]);
    expect(port.timingSession().locations.map(({ name }) => name)).toEqual(['START', 'FINISH', 'TENK']);
  });

  it('is a new timing session for a client with another id', async () => {
    await client.openAndStart({ connectionId: 'A1' });
    client.send(rows(1, 3));
    await port.untilReads(3);
    await leave();
    expect(await client.openAndStart({ connectionId: 'B2' })).toBe('start~FINISH');
    expect(port.timingSessions()).toHaveLength(2);
  });

  it('tells nothing before it is durable', async () => {
    let release = () => {};
    let held = false;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const sync: JournalDisk['sync'] = async (file) => {
      if (held) await gate;
      await realDisk.sync(file);
    };
    await reopenWith({ disk: { ...realDisk, sync } });
    await client.openAndStart();
    held = true;
    client.send(rows(1, 5));
    await port.untilReads(5);
    client.destroy();
    const next = await port.connect();
    await next.open();
    next.send('ping\r\n');
    await next.lineWith('ack~ping');
    expect(next.received).not.toContain('start~');
    release();
    expect(await next.lineWith('start')).toBe('start~FINISH~6');
  });
});

describe('a client without an id', () => {
  const silent = { connectionId: null };
  const limits = { identifyDeadlineMs: 50 };

  beforeEach(() => reopenWith({ limits }));

  it('is recognised by where it comes from and by its event', async () => {
    await client.openAndStart(silent);
    client.send(rows(1, 4));
    await port.untilReads(4);
    const { id } = port.timingSession();
    await leave();
    expect(await client.openAndStart(silent)).toBe('start~FINISH~5');
    expect(port.timingSession()).toMatchObject({ id, connectionId: null });
  });

  it('is another one with another event or another program', async () => {
    await client.openAndStart(silent);
    client.send(rows(1, 4));
    await port.untilReads(4);
    await leave();
    expect(await client.openAndStart({ ...silent, event: 'OTHER RUN' })).toBe('start~FINISH');
    await leave();
    client.send(`Other~1~CTP01\r\n${newLocation()}ack~geteventinfo~CITY RUN~0~CITY RUN\r\n`);
    expect(await client.lineWith('start')).toBe('start~FINISH');
    expect(port.timingSessions()).toHaveLength(3);
  });

  it('is another one after more than twelve hours', async () => {
    let aheadMs = 0;
    const clock = () => instantMs(now() + aheadMs);
    await reopenWith({ clock, limits });
    await client.openAndStart(silent);
    client.send(rows(1, 4));
    await port.untilReads(4);
    await leave();
    aheadMs = 12 * 3_600_000 + 60_000;
    client.destroy();
    client = await port.connect();
    expect(await client.openAndStart(silent)).toBe('start~FINISH');
  });

  it('is asked for everything once when it stays silent after a resume', async () => {
    await reopenWith({ limits: { ...limits, resumeDoubtMs: 100, pingEveryMs: 150 } });
    await client.openAndStart(silent);
    client.send(rows(1, 4));
    await port.untilReads(4);
    await leave();
    expect(await client.openAndStart(silent)).toBe('start~FINISH~5');
    expect(await client.lineWith('start')).toBe('start~FINISH~1');
    // The new run counts from 1 again: its rows are other rows and are kept.
    client.send(row(1, { tag: '9001' }) + row(2, { tag: '9002' }));
    await port.untilReads(6);
    expect(port.timingSession()).toMatchObject({ reads: 6, conflicts: 2 });
    client.send('ack~ping\r\n');
    await client.lineWith('ping');
    expect(client.received.match(/start~FINISH~1\r/g)).toHaveLength(1);
  });

  it('gets its id when that comes late, and keeps its timing session', async () => {
    await client.openAndStart(silent);
    const { id } = port.timingSession();
    client.send(`ack~getconnectionid~C3\r\n${rows(1, 2)}`);
    await port.untilReads(2);
    expect(port.timingSession()).toMatchObject({ id, connectionId: 'C3', connections: 1 });
    await leave();
    expect(await client.openAndStart({ connectionId: 'C3' })).toBe('start~FINISH~3');
  });
});

describe('duplicates', () => {
  it('of a full replay add nothing', async () => {
    await client.openAndStart();
    client.send(rows(1, 50) + rows(1, 50) + rows(20, 51));
    await port.untilReads(51);
    expect(port.timingSession()).toMatchObject({ reads: 51, duplicates: 81, conflicts: 0 });
  });

  it('with other content are kept as a second version and counted', async () => {
    await client.openAndStart();
    client.send(
      row(1, { tag: '12' }) + row(1, { tag: '13' }) + row(1, { tag: '13' }) + row(1, { tag: '12' }) + row(2),
    );
    await port.untilReads(3);
    expect(port.reads.map((read) => read.tag)).toEqual(['12', '13', '1002']);
    expect(port.timingSession()).toMatchObject({ reads: 3, conflicts: 1, duplicates: 2 });
  });

  it('are per location: the same number elsewhere is another read', async () => {
    await client.openAndStart({ locations: ['FINISH', 'START'] });
    client.send(rows(1, 2, 'START') + rows(1, 2, 'FINISH'));
    await port.untilReads(4);
    expect(port.timingSession()).toMatchObject({ reads: 4, duplicates: 0 });
  });
});

describe('gaps', () => {
  it('are shown, and their rows can be asked for again', async () => {
    await client.openAndStart();
    client.send(rows(11, 15) + rows(18, 20));
    await port.untilReads(8);
    const { locations } = port.timingSession();
    const id = port.timingSession().id as TimingSessionId;
    expect(locations).toMatchObject([{ firstSeq: 11, lastSeq: 20, missing: 2 }]);
    expect(port.ingest.timingSessions.requestReplay(TENANT_A, id, 'finish', 16)).toBe(true);
    expect(await client.line()).toBe('start~FINISH~16');
    client.send(rows(16, 20));
    await port.untilReads(10);
    expect(port.timingSession().locations).toMatchObject([{ missing: 0 }]);
    expect(port.ingest.timingSessions.requestReplay(TENANT_A, id, 'NOWHERE', 1)).toBe(false);
    await leave();
    expect(port.ingest.timingSessions.requestReplay(TENANT_A, id, 'FINISH', 1)).toBe(false);
  });
});

describe('pings', () => {
  it('of the client are answered', async () => {
    await client.openAndStart();
    client.send('ping\r\n');
    expect(await client.line()).toBe('ack~ping');
  });

  it('that nobody answers end the connection: a peer that vanished', async () => {
    await reopenWith({ limits: { pingEveryMs: 60, pingsUnanswered: 3 } });
    await client.openAndStart();
    await client.closed;
    expect(client.received.match(/^ping\r$/gm)).toHaveLength(3);
    await port.until(() => port.timingSession().status === 'recent');
  });

  it('that are answered keep it, and so does any other line', async () => {
    await reopenWith({ limits: { pingEveryMs: 40, pingsUnanswered: 2 } });
    await client.openAndStart();
    for (let seq = 1; seq <= 6; seq += 1) {
      await client.lineWith('ping');
      client.send(seq % 2 === 0 ? 'ack~ping\r\n' : row(seq));
    }
    expect(client.isClosed).toBe(false);
  });
});

describe('two connections of one timing session', () => {
  const limits = { replaceAfterMs: 0 };

  beforeEach(async () => {
    await reopenWith({ limits });
    await client.openAndStart();
    client.send(rows(1, 5));
    await port.untilReads(5);
  });

  it('the old one stays until the new one has greeted and said who it is', async () => {
    const next = await port.connect();
    client.send(row(6));
    await port.untilReads(6);
    next.send(GREETING);
    await next.lineWith('getconnectionid');
    client.send(row(7));
    await port.untilReads(7);
    expect(client.isClosed).toBe(false);
  });

  it('the new one takes over; no read is lost or doubled', async () => {
    const next = await port.connect();
    await next.open();
    client.send(rows(6, 7));
    await client.closed;
    const [, , from] = (await next.lineWith('start')).split('~');
    next.send(rows(Number(from), 12));
    await port.untilReads(12);
    expect(port.reads.map((read) => read.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(port.timingSession()).toMatchObject({ status: 'live', connections: 2, reads: 12 });
  });

  it('both stay when they send different locations', async () => {
    const next = await port.connect();
    expect(await next.openAndStart({ locations: ['START'] })).toBe('start~START');
    client.send(row(6));
    next.send(row(1, { location: 'START' }));
    await port.untilReads(7);
    expect(client.isClosed).toBe(false);
    expect(port.timingSession()).toMatchObject({ reads: 7, connections: 2 });
  });

  it('both stay when they are young: two programs must not throw each other out for ever', async () => {
    await reopenWith({});
    await client.openAndStart();
    const next = await port.connect();
    await next.openAndStart();
    client.send(rows(1, 3));
    next.send(rows(1, 3));
    await port.untilReads(3);
    await port.until(() => port.timingSession().duplicates === 3);
    expect(client.isClosed || next.isClosed).toBe(false);
  });
});

describe('a connection that breaks', () => {
  it.each(['end', 'reset', 'destroy'] as const)(
    'by %s in the middle of a line loses only that line',
    async (how) => {
      await client.openAndStart();
      client.send(rows(1, 3) + row(4).slice(0, 20));
      await port.untilReads(3);
      client[how]();
      await port.until(() => port.timingSession().status === 'recent');
      client = await port.connect();
      expect(await client.openAndStart()).toBe('start~FINISH~4');
      client.send(rows(4, 4));
      await port.untilReads(4);
      expect(port.timingSession()).toMatchObject({ reads: 4, rejected: 0 });
    },
  );
});
