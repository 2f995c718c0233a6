import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { Browser, Page } from 'playwright-core';
import { type ConsolePage, openConsole } from './consolePage.ts';
import type { FixtureServer } from './fixtureServer.ts';
import { TEMPLATE_ID, TemplateRoutes } from './templateRoutes.ts';

/** Shapes with plain numbers: an upright one, a turned one, and two in a group. */
export function shapesTemplate(blocks: Block[] = SHAPES): TemplateDocument {
  const like = BUILT_IN_TEMPLATES['finish-hero'];
  const [layout] = like.layouts;
  if (layout === undefined) throw new Error('the built-in template has no layout');
  const canvas = { ...layout.canvas, widthPx: 1920, heightPx: 1080, safeAreaPct: 3.5 };
  return { ...like, name: 'Finish wall', layouts: [{ ...layout, name: 'wide', canvas, blocks }] };
}

const shape = (id: string, fill: string, x: number, y: number, width: number, height: number): Block => ({
  kind: 'shape',
  id,
  name: id,
  fill,
  box: { x, y, width, height },
});

const SHAPES: Block[] = [
  shape('upright', '#e5484d', 200, 200, 300, 200),
  { ...shape('turned', '#30a46c', 900, 300, 300, 200), rotationDeg: 30 },
  { ...shape('left', '#0090ff', 300, 700, 200, 150), group: 'pair' },
  { ...shape('right', '#ffc53d', 620, 720, 200, 150), group: 'pair' },
];

export interface OpenBuilder extends ConsolePage {
  routes: TemplateRoutes;
}

/** The builder with one template, on a server that stands still. */
export async function openBuilder(
  browser: Browser,
  server: FixtureServer,
  document: TemplateDocument,
  options: Parameters<typeof openConsole>[2] = {},
): Promise<OpenBuilder> {
  const opened = await openConsole(browser, server.url, options);
  const routes = new TemplateRoutes(document);
  await routes.serve(opened.page);
  await opened.page.goto(`/builder/${TEMPLATE_ID}`);
  await canvasReady(opened.page);
  return { ...opened, routes };
}

export async function canvasReady(page: Page): Promise<void> {
  await page.waitForSelector('[data-testid="canvas"] .stage [data-block]', { state: 'attached' });
}

/** Where a block is drawn by the renderer, in pixels of the window. */
export async function drawnCentre(page: Page, id: string): Promise<{ x: number; y: number }> {
  const box = await page.locator(`.stage [data-block="${id}"]`).boundingBox();
  if (box === null) throw new Error(`${id} is not drawn`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Drag with real pointer events, in several movements as a hand makes them. */
export async function drag(page: Page, from: Point, by: Point, keys: string[] = []): Promise<void> {
  for (const key of keys) await page.keyboard.down(key);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 5; step += 1) {
    await page.mouse.move(from.x + (by.x * step) / 5, from.y + (by.y * step) / 5);
  }
  await page.mouse.up();
  for (const key of keys) await page.keyboard.up(key);
}

interface Point {
  x: number;
  y: number;
}
