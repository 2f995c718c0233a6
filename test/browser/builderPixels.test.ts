import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { Browser } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleScreen, withSampleBoards } from '../../web/src/builder/shown/samples.ts';
import { sampleState } from '../../web/src/features/templates/sampleState.ts';
import { launchChromium } from '../support/chromium.ts';
import { openBuilder } from './support/builderPage.ts';
import { openConsole } from './support/consolePage.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';
import {
  colours,
  differingPixels,
  even,
  onDisplay,
  repaint,
  type Size,
  timeless,
} from './support/pictures.ts';

/**
 * What the builder's own canvas shows at 100 %, what the library shows in small, and what a screen shows are the same
 * picture to the last pixel. The sheet's edge, which the builder draws over the picture, is left out.
 */
const EDGE_PX = 2;
const STAGE = '[data-testid="canvas"] .stage';
const DRAWN = plain(BUILT_IN_TEMPLATES['finish-hero']);
const THUMBNAIL: Size = { widthPx: 480, heightPx: 270 };
const BUILT_INS = ['finish-hero', 'leaderboard', 'portrait', 'awards'] as const;

let browser: Browser;
let server: FixtureServer;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startFixtureServer();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** Without the help lines of the builder. */
function plain(document: TemplateDocument): TemplateDocument {
  const { layouts, ...rest } = timeless(document, even);
  return {
    ...rest,
    layouts: layouts.map((layout) => ({ ...layout, canvas: { ...layout.canvas, safeAreaPct: 0 } })),
  };
}

function sizeOf(document: TemplateDocument): Size {
  const canvas = document.layouts[0]?.canvas;
  if (canvas === undefined) throw new Error('the template has no layout');
  return canvas;
}

async function onBuilder(
  document: TemplateDocument,
  mode: 'Finisher' | 'Resting',
  { widthPx, heightPx }: Size,
): Promise<PNG> {
  const { page, close } = await openBuilder(browser, server, document);
  await page.setViewportSize({ width: widthPx + 900, height: heightPx + 300 });
  await page.getByRole('radio', { name: mode }).check();
  const stage = page.locator(STAGE);
  // The window's new size comes to the canvas in its own time, and makes it fit anew.
  await expect
    .poll(async () => {
      await page.keyboard.press('1');
      await repaint(page, STAGE);
      const box = await stage.boundingBox();
      return [box?.width, box?.height];
    })
    .toEqual([widthPx, heightPx]);
  const box = await stage.boundingBox();
  if (box === null) throw new Error('the canvas is not drawn');
  const picture = PNG.sync.read(await page.screenshot({ clip: box }));
  await close();
  return inner(picture);
}

/** Without its outermost pixels. */
function inner(picture: PNG): PNG {
  const width = picture.width - 2 * EDGE_PX;
  const height = picture.height - 2 * EDGE_PX;
  const cut = new PNG({ width, height });
  PNG.bitblt(picture, cut, EDGE_PX, EDGE_PX, width, height, 0, 0);
  return cut;
}

describe.each(BUILT_INS)('%s', (id) => {
  const document = plain(BUILT_IN_TEMPLATES[id]);
  const size = sizeOf(document);

  it.each([
    ['Finisher', 'active'],
    ['Resting', 'resting'],
  ] as const)('on the canvas at 100 %%, %s, is the picture of a screen', async (words, mode) => {
    const state = withSampleBoards(sampleScreen(document, mode, 'ordinary'), document);
    const picture = await onBuilder(document, words, size);
    const display = inner(await onDisplay(browser, state, size));
    if (mode === 'active') expect(colours(display)).toBeGreaterThan(30);
    expect(differingPixels(display, picture)).toBe(0);
  });
});

it('in the library is the picture of a small screen', async () => {
  for (const template of server.data.library.templates)
    Object.assign(template, { draft: DRAWN, name: 'Ours' });
  const { page, close } = await openConsole(browser, server.url);
  await page.goto('/templates');
  const own = page.getByRole('img', { name: 'Sample of Ours' }).first();
  await own.locator('[data-block]').first().waitFor({ state: 'attached' });
  await own.evaluate((frame) => {
    // A whole number of pixels at a whole place, as a screen has.
    const host = frame.firstElementChild as HTMLElement;
    const place = { left: '0', top: '0', width: '480px', height: '270px' };
    Object.assign(host.style, { position: 'fixed', zIndex: '999', ...place });
    document.body.append(host);
  });
  await repaint(page);
  const picture = PNG.sync.read(await page.screenshot({ clip: { x: 0, y: 0, width: 480, height: 270 } }));
  await close();
  const display = await onDisplay(browser, sampleState(DRAWN, 'results'), THUMBNAIL);
  expect(colours(display)).toBeGreaterThan(30);
  expect(differingPixels(display, picture)).toBe(0);
});
