import type { ScreenClientMessage, ScreenSettings } from '@project88/core/contract/live.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { announcerList } from '@project88/core/displays/templates/announcerList.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { fixtureScreen, fullCard } from './support/fixtureScreens.ts';
import { ScreenServer } from './support/screenServer.ts';

type Beat = Extract<ScreenClientMessage, { t: 'beat' }>;

const SETTINGS: ScreenSettings = {
  name: 'Tower left',
  overscanPct: 0,
  reducedMotion: false,
  message: null,
  template: null,
};

let browser: Browser;
let server: ScreenServer;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  await page?.context().close();
  await server?.close();
});
afterAll(() => browser?.close());

async function open(query = '', options: BrowserContextOptions = {}): Promise<void> {
  server = await ScreenServer.open(fixtureScreen('finish-hero', 'runner', Date.now()));
  const viewport = { width: 1280, height: 720 };
  const context = await browser.newContext({ viewport, serviceWorkers: 'block', ...options });
  page = await context.newPage();
  await page.goto(server.url + query);
  await shows(/Lakeside/i);
}

const shows = (wanted: RegExp) =>
  expect.poll(() => page.evaluate(() => document.body.innerText), { timeout: 10_000 }).toMatch(wanted);
const beats = () => server.received.filter((message): message is Beat => message.t === 'beat');
const settings = (given: Partial<ScreenSettings>) =>
  server.tell({ t: 'settings', settings: { ...SETTINGS, ...given } });
const newcomer = (id: number) => ({
  ...fullCard(id, Date.now(), 'results'),
  known: true,
  firstName: 'Ada',
  lastName: `Newcomer${id}`,
});

describe('what an operator decides for one screen', () => {
  it('draws inside of what the screen cuts off', async () => {
    await open();
    settings({ overscanPct: 5 });
    const box = () => page.locator('#screen').boundingBox();
    await expect.poll(box).toEqual({ x: 64, y: 36, width: 1152, height: 648 });
    const canvas = await page.locator('.canvas').first().boundingBox();
    expect(canvas?.x).toBeGreaterThanOrEqual(63.5);
    expect((canvas?.x ?? 0) + (canvas?.width ?? 0)).toBeLessThanOrEqual(1216.5);
    expect((canvas?.y ?? 0) + (canvas?.height ?? 0)).toBeLessThanOrEqual(684.5);
    settings({ overscanPct: 0 });
    await expect.poll(box).toEqual({ x: 0, y: 0, width: 1280, height: 720 });
  });

  it('shows its number and its name when it is looked for, and goes on', async () => {
    await open();
    server.tell({ t: 'identify', number: 12, name: 'Tower left' });
    await page.locator('.identify').waitFor();
    expect(await page.locator('.identify').innerText()).toBe('12\nTower left');
    server.tell({ t: 'identify', number: 12, name: '' });
    await expect.poll(() => page.locator('.identify').innerText()).toBe('12');
    await page.locator('.identify').waitFor({ state: 'detached', timeout: 10_000 });
  });

  it('shows another design, and the session’s again', async () => {
    await open();
    settings({ template: announcerList });
    await page.locator('[data-block=hero-panel], [data-block=bib]').first().waitFor({ state: 'detached' });
    settings({});
    await page.locator('[data-block=bib]').first().waitFor();
  });

  it('moves nothing when motion is not wanted', async () => {
    await open();
    const moving = () =>
      page.evaluate(() => document.querySelector('.canvas')?.getAnimations({ subtree: true }).length);
    const come = async (id: number) => {
      server.send(
        { op: 'card', card: newcomer(id) },
        { op: 'air', card: newcomer(id), sinceMs: Date.now() as never },
      );
      await page.waitForFunction(
        (name) => document.body.innerText.toUpperCase().includes(name),
        `NEWCOMER${id}`,
      );
    };
    let id = 950;
    const moved = async () => {
      await come(++id);
      return moving();
    };
    // Runners who come close together are a crowd, for which nothing moves.
    await expect.poll(moved, { timeout: 10_000, interval: 600 }).toBeGreaterThan(0);
    settings({ reducedMotion: true });
    await expect.poll(moving, { timeout: 10_000 }).toBe(0);
    const seen: unknown[] = [];
    await expect
      .poll(async () => seen.push(await moved()), { timeout: 20_000, interval: 600 })
      .toBeGreaterThanOrEqual(4);
    expect(seen).toEqual([0, 0, 0, 0]);
  });
});

