import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { row, rows, TestIngest } from './harness.ts';
import type { WireClient } from './wireClient.ts';

let port: TestIngest;
let client: WireClient;

beforeEach(async () => {
  port = await TestIngest.start();
  client = await port.connect();
  await client.openAndStart();
});
afterEach(() => port.stop());

describe('fields', () => {
  it('are seq, location, tag, time, lap, reader, antenna', async () => {
    client.send('CT01_33~7~FINISH~1234~2031-05-04T09:12:33.47~2~0A0B0C~4\r\n');
    expect((await port.untilReads(1))[0]).toMatchObject({
      kind: 'chip',
      seq: 7,
      location: 'FINISH',
      tag: '1234',
      timeText: '2031-05-04T09:12:33.47',
      lap: 2,
      reader: '0A0B0C',
      antenna: '4',
    });
  });

  it('have the other order when the listener is told so', async () => {
    await port.stop();
    port = await TestIngest.start({ config: { fieldOrder: 'antenna-reader-lap' } });
    client = await port.connect();
    await client.openAndStart();
    client.send('CT01_33~7~FINISH~1234~2031-05-04T09:12:33.47~4~0A0B0C~2\r\n');
    expect((await port.untilReads(1))[0]).toMatchObject({ lap: 2, reader: '0A0B0C', antenna: '4' });
  });

  it('may be alphanumeric, unusual or unusable where they are not needed', async () => {
    client.send('CT01_33~1~FINISH~A-17b~2031-05-04T09:12:33.47~x~not hex!~\r\n');
    expect((await port.untilReads(1))[0]).toMatchObject({
      tag: 'A-17b',
      lap: null,
      reader: 'not hex!',
      antenna: '',
    });
  });

  it('may be separated as the other formats have it', async () => {
    const fields = ['CT01_13', '1', 'FINISH', '12', '09:12:33.47', '1', '0A0B0C', '4'];
    client.send(`${fields.join(',')}\r\n`);
    expect((await port.untilReads(1))[0]).toMatchObject({ seq: 1, tag: '12' });
  });

  it.each(['GUNTIME', 'guntime', 'GunTime'])(
    '%s is a gun and takes a number of the sequence',
    async (word) => {
      client.send(`CT01_33~1~FINISH~${word}~2031-05-04T08:00:00.00~0~I0A0B0~0\r\n${row(2)}`);
      await port.untilReads(2);
      expect(port.reads[0]).toMatchObject({ kind: 'gun', seq: 1, reader: 'I0A0B0' });
      expect(port.timingSession()).toMatchObject({ guns: 1, reads: 1, locations: [{ missing: 0 }] });
    },
  );

  it.each(['newlocation', 'NewLocation'])('%s is no read, whatever number it has', async (word) => {
    client.send(`CT01_33~17~FINISH~${word}~00:00:00.00~0~0~0\r\n${row(1)}`);
    await port.untilReads(1);
    expect(port.timingSession()).toMatchObject({ reads: 1, rejected: 0, locations: [{ lastSeq: 1 }] });
  });
});

describe('unusable lines', () => {
  it.each([
    'CT01_33~1~FINISH~12~25:61:00.00~1~0A~4',
    'CT01_33~x~FINISH~12~09:12:33.47~1~0A~4',
    'CT01_33~0~FINISH~12~09:12:33.47~1~0A~4',
    'CT01_33~-1~FINISH~12~09:12:33.47~1~0A~4',
    'CT01_33~1~~12~09:12:33.47~1~0A~4',
    'CT01_33~1~FINISH~~09:12:33.47~1~0A~4',
    'CT01_33~1',
    'CT01_99~1~FINISH~12~09:12:33.47~1~0A~4',
    'CT01_33~1~FIN\x01ISH~12~09:12:33.47~1~0A~4',
    'what~is~this',
    'OK',
  ])('%j is counted, kept, and stops nothing', async (line) => {
    client.send(`${line}\r\n${row(2)}`);
    expect(await port.untilReads(1)).toMatchObject([{ seq: 2 }]);
    expect(port.timingSession()).toMatchObject({ rejected: 1, status: 'live' });
  });

  it('an oversized line is counted and the next one read', async () => {
    client.send(`CT01_33~1~${'x'.repeat(20_000)}\r\n${row(2)}`);
    expect(await port.untilReads(1)).toMatchObject([{ seq: 2 }]);
    expect(port.timingSession()).toMatchObject({ rejected: 1, status: 'live' });
  });

  it('ten megabytes without a line end are counted once, and repeated ones end the connection', async () => {
    const huge = 'y'.repeat(65_536);
    for (let part = 0; part < 160; part += 1) await client.sendAll(huge);
    client.send(`\r\n${row(1)}`);
    await port.untilReads(1);
    expect(port.timingSession().rejected).toBe(1);
    client.send(`${huge}\r\n${huge}\r\n`);
    await client.closed;
    expect(port.timingSession()).toMatchObject({ reads: 1, rejected: 3, status: 'recent' });
  });
});

