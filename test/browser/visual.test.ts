import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, scene } from '../../tools/gallery/states.ts';
import { launchChromium } from '../support/chromium.ts';
import { colours, differingPixels, even, onDisplay, repaint, timeless } from './support/pictures.ts';
import { drawAt, openStagePage, type Place } from './support/stagePage.ts';

/**
 * The same state, drawn by the display page, by a canvas at 100 %, and small in the corner of another page, is the same
 * picture to the last pixel: what is designed is what is shown.
 */
const NOW_MS = 1_790_000_000_000;
const CASES: [keyof typeof BUILT_IN_TEMPLATES, Scene][] = [
  ['finish-hero', 'active'],
  ['finish-hero', 'ticker'],
  ['leaderboard', 'resting'],
  ['expo', 'long-name'],
  ['awards', 'message'],
];
const FULL: Place = { left: 0, top: 0, widthPx: 1920, heightPx: 1080 };
const THUMBNAIL: Place = { left: 0, top: 0, widthPx: 480, heightPx: 270 };

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function onCanvas(state: ScreenState, place: Place): Promise<PNG> {
  const size = { width: place.left + place.widthPx + 20, height: place.top + place.heightPx + 20 };
  const page = await openStagePage(browser, size);
  await drawAt(page, state, place);
  await repaint(page);
  const clip = { x: place.left, y: place.top, width: place.widthPx, height: place.heightPx };
  const picture = PNG.sync.read(await page.screenshot({ clip }));
  await page.close();
  return picture;
}

/** The largest difference of two pictures in one channel of one pixel, 0 to 255. */
function largestStep(a: PNG, b: PNG): number {
  return a.data.reduce((most, value, index) => Math.max(most, Math.abs(value - (b.data[index] ?? 0))), 0);
}

it('draws gradients alike, but for the dithering of the browser', async () => {
  const state = scene(
    timeless(BUILT_IN_TEMPLATES['finish-hero'], (block) => block),
    'active',
    NOW_MS,
  );
  expect(largestStep(await onDisplay(browser, state, FULL), await onCanvas(state, FULL))).toBeLessThanOrEqual(
    1,
  );
});

describe.each(CASES)('%s, %s', (id, name) => {
  const state = scene(timeless(BUILT_IN_TEMPLATES[id], even), name, NOW_MS);

  it.each([
    ['at 100 %', FULL],
    ['as a thumbnail', THUMBNAIL],
  ])('%s is the picture of the display page', async (_size, place) => {
    const [display, canvas] = [await onDisplay(browser, state, place), await onCanvas(state, place)];
    expect(colours(display)).toBeGreaterThan(30);
    expect(differingPixels(display, canvas)).toBe(0);
  });
});
