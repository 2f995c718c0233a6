import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { install, makeScreenAddress, seenTimingSessions } from './support/installation.ts';
import { paced } from './support/pacedLines.ts';
import { measure, type Run } from './support/report.ts';
import { MeasuringScreens, tagOf } from './support/screens.ts';
import { quantile } from './support/statistics.ts';
import { dialAsTimingSoftware } from './support/timingSoftware.ts';

/**
 * Claim: from a line on the timing port to a frame on every screen's socket, p99 is at most twice that of a bare relay
 * that only copies the line to the same sockets. 2,000 reads/s over 50 display sessions with 10 screens each; the
 * product also parses, records, removes duplicates, looks names up and keeps the state of every screen.
 */
const DISPLAY_SESSIONS = 50;
const SCREENS_EACH = 10;
const READS_PER_SECOND = 2_000;
const WARM_UP_MS = 2_000;
const MEASURED_MS = 6_000;

const sentAt = new Map<number, number>();
let lastTag = 0;

await measure({
  name: 'wire-to-frame',
  unit: 'ms p99',
  better: 'lower',
  goalRatio: 2,
  rounds: 5,
  product: runProduct,
  baseline: runRelay,
});
process.exit(0);

async function runProduct(): Promise<Run> {
  const installation = await install();
  const screens = new MeasuringScreens(sentAt);
  const names = Array.from({ length: DISPLAY_SESSIONS }, (_, index) => `Bench ${index}`);
  const mats = await Promise.all(names.map((name) => dialAsTimingSoftware(installation.timingPort, name)));
  const timing = await seenTimingSessions(installation, names);
  for (const [index, timingSession] of timing.entries()) {
    await screens.open(
      await makeScreenAddress(installation, names[index] ?? '', timingSession),
      SCREENS_EACH,
    );
  }
  const run = await load(screens, (group, tag) => mats[group]?.sendRead(tag));
  for (const mat of mats) mat.close();
  screens.close();
  await installation.remove();
  return run;
}

async function runRelay(): Promise<Run> {
  const relay = fork(fileURLToPath(new URL('support/relay.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
  });
  const [{ matPort, screenPort }] = (await once(relay, 'message')) as [
    { matPort: number; screenPort: number },
  ];
  const screens = new MeasuringScreens(sentAt);
  const mats: Socket[] = [];
  for (let group = 0; group < DISPLAY_SESSIONS; group += 1) {
    await screens.open(`ws://127.0.0.1:${screenPort}/${group}`, SCREENS_EACH);
    const mat = connect({ host: '127.0.0.1', port: matPort, noDelay: true });
    await once(mat, 'connect');
    mats.push(mat);
  }
  const run = await load(screens, (group, tag) => {
    mats[group]?.write(`${group}~CT01_33~1~FINISH~${tag}~2031-05-04T09:12:33.47~1~0A0B0C~4\r\n`);
  });
  for (const mat of mats) mat.destroy();
  screens.close();
  relay.disconnect();
  return run;
}

/** The same load for both: warm up, then measure. */
async function load(screens: MeasuringScreens, send: (group: number, tag: string) => void): Promise<Run> {
  const sendOne = (): void => {
    lastTag += 1;
    sentAt.set(lastTag, performance.now());
    send(lastTag % DISPLAY_SESSIONS, tagOf(lastTag));
  };
  await paced(READS_PER_SECOND, WARM_UP_MS, sendOne);
  await settled(screens);
  screens.latenciesMs = [];
  const sent = await paced(READS_PER_SECOND, MEASURED_MS, sendOne);
  await settled(screens);
  sentAt.clear();
  const { latenciesMs } = screens;
  const missing = sent * SCREENS_EACH - latenciesMs.length;
  if (missing !== 0)
    throw new Error(`${missing} of ${sent * SCREENS_EACH} lines did not reach their screens`);
  return { value: quantile(latenciesMs, 0.99), latenciesMs };
}

/** Wait until nothing more arrives. */
async function settled(screens: MeasuringScreens): Promise<void> {
  for (let before = -1; before !== screens.latenciesMs.length; ) {
    before = screens.latenciesMs.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
