import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scene } from '../../tools/gallery/states.ts';
import { launchChromium } from '../support/chromium.ts';
import { openStagePage, type StageWindow } from './support/stagePage.ts';

const BLOCKS = 200;
const MOVES = 120;
/** Script of one move, so that a pointer's 60 moves a second leave the frame to the browser. Milliseconds. */
const MOVE_MS = 2;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** A design of 200 texts and shapes, as a builder holds it. */
function large(): TemplateDocument {
  const [layout] = finishHero.layouts;
  if (layout === undefined) throw new Error('no layout');
  const some = layout.blocks.filter(({ kind }) => kind !== 'list');
  const blocks = Array.from({ length: BLOCKS }, (_, index): Block => {
    const block = some[index % some.length] as Block;
    const { modes: _always, ...rest } = block;
    return { ...rest, id: `block-${index}` } as Block;
  });
  return { ...finishHero, layouts: [{ ...layout, blocks }] };
}

it('draws a moved block among two hundred in less than two milliseconds', async () => {
  const page = await openStagePage(browser, { width: 1920, height: 1080 });
  const state = scene(large(), 'active', 1_790_000_000_000);
  const block = state.template.layouts[0]?.blocks[BLOCKS / 2] as Block;
  const boxes = Array.from({ length: MOVES }, (_, x) => ({ ...block, box: { ...block.box, x } }));
  const times = await page.evaluate(
    ([from, blocks, at]) => (window as unknown as StageWindow).moveTimes(from, blocks, at),
    [state, boxes, BLOCKS / 2] as const,
  );
  const sorted = [...times].sort((a, b) => a - b);
  expect(sorted[MOVES / 2]).toBeLessThan(MOVE_MS);
  await page.close();
});
