import type { Socket } from 'node:net';
import { wallMs } from '@project88/core/time/units.ts';
import {
  ACK_AUTHORIZE,
  openingAnswer,
  openingSettings,
  refuseAuthorize,
  type Setting,
  startCommand,
} from '@project88/core/wire/ctp01/commands.ts';
import { parseCtp01Line } from '@project88/core/wire/ctp01/messages.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { TACHYON } from './clientProfile.ts';
import { Ctp01Client, type Ctp01ClientOptions } from './ctp01Client.ts';
import type { TimedRow } from './matRows.ts';
import { ProbeServer } from './probeServer.ts';

const ANSWER = openingAnswer('Probe', '1', openingSettings('none', ''));
const GREETING = 'SimpleClient~0.6.0~CTP01';
const FIRST_MS = Date.UTC(2031, 4, 4, 23, 59, 58, 470);
/** The client's waits, short enough for tests. */
const QUICK = { reconnectDelayMs: 5, leaveDelayMs: 5 };

const running: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of running.splice(0).reverse()) await each.close();
});

async function probe(greet: string | ((socket: Socket) => void)): Promise<ProbeServer> {
  const server = await ProbeServer.listen(
    typeof greet === 'string' ? (socket) => void socket.write(greet) : greet,
  );
  running.push(server);
  return server;
}

function dial(server: ProbeServer, options: Partial<Ctp01ClientOptions> = {}): Ctp01Client {
  const client = new Ctp01Client({
    host: '127.0.0.1',
    locations: ['FINISH'],
    ...QUICK,
    ...options,
    port: server.port,
  });
  running.push(client);
  client.connect();
  return client;
}

function row(seq: number, more: Partial<TimedRow> = {}): TimedRow {
  const at = wallMs(FIRST_MS + (seq - 1) * 1000);
  const base = { kind: 'chip', tag: String(100 + seq), wallMs: at, sentAtMs: at, lap: 1 } as const;
  return { ...base, seq, reader: '0A0B0C', antenna: '4', ...more };
}

function addRows(client: Ctp01Client, count: number, location = 'FINISH'): void {
  const from = client.store.rows(location).length + 1;
  for (let seq = from; seq < from + count; seq += 1) client.add(location, row(seq));
}

/** Sequence numbers of the rows among lines, without those that offer a location. */
function seqs(lines: string[]): number[] {
  return lines.flatMap((line) => {
    const message = parseCtp01Line(line, { fieldOrder: 'lap-reader-antenna' });
    return message.kind === 'row' || message.kind === 'gun' ? [message.seq] : [];
  });
}

