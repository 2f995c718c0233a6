import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type ConsolePage, openConsole } from './support/consolePage.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';
import { look, openStyleImport, STYLE_IMPORT_STATES } from './support/styleImportStates.ts';
import { DARK_DESK, LIGHT_DESK, walkStates } from './support/walkStates.ts';

walkStates('colours from a website', STYLE_IMPORT_STATES, [...LIGHT_DESK, ...DARK_DESK]);

describe('taking a look from a website', () => {
  let browser: Browser;
  let server: FixtureServer;
  let opened: ConsolePage;
  let page: Page;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    server = await startFixtureServer();
    opened = await openConsole(browser, server.url);
    page = opened.page;
    await page.goto('/builder/0190b000-0000-7000-8000-00000000d001');
    await openStyleImport(page);
  });
  afterEach(async () => {
    await opened.close();
    await server.close();
  });

  /** The colour behind the canvas as it is drawn. */
  const ground = () =>
    page.evaluate(() => {
      const stage = document.querySelector('[data-testid="canvas"] .stage');
      return stage === null
        ? ''
        : getComputedStyle(stage).backgroundImage + getComputedStyle(stage).backgroundColor;
    });

  it('changes the design as one step, which is undone as one', async () => {
    const before = await ground();
    await look(page);
    await page.getByRole('button', { name: 'Use this style' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expect.poll(ground).toContain('rgb(11, 61, 145)');
    await page.keyboard.press('Control+z');
    await expect.poll(ground).toBe(before);
    expect(opened.problems).toEqual([]);
  });

  it('is done with the keyboard alone', async () => {
    await page.keyboard.type('harbour-run.example');
    await page.keyboard.press('Enter');
    await page.getByText(/A dark one is read best/).waitFor();
    const focused = (name: string) =>
      page.evaluate((wanted) => {
        const active = document.activeElement;
        return (active?.getAttribute('aria-label') ?? active?.textContent ?? '') === wanted;
      }, name);
    for (let step = 0; step < 6 && !(await focused('#0b3d91')); step += 1) await page.keyboard.press('Tab');
    expect(await focused('#0b3d91')).toBe(true);
    // The patches are one group: arrows move in it, the next tab leaves it.
    await page.keyboard.press('ArrowRight');
    expect(await focused('#f97316')).toBe(true);
    await page.keyboard.press('ArrowLeft');
    for (let step = 0; step < 30 && !(await focused('Use this style')); step += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(ground).toContain('rgb(11, 61, 145)');
  });

  it('changes nothing when it is closed, and forgets the site', async () => {
    const before = await ground();
    await look(page);
    await page.getByText(/A dark one is read best/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await ground()).toBe(before);
    await openStyleImport(page);
    expect(await page.getByText(/A dark one is read best/).count()).toBe(0);
  });

  it('goes on after a site that cannot be read', async () => {
    server.data.site.refusal = 'it does not answer';
    await look(page, 'gone.example');
    await page
      .getByRole('alert')
      .getByText(/does not answer/)
      .waitFor();
    server.data.site.refusal = null;
    await look(page);
    await page.getByText('Harbour Half Marathon', { exact: true }).first().waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('brings pictures into the library one by one', async () => {
    await look(page);
    await page.getByRole('button', { name: /^Take Harbour Half, white/ }).click();
    await page.getByText('In the library').waitFor();
    expect(server.requests).toContain('POST /api/style-import/picture');
    await page.getByRole('button', { name: 'Show 2 more' }).click();
    expect(await page.getByRole('button', { name: /^Take .* into the library$/ }).count()).toBe(9);
  });
});
