import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchChromium } from '../../support/chromium.ts';
import { type ConsolePage, openConsole } from './consolePage.ts';
import { type FixtureServer, startFixtureServer } from './fixtureServer.ts';

/** What a test of the console has at hand. */
export interface ConsoleCase {
  /** For a second console. */
  readonly browser: Browser;
  readonly page: Page;
  readonly server: FixtureServer;
}

/** A console for every test of a file, with a server of its own that answers like the contract. */
export function consoleCase(): ConsoleCase {
  let browser: Browser;
  let server: FixtureServer;
  let opened: ConsolePage;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    server = await startFixtureServer();
    opened = await openConsole(browser, server.url);
  });
  afterEach(async () => {
    await opened.close();
    await server.close();
  });
  return {
    get browser() {
      return browser;
    },
    get page() {
      return opened.page;
    },
    get server() {
      return server;
    },
  };
}
