import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { INGEST_LIMITS } from '../../server/src/ingest/limits.ts';
import { newLocation, row, rows, TestIngest } from './harness.ts';
import { GREETING, WireClient } from './wireClient.ts';

let port: TestIngest;
let client: WireClient;

beforeEach(async () => {
  port = await TestIngest.start();
  client = await port.connect();
});
afterEach(() => port.stop());

describe('framing', () => {
  it('ends every line of ours with CR LF and never sends an empty one', async () => {
    await client.openAndStart();
    client.send(row(1));
    await port.untilReads(1);
    expect(client.received).not.toMatch(/(^|[^\r])\n|\r\n\r\n|^\r\n/);
    expect(client.received.endsWith('\r\n')).toBe(true);
  });

  it('takes lines that come byte by byte', async () => {
    await client.openAndStart();
    for (const letter of rows(1, 3)) await client.sendAll(letter);
    expect((await port.untilReads(3)).map((read) => read.seq)).toEqual([1, 2, 3]);
  });

  it('takes thousands of lines in one piece', async () => {
    await client.openAndStart();
    client.send(rows(1, 5_000));
    await port.untilReads(5_000);
    expect(port.timingSession()).toMatchObject({ reads: 5_000, rejected: 0, locations: [{ missing: 0 }] });
  });

  it('takes a greeting, answers and rows that come in one segment', async () => {
    client.send(`${GREETING}${newLocation()}ack~getconnectionid~AB\r\n${rows(1, 2)}`);
    await port.untilReads(2);
    expect(port.timingSession()).toMatchObject({ connectionId: 'AB', reads: 2 });
  });

  it('takes 8-bit text of either kind and asks with the bytes that it was sent', async () => {
    await client.open({ event: 'Z\xfcrich', locations: ['M\xfcnster', '\xc3\x89tape'] });
    expect(await client.lineWith('start')).toBe('start~M\xfcnster');
    expect(await client.line()).toBe('start~\xc3\x89tape');
    client.send(row(1, { location: 'M\xfcnster' }) + row(1, { location: '\xc3\x89tape' }));
    expect((await port.untilReads(2)).map((read) => read.location)).toEqual(['Münster', 'Étape']);
    expect(port.timingSession().eventName).toBe('Zürich');
  });

  it('ignores NULs around lines, stray CRs and empty lines', async () => {
    await client.openAndStart();
    client.send(`\0\0${row(1)}\r\n\r\n\n\0\0\0${row(2).replace('\r\n', '\r\r\n')}\0\r\n${row(3)}`);
    await port.untilReads(3);
    expect(port.timingSession()).toMatchObject({ reads: 3, rejected: 0, status: 'live' });
  });
});

describe('greeting', () => {
  it('gives a client at least 15 seconds', () => {
    expect(INGEST_LIMITS.greetingDeadlineMs).toBeGreaterThanOrEqual(15_000);
  });

  it('is answered in one write: name, version, N, and exactly N settings', async () => {
    client.send(GREETING);
    await client.lineWith('time-format');
    const [first = ''] = client.chunks;
    const lines = first.split('\r\n');
    expect(lines[0]).toMatch(/^Project88~1\.2~\d+$/);
    const count = Number(lines[0]?.split('~')[2]);
    expect(lines.slice(1, count + 1).every((line) => /^[a-z-]+=\S+$/.test(line))).toBe(true);
    expect(lines[count + 1]).not.toContain('=');
  });

  it('asks for push, iso times, all locations, guns and new locations, and for no connection-id setting', async () => {
    client.send(GREETING);
    const { settings } = await client.settings();
    expect(Object.fromEntries(settings)).toEqual({
      location: 'multi',
      guntimes: 'true',
      newlocations: 'true',
      authentication: 'none',
      'stream-mode': 'push',
      'time-format': 'iso',
    });
  });

  it.each([
    'SimpleClient~1.2.3~CTP01',
    'SimpleClient~0.5.0~CTP01',
    'TsConnector~4~CTP01',
    'Caf\xe9~1~CTP01~x',
  ])('is recognised by its third word: %s', async (greeting) => {
    client.send(`${greeting}\r\n`);
    expect((await client.settings()).head).toMatch(/^Project88~/);
  });

  it('is answered after what a confused peer said before it', async () => {
    client.send(`\r\n\0\0hello\r\n${GREETING}`);
    expect((await client.settings()).head).toMatch(/^Project88~/);
  });

  it('is never answered by OK or by an echo', async () => {
    await client.openAndStart();
    expect(client.received).not.toMatch(/^(OK|SimpleClient)/m);
  });
});

