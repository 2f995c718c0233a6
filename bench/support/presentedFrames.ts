import type { CDPSession, Page } from 'playwright-core';

/** Runs in the page before its own code: marks every numbered message at the moment that it is handed to the page. */
const PROBE = `(() => {
  const Native = WebSocket;
  window.frames60 = { count: 0, received: {} };
  window.WebSocket = class extends Native {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        const { rev } = JSON.parse(data);
        if (rev === undefined) return;
        frames60.received[rev] ??= performance.timeOrigin + performance.now();
        performance.mark('rev ' + rev);
      });
    }
  };
  const frame = () => { frames60.count += 1; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
})()`;

interface TraceEvent {
  name: string;
  ph: string;
  /** Microseconds of a clock of its own. */
  ts: number;
  id2?: { local?: string };
  pid: number;
  args?: { frame_reporter?: { state?: string } };
}

export interface Presented {
  /** Milliseconds from the message's arrival in the page to the frame on the screen, by message number. */
  afterArrivalMs: Map<number, number>;
  /** When a message arrived in the page, as milliseconds since the epoch, by message number. */
  arrivedAtMs: Map<number, number>;
  framesPerSecond: number;
}

/** Add the probe. Call before the page is opened. */
export async function addProbe(page: Page): Promise<void> {
  await page.addInitScript(PROBE);
}

/**
 * Record what Chromium presented while `work` ran. The truth is its compositor's own trace: a message counts as shown
 * with the first frame that began after it arrived and was presented.
 */
export async function recordFrames(page: Page, work: () => Promise<void>): Promise<Presented> {
  const cdp = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['cc', 'benchmark', 'blink.user_timing'] },
  });
  const before = await frameCount(page);
  await work();
  const after = await frameCount(page);
  await stopTracing(cdp);
  const received = (await page.evaluate('frames60.received')) as Record<string, number>;
  return {
    afterArrivalMs: matchMarks(events),
    arrivedAtMs: new Map(Object.entries(received).map(([rev, atMs]) => [Number(rev), atMs])),
    framesPerSecond: ((after.count - before.count) * 1000) / (after.atMs - before.atMs),
  };
}

async function frameCount(page: Page): Promise<{ count: number; atMs: number }> {
  return (await page.evaluate('({ count: frames60.count, atMs: performance.now() })')) as {
    count: number;
    atMs: number;
  };
}

async function stopTracing(cdp: CDPSession): Promise<void> {
  const complete = new Promise((resolve) => cdp.once('Tracing.tracingComplete', resolve));
  await cdp.send('Tracing.end');
  await complete;
  await cdp.detach();
}

function matchMarks(events: readonly TraceEvent[]): Map<number, number> {
  const marks = events.filter((event) => /^rev \d+$/.test(event.name));
  const frames = presentedFrames(events.filter((event) => event.pid === marks[0]?.pid));
  const shown = new Map<number, number>();
  for (const { name, ts } of marks) {
    const frame = frames.find((each) => each.beganUs >= ts);
    if (frame !== undefined) shown.set(Number(name.slice('rev '.length)), (frame.presentedUs - ts) / 1000);
  }
  return shown;
}

/** Frames of one process that reached the screen, in the order in which they began. */
function presentedFrames(events: readonly TraceEvent[]): { beganUs: number; presentedUs: number }[] {
  const began = new Map<string, number>();
  const frames: { beganUs: number; presentedUs: number }[] = [];
  const reports = events.filter((event) => event.name === 'PipelineReporter').sort((a, b) => a.ts - b.ts);
  for (const { ph, ts, id2, args } of reports) {
    const key = id2?.local ?? '';
    if (ph === 'b' && args?.frame_reporter?.state?.startsWith('STATE_PRESENTED')) began.set(key, ts);
    const beganUs = began.get(key);
    if (ph !== 'e' || beganUs === undefined) continue;
    began.delete(key);
    frames.push({ beganUs, presentedUs: ts });
  }
  return frames.sort((a, b) => a.beganUs - b.beganUs);
}
