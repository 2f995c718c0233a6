import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScreenClientMessage } from '@project88/core/contract/live.ts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { fixtureScreen, fullCard } from './support/fixtureScreens.ts';
import { ScreenServer } from './support/screenServer.ts';

type Hello = Extract<ScreenClientMessage, { t: 'hello' }>;

let browser: Browser;
let server: ScreenServer;
let context: BrowserContext;
const folders: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  server = await ScreenServer.open(fixtureScreen('finish-hero', 'runner', Date.now()));
  context = await browser.newContext({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
});
afterEach(async () => {
  await context.close();
  await server.close();
});
afterAll(async () => {
  await browser?.close();
  for (const folder of folders) await rm(folder, { recursive: true });
});

const hellos = () => server.received.filter((message): message is Hello => message.t === 'hello');
const text = (page: Page) => page.evaluate(() => document.body.innerText);
const shows = (page: Page, wanted: RegExp) =>
  expect.poll(() => text(page), { timeout: 15_000 }).toMatch(wanted);
/** A card that nobody else has, so that it is known when the screen shows it. */
const newcomer = (lastName: string) => ({
  ...fullCard(77, Date.now(), 'results'),
  id: 7_000 + lastName.length,
  known: true,
  firstName: 'Ada',
  lastName,
});

/** A screen that would start without a network, with what is on it written down. */
async function keptScreen(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(server.url);
  await shows(page, /Lakeside/i);
  await expect.poll(() => hellos().at(-1)?.cached, { timeout: 20_000 }).toBe(true);
  return page;
}

/** What is kept has this text in it. */
const isKept = (page: Page, wanted: string) =>
  expect
    .poll(
      () =>
        page.evaluate(
          () =>
            new Promise<string>((resolve) => {
              const opening = indexedDB.open('p88-display');
              opening.onsuccess = () => {
                const all = opening.result.transaction('links').objectStore('links').getAll();
                all.onsuccess = () => resolve(JSON.stringify(all.result));
              };
            }),
        ),
      { timeout: 10_000 },
    )
    .toContain(wanted);

describe('without a network', () => {
  it('shows the last state after a reload, with its age and running clocks, and comes back by itself', async () => {
    const page = await keptScreen();
    server.send({ op: 'card', card: newcomer('Lovelace') });
    await shows(page, /Lovelace/i);
    await isKept(page, 'Lovelace');
    server.accepting = false;
    server.breakConnections();
    await page.reload();
    await shows(page, /Lovelace/i);
    await shows(page, /Data \d+ s old/);
    const clock = page.locator('[data-block=clock]').first();
    const before = await clock.innerText();
    await expect.poll(() => clock.innerText(), { timeout: 5_000 }).not.toBe(before);

    server.accepting = true;
    server.send({ op: 'card', card: newcomer('Hopper') });
    await shows(page, /Hopper/i);
    await expect.poll(() => text(page)).not.toMatch(/Data \d+ s old/);
  });

  it('has the pictures of its design, those from before its worker ran included', async () => {
    const picture = new URL(server.url).pathname.replace('/display/', '/api/display/');
    for (const name of ['early', 'late']) {
      server.answers[`GET ${picture}/assets/${name}`] = () => ({ name });
    }
    const page = await context.newPage();
    const fetched = (name: string) =>
      page.evaluate(
        (url) =>
          fetch(url).then(
            (answer) => answer.text(),
            () => '',
          ),
        `${picture}/assets/${name}?width=960`,
      );
    await page.goto(server.url);
    expect(await fetched('early')).toContain('early');
    await expect.poll(() => hellos().at(-1)?.cached, { timeout: 20_000 }).toBe(true);
    expect(await fetched('late')).toContain('late');
    // The worker is told of the early ones in a message, which it works on by itself.
    await expect
      .poll(() =>
        page.evaluate(async () => (await caches.open('p88-display-files')).keys().then((all) => all.length)),
      )
      .toBeGreaterThanOrEqual(2);
    server.accepting = false;
    await expect.poll(() => fetched('early'), { timeout: 10_000 }).toContain('early');
    expect(await fetched('late')).toContain('late');
  });

  it('has its faces', async () => {
    const page = await keptScreen();
    server.accepting = false;
    server.breakConnections();
    await page.reload();
    await shows(page, /Lakeside/i);
    const faces = await page.evaluate(async () => {
      await document.fonts.ready;
      return [...document.fonts].filter((face) => face.status === 'loaded').length;
    });
    expect(faces).toBeGreaterThanOrEqual(2);
  });

  it('forgets what it kept when its link has ended', async () => {
    const page = await keptScreen();
    await isKept(page, 'Lakeside');
    server.gone('revoked');
    await shows(page, /This link has ended/);
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const database = await new Promise<IDBDatabase>((resolve) => {
            const opening = indexedDB.open('p88-display');
            opening.onsuccess = () => resolve(opening.result);
          });
          const all = database.transaction('links').objectStore('links').getAll();
          return new Promise((resolve) => {
            all.onsuccess = () => resolve(all.result.length);
          });
        }),
      )
      .toBe(0);
  });

  it('works with storage switched off, and says that it keeps nothing', async () => {
    const page = await context.newPage();
    await page.addInitScript(() => {
      const denied = () => {
        throw new DOMException('denied', 'SecurityError');
      };
      for (const name of ['localStorage', 'indexedDB', 'caches'])
        Object.defineProperty(window, name, { get: denied });
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined });
    });
    await page.goto(server.url);
    await shows(page, /Lakeside/i);
    expect(hellos()[0]).toMatchObject({ cached: false, key: expect.stringMatching(/^[\w-]{16}$/) });
    server.send({ op: 'card', card: newcomer('Lovelace') });
    await shows(page, /Lovelace/i);
  });
});

