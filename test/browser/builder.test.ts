import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { drag, drawnCentre, type OpenBuilder, openBuilder, shapesTemplate } from './support/builderPage.ts';
import { axeFindings, overflowPx } from './support/consolePage.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';

let browser: Browser;
let server: FixtureServer;
let open: OpenBuilder | null = null;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startFixtureServer();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
afterEach(async () => {
  await open?.close();
  open = null;
});

async function builder(options: Parameters<typeof openBuilder>[3] = {}, blocks?: Block[]): Promise<Page> {
  open = await openBuilder(browser, server, shapesTemplate(blocks), options);
  return open.page;
}

/** Zoom by the wheel until the bar shows it, as near as a wheel gets. */
async function zoomTo(page: Page, percent: number, at: { x: number; y: number }): Promise<void> {
  await page.mouse.move(at.x, at.y);
  const shown = Number.parseInt((await page.getByRole('button', { name: /^Zoom/ }).textContent()) ?? '', 10);
  await page.mouse.wheel(0, -Math.log(percent / shown) / 0.0015);
  await vi.waitFor(async () => {
    const now = Number.parseInt((await page.getByRole('button', { name: /^Zoom/ }).textContent()) ?? '', 10);
    expect(Math.abs(now - percent)).toBeLessThanOrEqual(percent * 0.02);
  });
}

function savedBlock(id: string): Block {
  const block = open?.routes.view.draft.layouts[0]?.blocks.find((each) => each.id === id);
  if (block === undefined) throw new Error(`${id} is not in the saved draft`);
  return block;
}

async function saved(page: Page): Promise<void> {
  await page.getByText('Saved', { exact: true }).waitFor();
}

describe('what is dragged lands on the pixel shown', () => {
  it.each([10, 33, 100, 300])('at %i percent: upright, turned and in a group', async (percent) => {
    const page = await builder();
    for (const id of ['upright', 'turned', 'left']) {
      await page.keyboard.press('Escape');
      await page.keyboard.press('0');
      await zoomTo(page, percent, await drawnCentre(page, id));
      const before = await drawnCentre(page, id);
      // Control: no snapping. A distance that is no whole number of design pixels.
      await drag(page, before, { x: 61, y: 43 }, ['Control']);
      const after = await drawnCentre(page, id);
      expect(Math.abs(after.x - before.x - 61)).toBeLessThanOrEqual(0.51);
      expect(Math.abs(after.y - before.y - 43)).toBeLessThanOrEqual(0.51);
    }
    expect(open?.problems).toEqual([]);
  });

  it.each([10, 33, 100, 300])('at %i percent: all at once, upright, turned and grouped', async (percent) => {
    const page = await builder();
    await page.keyboard.press('0');
    await zoomTo(page, percent, await drawnCentre(page, 'upright'));
    await page.getByRole('option', { name: /upright/ }).focus();
    await page.keyboard.press('Control+a');
    const all = ['upright', 'turned', 'left', 'right'];
    const before = await Promise.all(all.map((id) => drawnCentre(page, id)));
    const [from = { x: 0, y: 0 }] = before;
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    // Control in a movement: no snapping. At its beginning it would take one block out of the many.
    await page.keyboard.down('Control');
    for (const step of [0.3, 0.7, 1]) await page.mouse.move(from.x + 37 * step, from.y - 29 * step);
    await page.mouse.up();
    await page.keyboard.up('Control');
    const after = await Promise.all(all.map((id) => drawnCentre(page, id)));
    for (const [index, { x, y }] of after.entries()) {
      expect(Math.abs(x - (before[index]?.x ?? 0) - 37), `${all[index]} across`).toBeLessThanOrEqual(0.51);
      expect(Math.abs(y - (before[index]?.y ?? 0) + 29), `${all[index]} down`).toBeLessThanOrEqual(0.51);
    }
    expect(open?.problems).toEqual([]);
  });

  it('several and a group keep their distances', async () => {
    const page = await builder();
    const left = await drawnCentre(page, 'left');
    const right = await drawnCentre(page, 'right');
    await drag(page, left, { x: 40, y: -30 });
    const moved = await drawnCentre(page, 'right');
    expect(moved.x - right.x).toBeCloseTo((await drawnCentre(page, 'left')).x - left.x, 3);
    expect(moved.y).not.toBe(right.y);
  });
});