describe('after the greeting', () => {
  it('asks for event, locations and id in this order', async () => {
    client.send(GREETING);
    await client.settings();
    expect([await client.line(), await client.line(), await client.line()]).toEqual([
      'geteventinfo',
      'getlocations',
      'getconnectionid',
    ]);
  });

  it('asks for the rows of every location once, however often it is named', async () => {
    await client.open({ locations: ['START', 'FINISH'] });
    client.send(newLocation('start') + newLocation('TEN K'));
    const asked = [await client.lineWith('start'), await client.line(), await client.line()];
    expect(asked).toEqual(['start~START', 'start~FINISH', 'start~TEN K']);
  });

  it('asks for a location that appears in the middle of the race', async () => {
    await client.openAndStart();
    client.send(`${row(1)}${newLocation('LATE')}`);
    expect(await client.line()).toBe('start~LATE');
  });

  it('takes rows of a location that was never announced, and asks for those before them', async () => {
    await client.openAndStart();
    client.send(row(40, { location: 'SILENT' }));
    expect(await client.line()).toBe('start~SILENT');
    expect(await port.untilReads(1)).toMatchObject([{ location: 'SILENT', seq: 40 }]);
  });

  it('takes rows that come before the client told anything', async () => {
    client.send(`${GREETING}${rows(1, 3)}`);
    await port.untilReads(3);
    expect(port.timingSession()).toMatchObject({ connectionId: null, eventName: '', reads: 3 });
  });
});

describe('no greeting', () => {
  it.each([
    ['nothing at all', ''],
    ['HTTP', 'GET / HTTP/1.1\r\nHost: timing.example\r\n\r\n'],
    ['a TLS hello', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    ['binary junk', '\x00\xff\n\x01~~~\n\x80\r\n'],
    ['rows', rows(1, 3)],
    ['another protocol', 'SimpleClient~0.6.0~CTP02\r\n'],
    ['a sign-in', 'authorize~probeuser~x\r\n'],
    ['a ping', 'ping\r\n'],
  ])('closes after the deadline without a word to one that says %s', async (_what, bytes) => {
    await port.stop();
    port = await TestIngest.start({ limits: { greetingDeadlineMs: 150 } });
    const stranger = await port.connect();
    if (bytes !== '') stranger.send(bytes);
    await stranger.closed;
    expect(stranger.received).toBe('');
    expect(port.reads).toEqual([]);
    expect(port.timingSessions()).toEqual([]);

    const proper = await port.connect();
    expect(await proper.openAndStart()).toBe('start~FINISH');
  });

  it('closes on one that sends too much', async () => {
    client.send('x'.repeat(8_000).concat('\r\n').repeat(20));
    await client.closed;
    expect(client.received).toBe('');
  });
});

describe('many connections', () => {
  it('refuses those beyond the limit of an address, and lets others in again when one leaves', async () => {
    await port.stop();
    port = await TestIngest.start({ limits: { connectionsPerAddress: 2 } });
    const first = await port.connect();
    await first.openAndStart();
    const second = await port.connect();
    await second.open({ connectionId: 'B2' });
    const third = await port.connect();
    await third.closed;
    expect(port.ingest.metrics()).toMatchObject({ connectionsOpen: 2, connectionsRefused: 1 });
    first.destroy();
    await port.until(() => port.ingest.metrics().connectionsOpen === 1);
    const fourth = await port.connect();
    expect(await fourth.openAndStart()).toBe('start~FINISH');
  });

  it('refuses a flood of attempts', async () => {
    await port.stop();
    port = await TestIngest.start({ limits: { newConnectionsPer10S: 3 } });
    const clients = await Promise.all([1, 2, 3, 4, 5].map(() => WireClient.connect(port.ingest.port)));
    await port.until(() => port.ingest.metrics().connectionsRefused === 2);
    for (const each of clients) each.destroy();
  });
});
