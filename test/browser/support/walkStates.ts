import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../support/chromium.ts';
import { axeFindings, openConsole, overflowPx, SIZES } from './consolePage.ts';
import { type FixtureData, startFixtureServer } from './fixtureServer.ts';

/** A state of a page: how the server is, what is done, and what is seen then. */
export interface PageState {
  name: string;
  path: string;
  /** Change what the server has. */
  given?: (data: FixtureData) => void;
  /** Bring the page into the state. */
  act?: (page: Page) => Promise<void>;
  /** The browser was never here. */
  firstVisit?: boolean;
  /** Text that is there when the state is reached. */
  shows: string | RegExp;
}

interface Look {
  size: 'desktop' | 'phone';
  colorScheme: 'light' | 'dark';
}

/** Both themes and both shapes of the frame; the tablet differs only in width, which is checked beside. */
export const LIGHT_DESK: readonly Look[] = [
  { size: 'desktop', colorScheme: 'light' },
  { size: 'phone', colorScheme: 'dark' },
];
export const DARK_DESK: readonly Look[] = [
  { size: 'desktop', colorScheme: 'dark' },
  { size: 'phone', colorScheme: 'light' },
];

/** A test for every state in every look: axe finds nothing, nothing sticks out, nothing leaves the origin. */
export function walkStates(what: string, states: readonly PageState[], looks: readonly Look[]): void {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  describe.each(looks)(`${what} on a $size, $colorScheme`, (look) => {
    it.each(states)('$name: axe finds nothing, nothing sticks out, nothing leaves the origin', (state) =>
      inspect(browser, state, look),
    );
  });
}

async function inspect(browser: Browser, state: PageState, look: Look): Promise<void> {
  const server = await startFixtureServer();
  state.given?.(server.data);
  // By a name instead of an address, as passkeys need it.
  const origin = server.url.replace('127.0.0.1', 'localhost');
  const { page, problems, close } = await openConsole(browser, origin, {
    ...look,
    firstVisit: state.firstVisit ?? false,
  });
  try {
    await page.goto(state.path);
    await state.act?.(page);
    await page.getByText(state.shows).first().waitFor();
    await rest(page);
    await keepPicture(page, state.name, look);
    expect(await axeFindings(page)).toEqual([]);
    expect(await overflowPx(page), `wider than the ${look.size}`).toBe(0);
    if (look.size === 'desktop') await page.setViewportSize(SIZES.tablet);
    // An open menu finds its new place in the frame after the resize.
    await expect.poll(() => overflowPx(page), { message: 'wider than a tablet' }).toBe(0);
    expect(problems).toEqual([]);
  } finally {
    await close();
    await server.close();
  }
}

/** What comes behind the first picture has come, so that it is looked at too. */
async function rest(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.evaluate('new Promise((done) => requestIdleCallback(done, { timeout: 2000 }))');
}

/** For whoever looks at the pages: set P88_SHOTS to a folder. */
async function keepPicture(page: Page, name: string, { size, colorScheme }: Look): Promise<void> {
  const folder = process.env.P88_SHOTS;
  if (folder === undefined) return;
  await page.screenshot({ path: `${folder}/${name.replace(/\W+/g, '-')}-${size}-${colorScheme}.png` });
}