describe('handles', () => {
  it('resize a turned block with its opposite corner still', async () => {
    const page = await builder();
    const centre = await drawnCentre(page, 'turned');
    await page.mouse.click(centre.x, centre.y);
    const handle = await page.locator('[data-handle="se"]').boundingBox();
    const corner = await page.locator('[data-handle="nw"]').boundingBox();
    if (handle === null || corner === null) throw new Error('no handles');
    await drag(page, { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 }, { x: 50, y: 35 });
    const after = await page.locator('[data-handle="nw"]').boundingBox();
    expect(after?.x).toBeCloseTo(corner.x, 2);
    expect(after?.y).toBeCloseTo(corner.y, 2);
    const pulled = await page.locator('[data-handle="se"]').boundingBox();
    expect(Math.abs((pulled?.x ?? 0) - handle.x - 50)).toBeLessThan(1);
  });

  it('turn in steps of 15 degrees with shift', async () => {
    const page = await builder();
    const centre = await drawnCentre(page, 'upright');
    await page.mouse.click(centre.x, centre.y);
    const handle = await page.locator('[data-handle="rotate"]').boundingBox();
    if (handle === null) throw new Error('no handle');
    await drag(page, { x: handle.x + handle.width / 2, y: handle.y + handle.height / 2 }, { x: 90, y: 70 }, [
      'Shift',
    ]);
    await saved(page);
    await vi.waitFor(() => expect(savedBlock('upright').rotationDeg).toBeTruthy());
    expect((savedBlock('upright').rotationDeg ?? 1) % 15).toBe(0);
  });
});

describe('with the keyboard alone', () => {
  it('goes through the blocks as one reads, moves, copies, deletes and takes back', async () => {
    const page = await builder();
    await page.getByRole('option', { name: /upright/ }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await vi.waitFor(async () => {
      expect(await page.locator('[data-block-id][aria-selected="true"]').getAttribute('aria-label')).toMatch(
        /turned/,
      );
    });
    await page.keyboard.press('Escape');
    await page.getByRole('option', { name: /upright/ }).focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await vi.waitFor(() => expect(savedBlock('upright').box).toMatchObject({ x: 201, y: 210 }));
    await page.keyboard.press('Control+d');
    await vi.waitFor(() => expect(open?.routes.view.draft.layouts[0]?.blocks).toHaveLength(5));
    await page.keyboard.press('Delete');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await vi.waitFor(() => expect(savedBlock('upright').box).toMatchObject({ x: 200, y: 200 }));
    await page.keyboard.press('Control+Shift+z');
    await vi.waitFor(() => expect(savedBlock('upright').box).toMatchObject({ x: 201, y: 210 }));
  });
});

describe('words', () => {
  const text: Block = {
    kind: 'text',
    id: 'words',
    box: { x: 300, y: 300, width: 900, height: 160 },
    style: {
      font: 'condensed',
      sizePx: 100,
      weight: 700,
      colour: '#ffffff',
      align: 'left',
      valign: 'middle',
    },
    segments: [{ text: 'Bib ' }, { field: 'bib', format: 'plain', fallback: '–' }],
    fit: { mode: 'shrink', minScale: 0.5 },
  };
  it('are typed where they stand, and a field keeps what it was', async () => {
    const page = await builder({}, [text]);
    const centre = await drawnCentre(page, 'words');
    await page.mouse.dblclick(centre.x, centre.y);
    await page.getByRole('textbox', { name: /^Words of/ }).fill('No. {bib} – {name}');
    await page.keyboard.press('Enter');
    await vi.waitFor(() =>
      expect(savedBlock('words')).toMatchObject({
        segments: [{ text: 'No. ' }, { field: 'bib', fallback: '–' }, { text: ' – ' }, { field: 'name' }],
      }),
    );
    expect(await page.locator('.stage [data-block="words"]').textContent()).toContain('Siobhán');
  });
});

describe('every size and theme', () => {
  it.each(['desktop', 'tablet', 'phone'] as const)(
    '%s: nothing sticks out and axe finds nothing',
    async (size) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        const page = await builder({ size, colorScheme });
        await page.getByRole('option', { name: /upright/ }).focus();
        await page.keyboard.press('Tab');
        expect(await overflowPx(page)).toBe(0);
        expect(await axeFindings(page)).toEqual([]);
        if (process.env.P88_SHOTS)
          await page.screenshot({ path: `${process.env.P88_SHOTS}/builder-${size}-${colorScheme}.png` });
        expect(open?.problems).toEqual([]);
        await open?.close();
        open = null;
      }
    },
  );
});
