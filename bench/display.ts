import { setTimeout as wait } from 'node:timers/promises';
import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { ScreenOp, ScreenState } from '@project88/core/displays/screen/screen.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { Browser, Page } from 'playwright-core';
import { fixtureScreen, fullCard } from '../test/browser/support/fixtureScreens.ts';
import { ScreenServer } from '../test/browser/support/screenServer.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { BarePage } from './support/barePage.ts';
import { addProbe, type Presented, recordFrames } from './support/presentedFrames.ts';
import { measure, type Run } from './support/report.ts';
import { quantile } from './support/statistics.ts';

/**
 * Claim: from a message leaving the server to the presented frame in Chromium at 1080p, p95 is at most 1.25 times that
 * of a bare page that sets one text node. 50 updates/s; the product keeps a state, fits names, moves rows and runs a
 * clock. Beside it: frames per second, and how much the heap grows per million updates.
 */
const UPDATES_PER_SECOND = 50;
const WARM_UP_UPDATES = 100;
const MEASURED_UPDATES = 400;
/** Before them half as many: what is learned and compiled once is not growth. */
const HEAP_UPDATES = 400_000;
/** Every so many updates another runner comes on air: one in two seconds. */
const AIR_EVERY = 100;
/** Blocks that are on the screen at once. */
const BLOCKS = 40;

const browser: Browser = await launchChromium([
  '--disable-background-networking',
  '--disable-component-update',
]);
const sentAtMs = new Map<number, number>();

const heapGrowthKbPerMillion = await measureHeap();
await measure({
  name: 'display',
  unit: 'ms p95',
  better: 'lower',
  goalRatio: 1.25,
  rounds: 5,
  product: runProduct,
  baseline: runBarePage,
});
await browser.close();
process.exit(0);

async function runProduct(): Promise<Run> {
  const server = await ScreenServer.open(crowdedScreen());
  const page = await openPage(server.url);
  const run = await load(page, (index) => server.send(...update(index)));
  await page.close();
  await server.close();
  return { ...run, extra: { ...run.extra, heapGrowthKbPerMillion } };
}

async function runBarePage(): Promise<Run> {
  const bare = await BarePage.open();
  const page = await openPage(bare.url);
  const run = await load(page, () => bare.send());
  await page.close();
  await bare.close();
  return run;
}

/** The finish line with everything a design can have on it: forty blocks at least are shown while a runner is on air. */
function crowdedScreen(): ScreenState {
  const screen = fixtureScreen('finish-hero', 'runner', Date.now());
  const [layout, ...others] = screen.template.layouts;
  if (layout === undefined) throw new Error('no layout');
  const shown = layout.blocks.filter(({ modes }) => modes?.includes('active') ?? true);
  const more = Array.from({ length: BLOCKS - shown.length }, (_, index) => extraBlock(index));
  const layouts = [{ ...layout, blocks: [...layout.blocks, ...more] }, ...others];
  return { ...screen, template: { ...screen.template, layouts } };
}

/** Texts of the card along the lower edge, all of which change with every runner. */
function extraBlock(index: number): Block {
  const box = { x: 96 + (index % 12) * 144, y: 1030 + Math.floor(index / 12) * 24, width: 136, height: 22 };
  const fields = ['bib', 'lastName', 'city', 'club', 'division', 'officialTimeMs'] as const;
  return {
    kind: 'text',
    id: `extra-${index}`,
    box,
    style: { font: 'sans', sizePx: 18, weight: 500, colour: '#b4c0d1', align: 'left', valign: 'middle' },
    segments: [{ field: fields[index % fields.length] ?? 'bib' }],
    fit: { mode: 'shrink', minScale: 0.6 },
  };
}

async function openPage(url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await addProbe(page);
  await page.goto(url);
  await wait(1_000); // the first paint and its fonts are another claim
  return page;
}

/** The same load for both: warm up, then measure. */
async function load(page: Page, send: (index: number) => number): Promise<Run> {
  sentAtMs.clear();
  await sendPaced(0, WARM_UP_UPDATES, send);
  const presented = await recordFrames(page, () => sendPaced(WARM_UP_UPDATES, MEASURED_UPDATES, send));
  const latenciesMs = latencies(presented);
  return {
    value: quantile(latenciesMs, 0.95),
    latenciesMs,
    extra: {
      p95Ms: quantile(latenciesMs, 0.95),
      framesPerSecond: presented.framesPerSecond,
      measured: latenciesMs.length,
    },
  };
}

async function sendPaced(from: number, count: number, send: (index: number) => number): Promise<void> {
  const startedAtMs = performance.now();
  for (let index = 0; index < count; index += 1) {
    const dueMs = startedAtMs + (index * 1000) / UPDATES_PER_SECOND;
    await wait(Math.max(0, dueMs - performance.now()));
    const atMs = performance.timeOrigin + performance.now();
    sentAtMs.set(send(from + index), atMs);
  }
  await wait(300); // the last frames
}

/** From the server's send to the presented frame: the way into the page and the way to the screen. */
function latencies({ afterArrivalMs, arrivedAtMs }: Presented): number[] {
  return [...afterArrivalMs].flatMap(([rev, toScreenMs]) => {
    const sentMs = sentAtMs.get(rev);
    const arrivedMs = arrivedAtMs.get(rev);
    return sentMs === undefined || arrivedMs === undefined ? [] : [arrivedMs - sentMs + toScreenMs];
  });
}

function update(index: number): ScreenOp[] {
  const nowMs = Date.now();
  const card = fullCard(100 + index, nowMs, 'results');
  const status: ScreenOp = { op: 'status', status: { crossings: 431 + index, waiting: index % 10 } };
  const air: ScreenOp[] = index % AIR_EVERY === 0 ? [{ op: 'air', card, sinceMs: instantMs(nowMs) }] : [];
  return [{ op: 'card', card }, status, ...air];
}

/** Growth of the page's heap after collection, over many updates sent as fast as it takes them, per million updates. */
async function measureHeap(): Promise<number> {
  const server = await ScreenServer.open(crowdedScreen());
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.goto(server.url);
  await wait(1_000);
  await sendAll(server, 0, HEAP_UPDATES / 2);
  const before = await heapBytes(page);
  await sendAll(server, HEAP_UPDATES / 2, HEAP_UPDATES);
  const after = await heapBytes(page);
  await page.close();
  await server.close();
  return Math.round((after - before) / 1000 / (HEAP_UPDATES / 1_000_000));
}

async function sendAll(server: ScreenServer, from: number, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    server.send(...update(from + index));
    if (index % 100 === 0) await wait(0);
    while (server.unsentBytes > 200_000) await wait(5);
  }
  await wait(2_000);
}

async function heapBytes(page: Page): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('Performance.enable');
  const { metrics } = await cdp.send('Performance.getMetrics');
  await cdp.detach();
  return metrics.find((metric) => metric.name === 'JSHeapUsedSize')?.value ?? Number.NaN;
}
