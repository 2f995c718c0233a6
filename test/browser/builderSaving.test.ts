import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { canvasReady, type OpenBuilder, openBuilder, shapesTemplate } from './support/builderPage.ts';
import { axeFindings } from './support/consolePage.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';

let browser: Browser;
let server: FixtureServer;
let open: OpenBuilder;

beforeAll(async () => {
  browser = await launchChromium();
  server = await startFixtureServer();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});
afterEach(() => open?.close());

async function builder(): Promise<Page> {
  open = await openBuilder(browser, server, shapesTemplate());
  return open.page;
}

/** Move the first block to the right by whole presses of a key; each is a step of its own. */
async function nudge(page: Page, times: number): Promise<void> {
  await page.locator('[data-block-id="upright"]').focus();
  await page.keyboard.press('Tab');
  for (let count = 0; count < times; count += 1) await page.keyboard.press('ArrowRight');
}

function savedX(): number | undefined {
  return open.routes.view.draft.layouts[0]?.blocks.find(({ id }) => id === 'upright')?.box.x;
}

function shownX(page: Page): Promise<string | null> {
  return page.locator('[data-block-id="upright"]').getAttribute('aria-label');
}

describe('without a network', () => {
  it('keeps every change over a reload, and brings them to the server when it is back', async () => {
    const page = await builder();
    open.routes.isCut = true;
    await nudge(page, 3);
    await page.getByText(/Offline, \d+ changes? kept on this device/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.reload();
    await canvasReady(page);
    expect(await shownX(page)).toContain('left 203');
    expect(savedX()).toBe(200);
    await page.getByRole('button', { name: 'Undo: Move' }).click();
    expect(await shownX(page)).not.toContain('left 203');
    await page.getByRole('button', { name: 'Redo: Move' }).click();
    expect(await shownX(page)).toContain('left 203');
    open.routes.isCut = false;
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await page.getByText('Saved', { exact: true }).waitFor();
    expect(savedX()).toBe(203);
  });
});

describe('undo', () => {
  it('works over a reload', async () => {
    const page = await builder();
    await nudge(page, 1);
    await vi.waitFor(() => expect(savedX()).toBe(201));
    await page.reload();
    await canvasReady(page);
    await page.getByRole('button', { name: 'Undo: Move' }).click();
    await vi.waitFor(() => expect(savedX()).toBe(200));
    await page.getByRole('button', { name: 'Redo: Move' }).click();
    await vi.waitFor(() => expect(savedX()).toBe(201));
  });
});

describe('somebody else saved meanwhile', () => {
  const theirs = shapesTemplate();
  const moved = {
    ...theirs,
    name: 'Theirs',
    layouts: theirs.layouts.map((layout) => ({ ...layout, blocks: layout.blocks.slice(1) })),
  };

  async function conflict(): Promise<Page> {
    const page = await builder();
    open.routes.saveAsOther(moved);
    await nudge(page, 1);
    await page.getByRole('dialog').waitFor();
    return page;
  }

  it('shows both, and keeps mine when asked to', async () => {
    const page = await conflict();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByText('By Imre Kovács').count()).toBe(1);
    expect(await axeFindings(page)).toEqual([]);
    if (process.env.P88_SHOTS) await page.screenshot({ path: `${process.env.P88_SHOTS}/conflict.png` });
    expect(open.routes.view.draft.name).toBe('Theirs');
    await dialog.getByRole('button', { name: 'Keep mine' }).click();
    await vi.waitFor(() => expect(savedX()).toBe(201));
  });

  it('takes theirs, and mine comes back with undo', async () => {
    const page = await conflict();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await page.getByRole('heading', { name: 'Theirs' }).waitFor();
    await page.getByRole('button', { name: /^Undo: Take the other version/ }).click();
    await vi.waitFor(() => expect(savedX()).toBe(201));
  });

  it('makes mine a template of its own', async () => {
    const page = await conflict();
    await page.getByRole('button', { name: 'Save mine as a copy' }).click();
    await page.getByRole('heading', { name: 'Theirs' }).waitFor();
    expect(open.routes.made.map(({ name }) => name)).toEqual(['Finish wall (copy)']);
    expect(open.routes.made[0]?.document.layouts[0]?.blocks[0]?.box.x).toBe(201);
    expect(open.routes.view.draft.name).toBe('Theirs');
  });
});
