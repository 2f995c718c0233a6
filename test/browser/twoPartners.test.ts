import type { DisplaySessionData } from '@project88/core/contract/displaySessionData.ts';
import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { entryOf } from '../support/fixtures.ts';
import { type Stand, Venue } from '../support/venue.ts';

/** Invented family names; each stand has its own, so a name on a foreign screen gives itself away. */
const NAMES = [
  ['Anemone', 'Astrolabe', 'Aurora', 'Azimuth', 'Alpenglow'],
  ['Bramble', 'Barometer', 'Bonfire', 'Buttercup', 'Borealis'],
  ['Cobalt', 'Compass', 'Cloudberry', 'Cinnamon', 'Cascade'],
  ['Dandelion', 'Driftwood', 'Dolphin', 'Dragonfly', 'Daybreak'],
] as const;
const SCREENS_EACH = 3;
const WITHIN_MS = 1_000;

let venue: Venue;
let browser: Browser;
let stands: Stand[];
let screens: Page[][];

/** Every stand has the same bibs: only the roster of the right one gives the right name. */
function rosterOf(names: readonly string[]): RosterEntryView[] {
  return names.map((lastName, index) => entryOf(String(index + 1), { firstName: 'Test', lastName }));
}

beforeAll(async () => {
  [venue, browser] = await Promise.all([Venue.open(), launchChromium()]);
  stands = [];
  for (const [index, names] of NAMES.entries()) {
    const template = index % 2 === 0 ? 'finish-hero' : 'announcer-list';
    stands.push(await venue.setUp(index < 2 ? 0 : 1, `Stand ${index}`, rosterOf(names), template));
  }
  screens = await Promise.all(
    stands.map(({ link }) => Promise.all(Array.from({ length: SCREENS_EACH }, () => openScreen(link.url)))),
  );
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await venue?.close();
});

async function openScreen(url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 }, reducedMotion: 'reduce' });
  await page.goto(url);
  await page.waitForFunction(
    () => document.body.innerText.includes('STAND') || document.body.innerText.includes('Stand'),
  );
  return page;
}

/** Resolves when the page shows the text; rejects after the promised time. */
function shows(page: Page, text: string): Promise<unknown> {
  return page.waitForFunction(
    (wanted) => document.body.innerText.toLowerCase().includes(wanted.toLowerCase()),
    text,
    {
      timeout: WITHIN_MS,
      polling: 'raf',
    },
  );
}

describe('two partners with two display sessions and three screens each', () => {
  it('shows every read within a second on all screens of its display session and on no other', async () => {
    for (let bib = 1; bib <= 5; bib += 1) {
      for (const [index, stand] of stands.entries()) {
        stand.read(String(bib));
        await Promise.all((screens[index] ?? []).map((page) => shows(page, NAMES[index]?.[bib - 1] ?? '')));
      }
    }
    for (const [index, pages] of screens.entries()) {
      for (const page of pages) {
        const text = (await page.evaluate(() => document.body.textContent ?? '')).toLowerCase();
        const found = NAMES.flat().filter((name) => text.includes(name.toLowerCase()));
        const foreign = found.filter((name) => !(NAMES[index] as readonly string[]).includes(name));
        expect(foreign, `screen of stand ${index}`).toEqual([]);
        expect(found.length).toBeGreaterThan(0);
      }
    }
  });

  it('hides a display session from the other partner, and does not touch one by another', async () => {
    const [mine, second, foreign] = stands as [Stand, Stand, Stand];
    const before = await second.api.call<DisplaySessionData>('GET', `/api/sessions/${second.id}/data`);
    const attempts: [string, string, unknown?][] = [
      ['GET', `/api/sessions/${mine.id}`],
      ['GET', `/api/sessions/${mine.id}/data`],
      ['GET', `/api/sessions/${mine.id}/roster`],
      ['PUT', `/api/sessions/${mine.id}/roster`, { entries: rosterOf(['Intruder']) }],
      ['PUT', `/api/sessions/${mine.id}/results`, { entries: [] }],
      ['PATCH', `/api/sessions/${mine.id}`, { templateId: 'announcer-list' }],
      ['POST', `/api/sessions/${mine.id}/command`, { action: 'clear' }],
      ['DELETE', `/api/sessions/${mine.id}`],
      ['DELETE', `/api/display/${mine.link.id}`],
      ['GET', `/api/chronotrack/sessions/${mine.timingSessionId}`],
      ['GET', `/api/chronotrack/sessions/${mine.timingSessionId}/preview`],
      ['POST', `/api/chronotrack/sessions/${mine.timingSessionId}/select`, { displaySessionId: foreign.id }],
    ];
    for (const [method, path, body] of attempts) {
      await expect(foreign.api.call(method, path, body), `${method} ${path}`).rejects.toThrow(/ 404:/);
    }
    await mine.api.call('PUT', `/api/sessions/${mine.id}/roster`, { entries: rosterOf(['Replaced']) });
    await mine.api.call('POST', `/api/sessions/${mine.id}/command`, { action: 'clear' });
    await mine.api.call('PATCH', `/api/sessions/${mine.id}`, { templateId: 'announcer-list' });
    const after = await second.api.call<DisplaySessionData>('GET', `/api/sessions/${second.id}/data`);
    expect(after.roster).toEqual(before.roster);
    expect(after.session.streams).toEqual(before.session.streams);
    expect(after.template).toEqual(before.template);
    expect(after.queue?.recent).toEqual(before.queue?.recent);
  });
});
