import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { newLocation, row, rows, TestIngest } from './harness.ts';
import { GREETING } from './wireClient.ts';

let port: TestIngest | null = null;
afterEach(() => port?.stop());

/** One whole conversation with everything that makes framing hard, written from the facts of the protocol. */
const CONVERSATION = [
  GREETING,
  newLocation('M\xfcnster'),
  '\0\0ack~geteventinfo~CITY RUN~0~CITY RUN\r\n',
  `ack~getlocations~M\xfcnster~FINISH\r\nack~getconnectionid~${'C7'.repeat(20)}\r\n`,
  'CT01_33~1~M\xfcnster~GUNTIME~2031-05-04T08:00:00.00~0~I0A0B0~0\r\n',
  rows(2, 12, 'M\xfcnster'),
  '\r\n\0\0\0\r\n',
  row(1, { time: '09:00:00.00' }).replace('\r\n', '\n'),
  rows(2, 9),
  'ack~ping\r\nerr~start~invalid location requested\r\n',
  row(10).replace('\r\n', '\r\r\n'),
  'CT01_33~11~FINISH~7~25:61:00.00~1~0A~4\r\nnonsense\r\n',
  `CT01_33~12~${'x'.repeat(9_000)}\r\n`,
  rows(11, 20),
  rows(5, 8),
  row(9, { tag: '4711' }),
].join('');
const READS = 12 + 20 + 1;

/** Send the conversation cut into pieces; returns every read as it came out, without what differs from run to run. */
async function replay(pieces: Iterable<string>): Promise<string[]> {
  port = await TestIngest.start();
  const client = await port.connect();
  for (const piece of pieces) await client.sendAll(piece);
  client.send('ping\r\n');
  await client.lineWith('ack~ping');
  const timingSession = port.timingSession();
  expect(timingSession).toMatchObject({
    reads: READS - 1,
    guns: 1,
    duplicates: 4,
    conflicts: 1,
    rejected: 3,
  });
  const reads = port.reads.map((read) =>
    JSON.stringify([read.lineNumber, read.location, read.seq, read.tag]),
  );

  const again = await port.connect();
  for (const piece of pieces) await again.sendAll(piece);
  again.send('ping\r\n');
  await again.lineWith('ack~ping');
  expect(port.reads).toHaveLength(reads.length);
  await port.stop();
  return reads;
}

it('gives the same reads at full speed, byte by byte, and at random cuts, and a second replay adds none', async () => {
  const whole = await replay([CONVERSATION]);
  expect(whole).toHaveLength(READS);
  expect(await replay(CONVERSATION)).toEqual(whole);
  const cuts = fc.uniqueArray(fc.nat({ max: CONVERSATION.length - 1 }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(cuts, async (at) => {
      const edges = [0, ...at.sort((a, b) => a - b), CONVERSATION.length];
      const pieces = edges.slice(1).map((edge, index) => CONVERSATION.slice(edges[index], edge));
      expect(await replay(pieces.filter((piece) => piece !== ''))).toEqual(whole);
    }),
    { numRuns: 25 },
  );
});
