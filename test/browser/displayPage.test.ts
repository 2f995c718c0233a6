import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { fixtureScreen, fullCard, type Moment } from './support/fixtureScreens.ts';
import { ScreenServer } from './support/screenServer.ts';

const SIZES = [
  [1920, 1080],
  [3840, 2160],
  [1080, 1920],
  [1024, 768],
  [390, 844],
] as const;
const MOMENTS: Moment[] = ['nobody-yet', 'resting', 'runner', 'longest-name', 'unknown-bib', 'pre-race'];

let browser: Browser;
let server: ScreenServer | undefined;
let page: Page | undefined;

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  await page?.close();
  await server?.close();
});
afterAll(() => browser?.close());

/** Open a screen; every complaint of the page and every request to another origin is kept. */
async function open(
  templateId: 'finish-hero' | 'announcer-list',
  moment: Moment,
  size = SIZES[0] as readonly [number, number],
) {
  const screens = await ScreenServer.open(fixtureScreen(templateId, moment, Date.now()));
  const opened = await browser.newPage({
    viewport: { width: size[0], height: size[1] },
    reducedMotion: 'reduce',
  });
  [server, page] = [screens, opened];
  const complaints: string[] = [];
  opened.on('pageerror', (error) => complaints.push(error.message));
  opened.on('console', (message) => complaints.push(message.text()));
  opened.on('request', (request) => {
    if (!request.url().startsWith(new URL(screens.url).origin)) complaints.push(request.url());
  });
  await opened.goto(screens.url);
  await opened.locator('[data-block=event-name] span', { hasText: /./ }).waitFor();
  await opened.evaluate(() => document.fonts.ready.then(() => new Promise(requestAnimationFrame)));
  return { screens, opened, complaints };
}

/** Visible texts that are wider than their boxes or reach out of the window, with a pixel for rounding. */
function overflowing(opened: Page): Promise<string[]> {
  return opened.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.text')].flatMap((box) => {
      const line = box.firstElementChild?.getBoundingClientRect();
      const place = box.getBoundingClientRect();
      if (line === undefined || line.width === 0) return [];
      const scale = place.width / box.offsetWidth;
      const wide = line.width > place.width + Math.max(1, scale);
      const outside = line.left < -1 || line.right > innerWidth + 1 || line.bottom > innerHeight + 1;
      return wide || outside ? [`${box.textContent}: ${line.width} of ${place.width}`] : [];
    }),
  );
}

describe.each(['finish-hero', 'announcer-list'] as const)('%s', (templateId) => {
  it.each(SIZES)('fits all its texts at %i × %i in every moment', async (...size) => {
    const { screens, opened, complaints } = await open(templateId, 'runner', size);
    for (const moment of MOMENTS) {
      const state = fixtureScreen(templateId, moment, Date.now());
      screens.show({ ...state, session: { ...state.session, name: `Lakeside ${moment}` } });
      await opened.waitForFunction((title) => document.title === title, `Lakeside ${moment}`);
      expect(await overflowing(opened), moment).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});

it('uses its own faces for the names of all the scripts it has', async () => {
  const { screens, opened } = await open('finish-hero', 'runner');
  const card = {
    ...fullCard(41, Date.now(), 'results'),
    known: true,
    firstName: 'Łukasz',
    lastName: 'Παπαδοπούλου',
  };
  screens.send({ op: 'card', card });
  await opened.locator('[data-block=finishers]', { hasText: 'Łukasz' }).waitFor();
  await opened.waitForFunction(() =>
    [...document.fonts].some((face) => face.unicodeRange.includes('U+370') && face.status === 'loaded'),
  );
  const loaded = await opened.evaluate(() =>
    [...document.fonts]
      .filter((face) => face.status === 'loaded')
      .map((face) => face.family.replaceAll('"', '')),
  );
  expect(new Set(loaded)).toEqual(new Set(['Inter', 'Barlow Condensed']));
});

it('is one live region, a title and a language for those who do not see it', async () => {
  const { opened } = await open('finish-hero', 'runner');
  expect(await opened.locator('[aria-live=polite]').innerText()).toContain('Bib 140, Eleni Marinou');
  expect(await opened.title()).toBe('Lakeside Half Marathon');
  expect(await opened.locator('html').getAttribute('lang')).toBe('en');
});

it('shows a calm note when its link ends, and does not come back', async () => {
  const { screens, opened } = await open('finish-hero', 'runner');
  screens.gone('revoked');
  await opened.getByRole('heading', { name: 'This link has ended' }).waitFor();
  expect(await opened.locator('.canvas').count()).toBe(0);
});

it('reports its frames and its revision', async () => {
  const { screens } = await open('finish-hero', 'runner');
  await expect
    .poll(() => screens.received.find((message) => message.t === 'beat'), { timeout: 8_000 })
    .toMatchObject({ t: 'beat', rev: 1, fps: expect.any(Number) });
});
