import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import pixelmatch from 'pixelmatch';
import type { Browser, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { ScreenServer } from './screenServer.ts';

/** With one colour for each gradient: a browser dithers these anew for every picture, by one of 255 steps. */
export function even(block: Block): Block {
  if (block.kind !== 'shape' || typeof block.fill === 'string') return block;
  return { ...block, fill: block.fill.from };
}

/** Without what changes with time: two pages are never looked at in the same millisecond. */
export function timeless(template: TemplateDocument, change: (block: Block) => Block): TemplateDocument {
  const stands = ({ kind }: Block): boolean => !['clock', 'ticker', 'sponsor'].includes(kind);
  const unturned = (block: Block): Block => {
    if (block.kind !== 'list') return block;
    const { pageMs: _turns, ...rest } = block;
    return rest;
  };
  const layouts = template.layouts.map((layout) => ({
    ...layout,
    blocks: layout.blocks.filter(stands).map(unturned).map(change),
  }));
  return { ...template, layouts };
}

/** Paint it anew at once: what is painted bit by bit, as faces come, may differ at the edges of the bits. */
export function repaint(page: Page, selector = 'body'): Promise<void> {
  return page.evaluate(async (of) => {
    const element = document.querySelector<HTMLElement>(of);
    if (element === null) throw new Error(`${of} is not on the page`);
    await document.fonts.ready;
    element.style.display = 'none';
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    element.style.display = '';
    await new Promise(requestAnimationFrame);
  }, selector);
}

export interface Size {
  widthPx: number;
  heightPx: number;
}

/** What the display page of the product shows on a screen of this size. */
export async function onDisplay(
  browser: Browser,
  state: ScreenState,
  { widthPx, heightPx }: Size,
): Promise<PNG> {
  const server = await ScreenServer.open(state);
  const viewport = { width: widthPx, height: heightPx };
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce' });
  await page.goto(server.url);
  await page.locator('.canvas > :not([hidden])').first().waitFor({ state: 'attached' });
  await repaint(page);
  const picture = PNG.sync.read(await page.screenshot());
  await page.close();
  await server.close();
  return picture;
}

export function differingPixels(a: PNG, b: PNG): number {
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0, includeAA: true });
}

/** Colours in a picture; an empty one has a single one and would equal every other empty one. */
export function colours({ data }: PNG): number {
  return new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size;
}
