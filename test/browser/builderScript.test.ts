import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../server/src/demo/apiClient.ts';
import { launchChromium } from '../support/chromium.ts';
import { entryOf } from '../support/fixtures.ts';
import { Stand, Venue } from '../support/venue.ts';
import { type ConsolePage, openConsole } from './support/consolePage.ts';
import { Hands } from './support/hands.ts';

/**
 * A finish screen from nothing, as a timer makes it on race morning: drawn on an empty canvas, tried on the reads of the
 * picked timing session, published, and shown on three screens of different size. No call of the interface is made for
 * anything that the person does.
 */
const EVENT = 'Harbour Mile';
const DESIGN = 'Harbour gate';
const RUNNERS = [
  { ...entryOf('7'), firstName: 'Siobhán', lastName: 'Fitzgerald-Delacroix', club: 'Shannon Harriers' },
  { ...entryOf('8'), firstName: 'Kwame', lastName: 'Asante', club: 'Accra Striders' },
  { ...entryOf('9'), firstName: 'Aiko', lastName: 'Moriyama', club: 'Nagano Track' },
];
/** What it takes today is 57; a way that became longer is to be seen. */
const MOST_CLICKS = 60;
const LINK_CODE = /^[A-Z0-9]{4} [A-Z0-9]{4}$/;
const SCREENS = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
  { width: 1080, height: 1920 },
] as const;

let venue: Venue;
let browser: Browser;
let api: ApiClient;
let stand: Stand;
const opened: ConsolePage[] = [];

beforeAll(async () => {
  [venue, browser] = await Promise.all([Venue.open(), launchChromium()]);
  api = await venue.operator(0);
  // What is there before the builder is opened: a start list and timing software that has called in.
  const { id } = await api.call<{ id: string }>('POST', '/api/sessions/create', {
    name: EVENT,
    mode: 'pre-race',
    templateId: 'finish-hero',
  });
  await api.call('PUT', `/api/sessions/${id}/roster`, { entries: RUNNERS });
  const { client, timing } = await venue.connectTiming(0, EVENT, api);
  stand = new Stand({ id, api, client, timingSessionId: timing.id, link: { id: '', url: '' } as never });
}, 120_000);

afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()));
  await browser?.close();
  await venue?.close();
});

async function pageOf(size: { width: number; height: number }, path: string): Promise<Page> {
  const each = await openConsole(browser, venue.product.url);
  opened.push(each);
  await each.page.setViewportSize(size);
  await each.page.goto(path);
  return each.page;
}