describe('never dark', () => {
  it('shows bib and name plainly when a design cannot be drawn, and the next good design again', async () => {
    await open();
    const broken = {
      ...announcerList,
      id: 'broken',
      layouts: [{ name: 'x' }],
    } as unknown as TemplateDocument;
    server.send({ op: 'template', template: broken });
    await page.locator('[data-block=name]', { hasText: /Eleni/i }).waitFor();
    expect(await page.locator('[data-block=bib]').innerText()).toBe('140');
    const card = newcomer(903);
    server.send({ op: 'air', card, sinceMs: Date.now() as never });
    await page.locator('[data-block=name]', { hasText: /Newcomer903/i }).waitFor();
    server.send({ op: 'template', template: announcerList });
    await page.locator('[data-block=name]').waitFor({ state: 'detached' });
    await shows(/Lakeside/i);
  });

  it('does the same for a design that fails only as time goes on', async () => {
    await open();
    const [layout] = announcerList.layouts;
    const sponsor = { kind: 'sponsor', id: 'bad', box: { x: 0, y: 0, width: 9, height: 9 }, items: 7 };
    const broken = { ...announcerList, layouts: [{ ...layout, blocks: [sponsor] }] };
    server.send({ op: 'template', template: broken as unknown as TemplateDocument });
    await page.locator('[data-block=name]', { hasText: /Eleni/i }).waitFor();
  });

  it('lets other pictures shine through a transparent design, and nothing through others', async () => {
    await open();
    const [layout] = announcerList.layouts;
    if (layout === undefined) throw new Error('the design has no layout');
    const canvas = { ...layout.canvas, background: { kind: 'transparent' as const } };
    server.send({
      op: 'template',
      template: { ...announcerList, id: 'clear', layouts: [{ ...layout, canvas }] },
    });
    const behind = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await expect.poll(behind).toBe('rgba(0, 0, 0, 0)');
    server.send({ op: 'template', template: announcerList });
    await expect.poll(behind).not.toBe('rgba(0, 0, 0, 0)');
  });

  it('draws by a timer while the browser gives no frames to a page that everybody sees', async () => {
    await open();
    await page.evaluate(() => {
      const real = window.requestAnimationFrame.bind(window);
      window.requestAnimationFrame = () => 0;
      // The frame that was asked for before.
      return new Promise((resolve) => real(() => real(resolve)));
    });
    server.send({ op: 'card', card: newcomer(904) });
    await shows(/Newcomer904/i);
  });

  it('shows the newest at once when a hidden page is seen again', async () => {
    await open();
    const setHidden = (hidden: boolean) =>
      page.evaluate((value) => {
        const held = window as typeof window & { frame?: typeof requestAnimationFrame };
        held.frame ??= window.requestAnimationFrame.bind(window);
        const waiting: FrameRequestCallback[] = [];
        Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
        if (value) window.requestAnimationFrame = (draw) => waiting.push(draw);
        Object.assign(window, { waiting: value ? waiting : Reflect.get(window, 'waiting') });
        if (!value) {
          window.requestAnimationFrame = held.frame;
          for (const draw of Reflect.get(window, 'waiting')) held.frame(draw);
        }
        document.dispatchEvent(new Event('visibilitychange'));
        // The frame that was asked for before.
        return new Promise((resolve) => held.frame?.(() => resolve(null)));
      }, hidden);
    await setHidden(true);
    for (let id = 910; id < 925; id += 1) server.sendRead(Date.now(), { op: 'card', card: newcomer(id) });
    await expect.poll(() => beats().at(-1)?.rev, { timeout: 12_000 }).toBe(16);
    expect(await page.evaluate(() => document.body.innerText)).not.toMatch(/Newcomer924/i);
    await setHidden(false);
    await shows(/Newcomer924/i);
    const before = beats().length;
    await expect.poll(() => beats().length, { timeout: 12_000 }).toBeGreaterThan(before);
    expect(beats().flatMap(({ readMs }) => readMs)).toEqual([]);
  });
});