describe('opening', () => {
  it('greets, takes the settings and offers its locations', async () => {
    const server = await probe(ANSWER);
    const client = dial(server, { locations: ['START', 'FINISH'] });
    await server.until(() => server.lines.length === 3);
    expect(server.lines).toEqual([
      GREETING,
      'CT01_33~0~START~newlocation~00:00:00.00~0~0~0',
      'CT01_33~0~FINISH~newlocation~00:00:00.00~0~0~0',
    ]);
    expect(client.settings.get('time-format')).toBe('iso');
  });

  it('can greet as late as the present client does', async () => {
    const server = await probe(ANSWER);
    const client = dial(server, { ...TACHYON, greetingDelayMs: 40 });
    const dialledAtMs = performance.now();
    await client.whenReady();
    expect(performance.now() - dialledAtMs).toBeGreaterThan(38);
    expect(server.lines[0]).toBe('SimpleClient~1.2.3~CTP01');
  });

  it('answers questions, or never', async () => {
    const questions = `${ANSWER}getconnectionid\r\ngeteventinfo\r\ngetlocations\r\ngettime\r\nping\r\n`;
    const server = await probe(questions);
    dial(server);
    await server.until(() => server.lines.includes('ack~ping'));
    expect(server.lines.slice(2)).toEqual([
      `ack~getconnectionid~${'5A'.repeat(20)}`,
      'ack~geteventinfo~EVENT~0~EVENT',
      'ack~getlocations~FINISH',
      'ack~ping',
    ]);
    const silent = await probe(questions);
    dial(silent, { answersQuestions: false });
    await silent.until(() => silent.lines.includes('ack~ping'));
    expect(silent.lines).toHaveLength(3);
  });

  it.each([
    ['hmac-sha1', 'bdea9db6a1cf8f2fbe57d5d93aaf47f1f55054e4'],
    ['seed-md5', '07ABF1571F57E52EF35CE3EE0C079494'],
    ['plaintext', 'probepass'],
  ] as const)('signs in with %s and begins when it is admitted', async (mode, response) => {
    const server = await probe(openingAnswer('Probe', '1', openingSettings(mode, '0123456789abcdef')));
    dial(server, { user: 'probeuser', password: 'probepass' });
    await server.until(() => server.lines.length === 2);
    expect(server.lines[1]).toBe(`authorize~probeuser~${response}`);
    server.say(ACK_AUTHORIZE);
    await server.until(() => server.lines.some((line) => line.includes('newlocation')));
  });

  it('leaves when it is refused, and tries again', async () => {
    const server = await probe(openingAnswer('Probe', '1', openingSettings('hmac-md5', '00')));
    const client = dial(server);
    await server.until(() => server.lines.length === 2);
    server.say(refuseAuthorize('unknown timing key'));
    await server.until(() => server.connections.length === 2);
    expect(client.complaints).toEqual(['refused: err~authorize~unknown timing key']);
  });

  it.each([
    ['OK\r\n', 'a greeting that is none: OK'],
    [`${GREETING}\r\n`, `a greeting that is none: ${GREETING}`],
    ['Probe~1~1\nstream-mode=push\n', 'the opening was not finished in time'],
    ['Probe~1~2\r\nstream-mode=push\r\n', 'the opening was not finished in time'],
    ['\r\n', 'an empty line'],
    ['Probe~1~1\r\nauthentication=basic\r\n', 'an authentication that does not exist'],
    ['Probe~1~1\r\ntagevent-format=CT01_63\r\n', 'a format word that does not exist'],
    [`${ANSWER}\r\n`, 'an empty line'],
  ])('leaves a server that says %j, and tries again', async (said, complaint) => {
    const server = await probe(said);
    const client = dial(server, { openingDeadlineMs: 30 });
    await server.until(() => server.connections.length === 2);
    expect(client.complaints[0]).toBe(complaint);
  });

  it('withholds its locations until it is asked for its id, when the server wants ids', async () => {
    const settings: Setting[] = [...openingSettings('none', ''), ['connection-id', 'true']];
    const server = await probe(`${openingAnswer('Probe', '1', settings)}ping\r\n`);
    dial(server);
    await server.until(() => server.lines.length === 2);
    server.say('getconnectionid\r\n');
    await server.until(() => server.lines.length === 4);
    expect(server.lines[1]).toBe('ack~ping');
    expect(server.lines[3]).toContain('newlocation');
  });
});

