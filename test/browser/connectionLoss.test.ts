import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { entryOf } from '../support/fixtures.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { type Stand, Venue } from '../support/venue.ts';
import { expectSame } from './support/screenContent.ts';

const OUTAGE_MS = 10_000;
/** How a screen says that its data is old. */
const AGE = 'Data \\d+ s old';

let venue: Venue;
let browser: Browser;
let stand: Stand;
let relay: Relay;

beforeAll(async () => {
  [venue, browser] = await Promise.all([Venue.open(), launchChromium()]);
  const entries = Array.from({ length: 30 }, (_, index) =>
    entryOf(String(index + 1), { lastName: `Runner${index + 1}` }),
  );
  stand = await venue.setUp(0, 'Outage', entries, 'finish-hero');
  relay = await startRelay({ host: '127.0.0.1', port: Number(new URL(venue.product.url).port) });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await venue?.close();
  await relay?.cut();
});

async function open(url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(url);
  await page.waitForFunction(() => document.body.innerText.toUpperCase().includes('OUTAGE'));
  return page;
}

const showing = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => document.body.innerText.toLowerCase().includes(wanted.toLowerCase()),
    text,
  );

it('shows the age of its data during an outage, comes back by itself and ends in the same state', async () => {
  const steady = await open(stand.link.url);
  const cut = await open(stand.link.url.replace(/:\d+\//, `:${relay.port}/`));
  stand.read('1');
  await Promise.all([showing(steady, 'Runner1'), showing(cut, 'Runner1')]);
  expect(await cut.evaluate(() => document.body.innerText)).not.toMatch(new RegExp(AGE));

  await relay.cut();
  const cutAtMs = performance.now();
  for (let bib = 2; bib <= 12; bib += 1) stand.read(String(bib));
  await showing(steady, 'Runner12');
  await cut.waitForFunction((age) => new RegExp(age).test(document.body.innerText), AGE);
  expect(await cut.evaluate(() => document.body.innerText)).toMatch(/Runner1\b/i);
  await new Promise((resolve) => setTimeout(resolve, OUTAGE_MS - (performance.now() - cutAtMs)));
  await relay.mend();

  await showing(cut, 'Runner12');
  await cut.waitForFunction((age) => !new RegExp(age).test(document.body.innerText), AGE);
  stand.read('13');
  await Promise.all([showing(steady, 'Runner13'), showing(cut, 'Runner13')]);
  await stand.api.call('POST', `/api/sessions/${stand.id}/command`, { action: 'hold' });
  await expectSame([cut, steady]);
});