describe('what a screen tells', () => {
  it('is how late reads were seen, by the server’s clock', async () => {
    await open();
    await expect.poll(() => server.received.filter(({ t }) => t === 'time').length).toBeGreaterThanOrEqual(3);
    server.sendRead(Date.now() - 100, { op: 'card', card: newcomer(930) });
    await expect.poll(() => beats().flatMap(({ readMs }) => readMs).length, { timeout: 12_000 }).toBe(1);
    const [late = 0] = beats().flatMap(({ readMs }) => readMs);
    expect(late).toBeGreaterThanOrEqual(100);
    expect(late).toBeLessThan(2_000);
  });

  it('is right by the server’s clock after the machine has slept', async () => {
    await open();
    await expect.poll(() => server.received.filter(({ t }) => t === 'time').length).toBeGreaterThanOrEqual(3);
    const asked = server.received.filter(({ t }) => t === 'time').length;
    await page.evaluate(() => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + 600_000;
    });
    await expect
      .poll(() => server.received.filter(({ t }) => t === 'time').length, { timeout: 12_000 })
      .toBeGreaterThanOrEqual(asked + 3);
    server.sendRead(Date.now() - 100, { op: 'card', card: newcomer(931) });
    await expect.poll(() => beats().flatMap(({ readMs }) => readMs).length, { timeout: 12_000 }).toBe(1);
    expect(beats().flatMap(({ readMs }) => readMs)[0]).toBeLessThan(2_000);
  });

  it('can be filmed: its revision as a grid of black and white', async () => {
    await open('?beacon=1');
    const rev = server.send({ op: 'card', card: newcomer(940) });
    await page.locator(`.beacon[data-rev="${rev}"]`).waitFor();
    const read = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('.beacon');
      const pixels = canvas?.getContext('2d');
      if (!canvas || !pixels) return null;
      const square = canvas.width / 6;
      const bits = Array.from({ length: 16 }, (_, index) => {
        const [column, row] = [(index % 4) + 1.5, Math.floor(index / 4) + 1.5];
        return (pixels.getImageData(column * square, row * square, 1, 1).data[0] ?? 0) > 128;
      });
      return bits.reduce((sum, isOne) => sum * 2 + Number(isOne), 0);
    });
    expect(read).toBe(rev);
  });
});

describe('the machine', () => {
  it('hides its pointer, and fills the screen on F and on a double click', async () => {
    await open();
    expect(await page.evaluate(() => getComputedStyle(document.body).cursor)).toBe('none');
    const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
    await page.keyboard.press('f');
    await expect.poll(isFull).toBe(true);
    await page.keyboard.press('F');
    await expect.poll(isFull).toBe(false);
    await page.mouse.dblclick(600, 300);
    await expect.poll(isFull).toBe(true);
  });

  it('is kept awake, again after the page was hidden', async () => {
    server = await ScreenServer.open(fixtureScreen('finish-hero', 'runner', Date.now()));
    page = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
    await page.addInitScript(() => {
      Object.assign(window, { asked: [] });
      Object.defineProperty(Navigator.prototype, 'wakeLock', {
        get: () => ({ request: async (kind: string) => Reflect.get(window, 'asked').push(kind) }),
      });
    });
    await page.goto(server.url);
    const asked = () => page.evaluate(() => Reflect.get(window, 'asked'));
    await expect.poll(asked).toEqual(['screen']);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(asked).toEqual(['screen', 'screen']);
  });
});