/** The pages of another build: a file of the display page has another name. */
async function newerBuild(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'p88-newer-'));
  folders.push(folder);
  await cp(server.built, folder, { recursive: true });
  const [style = ''] = (await readdir(join(folder, 'assets'))).filter((file) => /^display-.*css$/.test(file));
  const renamed = 'display-NEWER000.css';
  await rename(join(folder, 'assets', style), join(folder, 'assets', renamed));
  for (const file of ['display/index.html', 'display-worker.js']) {
    const before = await readFile(join(folder, file), 'utf8');
    await writeFile(
      join(folder, file),
      before.replaceAll(style, renamed).replace(/"?revision"?:\s*["'`]\w+["'`]/, 'revision:"newer"'),
    );
  }
  return folder;
}

const usesNewer = (page: Page) => page.locator('link[href*=NEWER000]').count();
const workerStates = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/display');
    return { waiting: registration?.waiting !== null, active: registration?.active?.state };
  });

describe('a newer version', () => {
  it('waits until the operator wants it, and is kept for a start without a network from then on', async () => {
    const page = await keptScreen();
    server.built = await newerBuild();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/display');
      await registration?.update();
    });
    await expect
      .poll(() => workerStates(page), { timeout: 15_000 })
      .toEqual({ waiting: true, active: 'activated' });
    expect(await usesNewer(page)).toBe(0);

    const reloaded = page.waitForEvent('load');
    server.tell({ t: 'reload' });
    await reloaded;
    await shows(page, /Lakeside/i);
    expect(await usesNewer(page)).toBe(1);
    expect(await workerStates(page)).toEqual({ waiting: false, active: 'activated' });
    server.accepting = false;
    server.breakConnections();
    await page.reload();
    await shows(page, /Lakeside/i);
    expect(await usesNewer(page)).toBe(1);
  });

  it('does not come while the event is frozen, not even on the operator’s word, and comes when it is let go', async () => {
    const page = await keptScreen();
    server.built = await newerBuild();
    await page.evaluate(() => Object.assign(window, { isOldPage: true }));
    server.tell({ t: 'freeze', frozen: true });
    server.tell({ t: 'reload' });
    server.send({ op: 'card', card: newcomer('Lovelace') });
    await shows(page, /Lovelace/i);
    await expect
      .poll(() => server.received.filter(({ t }) => t === 'beat').length, { timeout: 12_000 })
      .toBeGreaterThan(0);
    expect(await page.evaluate(() => 'isOldPage' in window)).toBe(true);

    const reloaded = page.waitForEvent('load');
    server.tell({ t: 'freeze', frozen: false });
    await reloaded;
    expect(await usesNewer(page)).toBe(1);
  });

  it('a reload that the operator wants does not darken a screen whose server is away', async () => {
    const page = await keptScreen();
    await page.evaluate(() => Object.assign(window, { isOldPage: true }));
    server.tell({ t: 'reload' });
    server.accepting = false;
    await expect
      .poll(() => page.evaluate(() => 'isOldPage' in window && document.body.innerText))
      .toMatch(/Lakeside/i);
  });
});

describe('its name', () => {
  it('stays the same over a restart, and differs between the places of one machine', async () => {
    const page = await context.newPage();
    for (const address of ['', '', '?screen=left']) {
      const before = hellos().length;
      await page.goto(server.url + address);
      await expect.poll(() => hellos().length).toBeGreaterThan(before);
    }
    const [first, second, left] = hellos().map(({ key }) => key);
    expect(first).toMatch(/^[\w-]{16}$/);
    expect(second).toBe(first);
    expect(left).not.toBe(first);
    expect(hellos()[0]?.page).toMatch(/^[\w-]{8}$/);
  });
});
