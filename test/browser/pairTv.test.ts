import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { entryOf } from '../support/fixtures.ts';
import { type Stand, Venue } from '../support/venue.ts';
import { SIZES } from './support/consolePage.ts';
import { DARK_DESK, LIGHT_DESK, type PageState, walkStates } from './support/walkStates.ts';

const STATES: PageState[] = [
  { name: 'pairing', path: '/pair#KWH7MB', shows: 'Display to show' },
  {
    name: 'pairing without a display',
    path: '/pair',
    given: (data) => {
      data.sessions = [];
    },
    shows: 'There is no display to show yet',
  },
  {
    name: 'pairing that fails',
    path: '/pair',
    given: (data) => {
      data.failing = ['/api/sessions'];
    },
    shows: 'Try again',
  },
];
walkStates('pairing', STATES, [...LIGHT_DESK, ...DARK_DESK]);

let browser: Browser;
let venue: Venue;
let stand: Stand;

beforeAll(async () => {
  [venue, browser] = await Promise.all([Venue.open(), launchChromium()]);
  stand = await venue.setUp(0, 'Paired', [entryOf('1', { lastName: 'Larkspur' })], 'finish-hero');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await venue?.close();
});

async function signedIn(): Promise<Page> {
  const context = await browser.newContext({ viewport: SIZES.phone, serviceWorkers: 'block' });
  const user = venue.demo.users.find(({ role }) => role === 'operator');
  const answer = await context.request.post(`${venue.product.url}/api/auth/login`, {
    data: { email: user?.email, password: user?.password },
    headers: { origin: venue.product.url },
  });
  expect(answer.ok()).toBe(true);
  return context.newPage();
}

it('a TV shows a code, a phone types it, and the TV shows the race under its name', async () => {
  const tv = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await tv.goto(`${venue.product.url}/display`);
  const code = (await tv.locator('.code').innerText()).replace(/\s/g, '');
  expect(code).toMatch(/^[A-Z0-9]{6}$/);

  const phone = await signedIn();
  await phone.goto(`${venue.product.url}/pair#${code}`);
  await phone.getByRole('radio', { name: /^Paired/ }).check();
  expect(await phone.getByLabel('Code on the TV').inputValue()).toBe(code);
  await phone.getByLabel('Name of the screen').fill('Tower left');
  await phone.getByRole('button', { name: 'Pair' }).click();
  await phone.getByText('The TV opens its display now').waitFor();

  await tv.waitForURL(/\/display\/[A-Z0-9]{8}$/);
  stand.read('1');
  await tv.locator('.canvas', { hasText: /Larkspur/i }).waitFor();
  const { items } = await stand.api.call<{ items: { name: string; connected: boolean }[] }>(
    'GET',
    `/api/sessions/${stand.id}/screens`,
  );
  expect(items).toMatchObject([{ name: 'Tower left', connected: true }]);

  await tv.goto(`${venue.product.url}/display`);
  await tv.waitForURL(/\/display\/[A-Z0-9]{8}$/);
});

it('everybody who has the link may see how fast the screens are', async () => {
  const screen = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await screen.goto(stand.link.url);
  await screen.locator('.canvas').waitFor();
  stand.read('1');
  const status = await (await browser.newContext({ serviceWorkers: 'block' })).newPage();
  await status.goto(`${stand.link.url}/status`);
  await status.getByRole('heading', { name: 'Paired' }).waitFor();
  await status.getByText('Up to date').waitFor();
  // The first screen has told how late it was.
  await status
    .getByText(/\d+ samples?, last minutes/)
    .first()
    .waitFor({ timeout: 30_000 });
  await status
    .getByText(/^\d+ ms$/)
    .first()
    .waitFor();
});
