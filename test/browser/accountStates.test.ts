import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { ACCOUNT_STATES } from './support/accountStates.ts';
import { axeFindings, openConsole, overflowPx, SIZES } from './support/consolePage.ts';
import { startFixtureServer } from './support/fixtureServer.ts';

/** Signing in, invitations, resets, the own account and the frame in every state, in both themes and three sizes. */

/** Both themes and both shapes of the frame; the tablet differs only in width, which is checked beside. */
const LOOKS = [
  { size: 'desktop', colorScheme: 'dark' },
  { size: 'phone', colorScheme: 'light' },
] as const;

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe.each(LOOKS)('accounts on a $size, $colorScheme', (look) => {
  it.each(ACCOUNT_STATES)('$name: axe finds nothing, nothing sticks out', async (state) => {
    const server = await startFixtureServer();
    state.given?.(server.data);
    // By a name instead of an address, as passkeys need it.
    const origin = server.url.replace('127.0.0.1', 'localhost');
    const { page, problems, close } = await openConsole(browser, origin, look);
    try {
      await page.goto(state.path);
      await state.act?.(page);
      await page.getByText(state.shows).first().waitFor();
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
  });
});