describe('errors from the client', () => {
  it.each([
    'err~start~command unavailable in pull mode',
    'err~start~invalid location requested',
    'err~start~invalid start sequence number requested',
    'err~start~invalid paramater count',
    'err~stop~invalid location requested',
    'err~getdata~command unavailable in push mode',
    'err~getdata~unknown location',
  ])('%s is shown and ends nothing', async (line) => {
    client.send(`${line}\r\n${row(1)}`);
    await port.untilReads(1);
    const [, command, text] = line.split('~');
    expect(port.timingSession()).toMatchObject({
      lastError: `${command}: ${text}`,
      status: 'live',
      rejected: 0,
    });
  });
});

describe('times', () => {
  const wall = (iso: string) => Date.parse(`${iso}Z`);

  it.each([
    ['iso', '2031-05-06T00:00:02.50', '2031-05-06T00:00:02.500'],
    ['unix', '1935792002.50', '2031-05-06T00:00:02.500'],
  ])('%s carries its day', async (_format, text, expected) => {
    client.send(row(1, { time: text }));
    expect((await port.untilReads(1))[0]).toMatchObject({
      timeText: text,
      wallMs: wall(expected),
      timeOfDayMs: 2_500,
    });
  });

  it.each([
    ['normal', '48:00:02.00'],
    ['msecs', '172802000'],
  ])('%s counts from the day on which the timing session began, past 24 hours', async (_format, text) => {
    client.send(row(1, { time: text }));
    const [read] = await port.untilReads(1);
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Athens' }).format(Date.now());
    expect(read?.wallMs).toBe(wall(`${today}T00:00:02`) + 2 * 86_400_000);
    expect(read?.timeOfDayMs).toBe(2_000);
  });

  it('may come in several formats on one stream, and a repeated read is one read', async () => {
    client.send(
      row(1, { tag: '7', time: '2031-05-04T09:12:33.47' }) + row(1, { tag: '7', time: '09:12:33.47' }),
    );
    client.send(row(2));
    await port.untilReads(2);
    expect(port.timingSession()).toMatchObject({ reads: 2, duplicates: 1, conflicts: 0 });
  });

  it('before 2000 are kept: a clock that nobody has set', async () => {
    client.send(row(1, { time: '1980-01-06T00:00:12.00' }));
    expect((await port.untilReads(1))[0]).toMatchObject({ wallMs: wall('1980-01-06T00:00:12') });
  });

  it('keep their meaning when the recording is read again', async () => {
    client.send(row(1, { time: '26:00:00.00' }));
    await port.untilReads(1);
    await port.shut();
    await port.open();
    expect(port.replayed).toEqual(port.reads);
  });

  it('tell how far the clock of the controller is off', async () => {
    const local = new Date(Date.now() - 90_000);
    const text = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Athens',
      dateStyle: 'short',
      timeStyle: 'medium',
    }).format(local);
    client.send(row(1, { time: `${text.replace(' ', 'T')}.00` }));
    await port.untilReads(1);
    expect(port.timingSession().clockOffsetMs).toBeGreaterThanOrEqual(90_000);
    expect(port.timingSession().clockOffsetMs).toBeLessThan(95_000);
  });

  it('may step back: rows count by number, not by time', async () => {
    client.send(
      row(1, { time: '2031-05-04T09:00:06.10' }) + row(2, { time: '2031-05-04T09:00:00.00' }) + rows(3, 3),
    );
    expect((await port.untilReads(3)).map((read) => read.seq)).toEqual([1, 2, 3]);
  });
});