describe('rows', () => {
  it('come once they are asked for, and then by themselves', async () => {
    const server = await probe(ANSWER);
    const client = dial(server);
    addRows(client, 2);
    await client.whenReady();
    server.say(startCommand());
    await server.until(() => seqs(server.lines).length === 2);
    addRows(client, 1);
    await server.until(() => seqs(server.lines).length === 3);
    expect(server.lines.at(-1)).toBe('CT01_33~3~FINISH~103~2031-05-05T00:00:00.47~1~0A0B0C~4');
  });

  it('follow starts, seeks and stops', async () => {
    const server = await probe(ANSWER);
    const client = dial(server);
    addRows(client, 4);
    await client.whenReady();
    server.say(
      ['start', 'start', 'start~finish~3', 'stop', 'start~FINISH', 'start~FINISH~9', 'ping', ''].join('\r\n'),
    );
    await server.until(() => server.lines.includes('ack~ping'));
    expect(seqs(server.lines)).toEqual([1, 2, 3, 4, 3, 4, 1, 2, 3, 4]);
    addRows(client, 6);
    await client.whenIdle();
    await server.until(() => seqs(server.lines).length === 12);
    expect(seqs(server.lines).slice(10)).toEqual([9, 10]);
  });

  it.each([
    ['start~NOWHERE', 'err~start~invalid location requested'],
    ['start~FINISH~0', 'err~start~invalid start sequence number requested'],
    ['start~FINISH~abc', 'err~start~invalid start sequence number requested'],
    ['start~FINISH~1~2', 'err~start~invalid paramater count'],
    ['stop~NOWHERE', 'err~stop~invalid location requested'],
    ['stop~FINISH~1', 'err~stop~invalid paramater count'],
    ['getdata~1', 'err~getdata~command unavailable in push mode'],
  ])('%s is refused', async (command, error) => {
    const server = await probe(`${ANSWER}${command}\r\n`);
    dial(server);
    await server.until(() => server.lines.includes(error));
  });

  it('do not come in pull mode', async () => {
    const server = await probe('Probe~1~0\r\nstart\r\n');
    dial(server);
    await server.until(() => server.lines.includes('err~start~command unavailable in pull mode'));
  });

  it.each(['normal', 'iso', 'unix', 'msecs'])('carry %s times over midnight', async (format) => {
    const settings: Setting[] = [
      ['stream-mode', 'push'],
      ['guntimes', 'true'],
      ['time-format', format],
    ];
    const server = await probe(openingAnswer('Probe', '1', settings));
    const client = dial(server);
    client.add('FINISH', row(1, { kind: 'gun', tag: 'GUNTIME', lap: 0 }));
    addRows(client, 2);
    await client.whenReady();
    server.say(startCommand());
    await server.until(() => server.lines.length === 4);
    const messages = server.lines
      .slice(1)
      .map((line) => parseCtp01Line(line, { fieldOrder: 'lap-reader-antenna' }));
    expect(messages).toMatchObject([
      { kind: 'gun', time: { format, timeOfDayMs: 86_398_470 } },
      { kind: 'row', time: { format, timeOfDayMs: 86_399_470 } },
      { kind: 'row', time: { format, timeOfDayMs: 470 } },
    ]);
  });

  it('wait while the server does not read, and are all there in the end', async () => {
    const server = await probe((socket) => void socket.write(`${ANSWER}start\r\n`));
    const client = dial(server);
    await client.whenReady();
    server.connections[0]?.socket.pause();
    addRows(client, 50_000);
    server.connections[0]?.socket.resume();
    await client.whenIdle();
    await server.until(() => server.lines.length === 50_002);
    expect(seqs(server.lines)).toEqual(Array.from({ length: 50_000 }, (_, index) => index + 1));
  });

  it('arrive whole when every byte is sent alone', async () => {
    const server = await probe(`${ANSWER}start\r\n`);
    const client = dial(server, { fragment: (bytes) => Array.from(bytes, (byte) => Buffer.of(byte)) });
    addRows(client, 3);
    await server.until(() => seqs(server.lines).length === 3);
    expect(server.lines[0]).toBe(GREETING);
  });
});

describe('reconnecting', () => {
  it('comes back by itself and starts again from the beginning', async () => {
    const server = await probe(`${ANSWER}start\r\n`);
    const client = dial(server);
    addRows(client, 2);
    await server.until(() => seqs(server.lines).length === 2);
    client.drop();
    await server.until(() => seqs(server.lines).length === 4);
    expect(seqs(server.lines)).toEqual([1, 2, 1, 2]);
    expect(server.connections[0]?.ended).toBe(true);
  });

  it('can hold the old connection until the new one stands', async () => {
    const server = await probe(ANSWER);
    const client = dial(server);
    await client.whenReady();
    await client.reconnectOverlapping();
    expect(server.connections).toHaveLength(2);
    await server.until(() => server.connections[0]?.ended === true);
    expect(server.connections[1]?.ended).toBe(false);
    expect(client.attempts).toBe(2);
  });

  it('does not come back when it was closed', async () => {
    const server = await probe(ANSWER);
    const client = dial(server);
    await client.whenReady();
    await client.close();
    expect(client.attempts).toBe(1);
  });
});
