import type { PublicStatus } from '@project88/core/contract/program.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { axeFindings, overflowPx } from './support/consolePage.ts';
import { fixtureScreen } from './support/fixtureScreens.ts';
import { ScreenServer } from './support/screenServer.ts';

const SIZES = [
  [1920, 1080],
  [3840, 2160],
  [1440, 900],
  [1080, 1920],
  [1024, 768],
  [768, 1024],
  [360, 740],
] as const;

let browser: Browser;
let server: ScreenServer;
let page: Page | undefined;

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  server = await ScreenServer.open(fixtureScreen('finish-hero', 'runner', Date.now()));
});
afterEach(async () => {
  await page?.context().close();
  await server.close();
});
afterAll(() => browser?.close());

const origin = () => new URL(server.url).origin;

async function newPage(
  size: readonly [number, number] = SIZES[0],
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const viewport = { width: size[0], height: size[1] };
  const context = await browser.newContext({ viewport, colorScheme, serviceWorkers: 'block' });
  page = await context.newPage();
  return page;
}

/** Pairing as the server does it: a new code for whoever asks. */
function offerCodes(expiresInS = 600) {
  let made = 0;
  const given: { displayUrl: string | null } = { displayUrl: null };
  server.answers['POST /api/pairing'] = () => {
    made += 1;
    const secret = `secret-${made}`;
    server.answers[`GET /api/pairing/${secret}`] = () => given;
    return { code: `KWH7M${made}`, secret, expiresInS };
  };
  return { given, made: () => made };
}

describe('a TV without a link', () => {
  it.each(SIZES)('shows a code that can be read and scanned at %i × %i', async (...size) => {
    offerCodes();
    const tv = await newPage(size);
    await tv.goto(`${origin()}/display`);
    await tv.getByRole('heading', { name: 'Pair this screen' }).waitFor();
    expect(await tv.locator('.code').innerText()).toMatch(/KWH\s*7M1/);
    const code = await tv.locator('.code').boundingBox();
    const image = await tv.getByRole('img').boundingBox();
    expect(code?.height).toBeGreaterThanOrEqual(size[1] * 0.09);
    expect(image?.width).toBeGreaterThanOrEqual(Math.min(...size) * 0.3);
    for (const box of [code, image]) {
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(size[0]);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(size[1]);
    }
    expect(await axeFindings(tv)).toEqual([]);
  });

  it('goes to its display when the code was typed, and at the next start without a code', async () => {
    const codes = offerCodes();
    const tv = await newPage();
    await tv.goto(`${origin()}/display`);
    await tv.locator('.code').waitFor();
    codes.given.displayUrl = `https://timing.example/display/${server.url.slice(-8)}`;
    await tv.waitForURL(server.url);
    await tv.locator('.canvas').waitFor();
    await tv.goto(`${origin()}/display`);
    await tv.waitForURL(server.url);
    expect(codes.made()).toBe(1);
  });

  it('shows a new code when its link has ended in the meantime', async () => {
    offerCodes();
    const tv = await newPage();
    await tv.addInitScript(() => localStorage.setItem('p88-paired', 'ZZZZZZZZ'));
    await tv.goto(`${origin()}/display`);
    await tv.locator('.code').waitFor();
  });

  it('gets a new code before the old one is over', async () => {
    offerCodes(17);
    const tv = await newPage();
    await tv.goto(`${origin()}/display`);
    await tv.locator('.code', { hasText: '7M1' }).waitFor();
    await tv.locator('.code', { hasText: '7M2' }).waitFor({ timeout: 10_000 });
  });

  it('waits calmly for the network, and then shows its code', async () => {
    const tv = await newPage();
    await tv.goto(`${origin()}/display`);
    await tv.getByRole('heading', { name: 'Waiting for the network' }).waitFor();
    expect(await axeFindings(tv)).toEqual([]);
    offerCodes();
    await tv.locator('.code').waitFor({ timeout: 10_000 });
  });
});

const STATUS: PublicStatus = {
  session: 'Lakeside Half Marathon and Relay of the Seven Municipalities',
  screens: 12,
  reads: 48_211,
  crossings: 9_870,
  waiting: 3,
  lastReadAgeMs: 2_300,
  latency: { samples: 4_120, p50Ms: 38.4, p99Ms: 112.9 },
  nowMs: 0,
};

describe('the status page of a link', () => {
  const statusPath = () => `GET /api${new URL(server.url).pathname}/status`;

  it.each(
    (
      [
        [1440, 900],
        [768, 1024],
        [360, 740],
      ] as const
    ).flatMap((size) => (['light', 'dark'] as const).map((theme) => [...size, theme] as const)),
  )('is complete at %i × %i, %s', async (width, height, theme) => {
    server.answers[statusPath()] = () => STATUS;
    const status = await newPage([width, height], theme);
    await status.goto(`${server.url}/status`);
    await status.getByText('113 ms').waitFor();
    expect(await overflowPx(status)).toBe(0);
    expect(await axeFindings(status)).toEqual([]);
    expect(await status.title()).toContain('Lakeside');
  });

  it('says that nothing is known yet, and how long the server has not answered', async () => {
    server.answers[statusPath()] = () => ({ ...STATUS, latency: null, lastReadAgeMs: null });
    const status = await newPage();
    await status.goto(`${server.url}/status`);
    await status.getByText('No screen has told yet').first().waitFor();
    server.accepting = false;
    await status.getByText(/No answer for \d+ s/).waitFor({ timeout: 15_000 });
    expect(await axeFindings(status)).toEqual([]);
    server.accepting = true;
    await status.getByText('Up to date').waitFor({ timeout: 15_000 });
  });

  it('ends with its link', async () => {
    const status = await newPage();
    await status.goto(`${server.url}/status`);
    await status.getByRole('heading', { name: 'There is no such link' }).waitFor();
    expect(await axeFindings(status)).toEqual([]);
  });
});
