import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { SIZES } from './support/consolePage.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';

const BUILT = fileURLToPath(new URL('../../dist/web', import.meta.url));

let browser: Browser;
let server: FixtureServer;
let context: BrowserContext;
const folders: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  server = await startFixtureServer();
  context = await browser.newContext({
    viewport: SIZES.desktop,
    baseURL: server.url,
    reducedMotion: 'reduce',
  });
});
afterEach(async () => {
  await context.close();
  await server.close();
});
afterAll(async () => {
  await browser?.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** A console whose pages are kept. */
async function keptConsole(): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/sessions');
  await page.getByText('Finish line, main screen').first().waitFor();
  await page.waitForFunction(
    () => navigator.serviceWorker.controller?.scriptURL.endsWith('/console-worker.js'),
    undefined,
    { timeout: 30_000 },
  );
  return page;
}

/** The same server with other pages: a newer version. */
async function serveNewer(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'p88-newer-'));
  folders.push(folder);
  await cp(BUILT, folder, { recursive: true });
  const worker = join(folder, 'console-worker.js');
  await writeFile(
    worker,
    (await readFile(worker, 'utf8')).replace(/revision:\s*["'`]\w+["'`]/, 'revision:"newer"'),
  );
  const port = Number(new URL(server.url).port);
  await server.close();
  server = await startFixtureServer(folder, port);
}

it('opens without a network, and works on when the network is back', async () => {
  const page = await keptConsole();
  const port = Number(new URL(server.url).port);
  await server.close();
  await page.reload();
  await page.locator('#root > *').first().waitFor();
  expect(await page.evaluate(() => document.body.innerText.length)).toBeGreaterThan(20);
  server = await startFixtureServer(undefined, port);
  await page.reload();
  await page.getByText('Finish line, main screen').first().waitFor();
});

it('offers a newer version, and takes it only when it is wanted', async () => {
  const page = await keptConsole();
  await serveNewer();
  await page.evaluate(async () => {
    Object.assign(window, { isOldPage: true });
    const registration = await navigator.serviceWorker.getRegistration('/');
    await registration?.update();
  });
  const offer = page.getByRole('button', { name: 'Load it' });
  await offer.waitFor({ timeout: 20_000 });
  expect(await page.evaluate(() => 'isOldPage' in window)).toBe(true);
  const loaded = page.waitForEvent('load');
  await offer.click();
  await loaded;
  await page.getByText('Finish line, main screen').first().waitFor();
  const waiting = await page.evaluate(
    async () => (await navigator.serviceWorker.getRegistration('/'))?.waiting,
  );
  expect(waiting).toBeNull();
});

it('leaves the pages of screens to their own worker', async () => {
  const page = await keptConsole();
  await server.close();
  await expect(page.goto('/display/K7M2XPQA')).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
});