describe('thirty steps', () => {
  it('lead from an empty canvas to three screens with the names of those who cross the mat', async () => {
    const beganAtMs = performance.now();
    const page = await pageOf(SCREENS[0], '/');
    await page.setViewportSize({ width: 1440, height: 900 });
    page.setDefaultTimeout(30_000);
    const hands = new Hands(page);
    const shot = shooter(page);
    const field = (name: string) => page.getByRole('textbox', { name, exact: true });
    const palette = page.getByRole('region', { name: 'Add' });
    const place = async (left: number, top: number, width: number, height: number) => {
      for (const [name, value] of Object.entries({ Left: left, Top: top, Width: width, Height: height }))
        await hands.type(field(name), String(value));
    };
    const onlyIn = (mode: string) => hands.button(`Only “${mode}”`);
    const middleOf = async (target: Locator) => {
      const box = await target.boundingBox();
      if (box === null) throw new Error('it is not on the page');
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };

    hands.step('sign in');
    const account = venue.demo.users.find(({ role }) => role === 'owner');
    await hands.type(page.getByLabel('E-mail'), account?.email ?? '');
    await hands.type(page.getByLabel('Password', { exact: true }), account?.password ?? '');
    await hands.press('Enter');
    hands.step('go to the templates');
    await hands.click(page.getByRole('link', { name: 'Templates' }));
    hands.step('ask for a new one');
    await hands.button('New template');
    hands.step('name it');
    await hands.type(page.getByLabel('Name'), DESIGN);
    hands.step('open the empty canvas');
    await hands.button('Create and open');
    await palette.waitFor();
    await shot('empty');

    hands.step('try it on the display session of today');
    await hands.choose(page.getByRole('combobox', { name: 'Display session' }), EVENT);
    hands.step('open its timing');
    await hands.button('Timing');
    hands.step('ask for the timing sessions');
    await hands.button('Choose the timing session');
    hands.step('pick the one that has called in');
    await hands.click(page.getByRole('list', { name: 'Timing sessions' }).getByText(EVENT));
    await shot('picker');
    await hands.button('Select');
    hands.step('close the window');
    await page.getByRole('dialog', { name: 'Choose the timing session' }).waitFor({ state: 'hidden' });
    await hands.press('Escape');

    hands.step('try it on the longest name of the list');
    await hands.choose(
      page.getByRole('combobox', { name: 'Whom the canvas shows' }),
      'The list’s longest name',
    );

    hands.step('a finisher: the bib');
    await hands.click(page.getByRole('radio', { name: 'Finisher' }));
    await hands.click(palette.getByRole('button', { name: 'Bib', exact: true }));
    hands.step('put it where it belongs');
    await place(80, 120, 420, 180);
    await hands.type(field('Size'), '180');
    hands.step('only while somebody is on air');
    await onlyIn('Finisher');
    await shot('bib');
    hands.step('the name');
    await hands.click(palette.getByRole('button', { name: 'Name', exact: true }));
    hands.step('as wide as the screen');
    await place(80, 330, 1760, 300);
    hands.step('and as large');
    await hands.type(field('Size'), '240');
    const [longest] = RUNNERS;
    await page
      .locator('[data-testid="canvas"] .stage')
      .getByText(`${longest?.firstName} ${longest?.lastName}`)
      .first()
      .waitFor();
    hands.step('only while somebody is on air');
    await onlyIn('Finisher');
    hands.step('the club, with words around it');
    await hands.click(palette.getByRole('button', { name: 'Club', exact: true }));
    await place(80, 660, 1760, 140);
    await onlyIn('Finisher');
    hands.step('write before it');
    await hands.type(page.getByRole('textbox', { name: 'Words at the start' }), 'runs for ');
    await shot('words');

    hands.step('nobody on air: the clock');
    await hands.click(page.getByRole('radio', { name: 'Resting' }));
    await hands.click(palette.getByRole('button', { name: 'Clock', exact: true }));
    hands.step('large, in the middle');
    await place(260, 300, 1400, 400);
    await hands.type(field('Size'), '360');
    hands.step('only while nobody is on air');
    await onlyIn('Resting');
    hands.step('the list of the last finishers, always');
    await hands.click(palette.getByRole('button', { name: 'List', exact: true }));
    hands.step('pull it along the foot of the screen');
    const zoom =
      Number.parseInt((await page.getByRole('button', { name: /^Zoom/ }).textContent()) ?? '', 10) / 100;
    const stage = await page.locator('[data-testid="canvas"] .stage').first().boundingBox();
    const at = (x: number, y: number) => ({ x: (stage?.x ?? 0) + x * zoom, y: (stage?.y ?? 0) + y * zoom });
    for (const [handle, x, y] of [
      ['nw', 80, 840],
      ['se', 1840, 1040],
    ] as const) {
      const from = await middleOf(page.locator(`[data-handle="${handle}"]`));
      const to = at(x, y);
      await hands.drag(from, { x: to.x - from.x, y: to.y - from.y });
    }
    await shot('resting');
    await page.getByText('Saved', { exact: true }).waitFor();

    hands.step('publish');
    await hands.button('Publish');
    hands.step('confirm');
    await hands.click(page.getByRole('dialog').getByRole('button', { name: 'Publish' }));
    await page.getByText('Version 1 is on the screens.').waitFor();
    await shot('published');

    hands.step('go back to the displays');
    await hands.click(page.getByRole('link', { name: 'All templates' }));
    await shot('library');
    await hands.click(page.getByRole('link', { name: 'Displays' }));
    hands.step('open the desk');
    await hands.click(page.getByText(EVENT));
    hands.step('choose the new design');
    await hands.choose(page.getByRole('combobox', { name: 'Template' }), DESIGN);
    await shot('desk');
    hands.step('take it on air');
    await hands.button('Take');
    await page.getByText(`Design “${DESIGN}”`).waitFor();
    const chosen = page.getByRole('combobox', { name: 'Template' });
    await expect.poll(() => chosen.inputValue(), { timeout: 20_000 }).toBe(DESIGN);
    hands.step('make a link for the screens');
    await hands.button('New link');
    await hands.click(page.getByRole('menuitem', { name: 'For 24 hours' }));
    await shot('link');
    const code = await page.getByText(LINK_CODE).first().textContent();
    hands.step('open it on three screens');
    const path = `/display/${(code ?? '').replace(' ', '')}`;
    const screens = await Promise.all(SCREENS.map((size) => pageOf(size, path)));
    await Promise.all(screens.map((each) => each.locator('[data-testid="stage"], .stage').first().waitFor()));

    for (const { bib } of RUNNERS) stand.read(bib);
    await Promise.all(screens.map((each, index) => showsEverybody(each, index)));
    const seconds = (performance.now() - beganAtMs) / 1_000;
    console.log(
      `${hands.steps.length} steps, ${hands.clicks} clicks and pulls, ${hands.keys} keys, ${seconds.toFixed(1)} s`,
    );
    expect(hands.steps.length).toBeGreaterThanOrEqual(30);
    expect(hands.clicks).toBeLessThanOrEqual(MOST_CLICKS);
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
});

/** Each runner is seen as a finisher in the design's own words, and at the end in the list. */
async function showsEverybody(screen: Page, index: number): Promise<void> {
  for (const { firstName, lastName, club } of RUNNERS) {
    await screen.getByText(`runs for ${club}`).first().waitFor({ timeout: 40_000 });
    await screen.getByText(`${firstName} ${lastName}`).first().waitFor();
    if (process.env.P88_SHOTS !== undefined)
      await screen.screenshot({ path: `${process.env.P88_SHOTS}/screen-${index}-${lastName}.png` });
  }
}

/** Pictures of the way, for whoever looks at them: set P88_SHOTS to a folder. */
function shooter(page: Page): (name: string) => Promise<void> {
  const folder = process.env.P88_SHOTS;
  let count = 0;
  return async (name) => {
    if (folder === undefined) return;
    count += 1;
    await page.screenshot({ path: `${folder}/${String(count).padStart(2, '0')}-${name}.png` });
  };
}
