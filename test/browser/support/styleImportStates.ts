import type { Page } from 'playwright-core';
import type { FixtureData } from './fixtureServer.ts';
import type { PageState } from './walkStates.ts';

/** The window that takes colours from a website, in every state that it has. */

const PATH = '/builder/0190b000-0000-7000-8000-00000000d001';

/** Open the window; the button is in the panel of the canvas, which is behind a button on small screens. */
export async function openStyleImport(page: Page): Promise<void> {
  await page.locator('[data-testid="canvas"] .stage [data-block]').first().waitFor({ state: 'attached' });
  const take = page.getByRole('button', { name: 'Take colours from a website' });
  if (!(await take.isVisible())) {
    for (const each of await page
      .getByRole('button', { name: /Properties/i })
      .and(page.locator('[aria-pressed="false"]'))
      .all())
      if (await each.isVisible()) await each.click();
  }
  await take.click();
  await page.getByRole('dialog').waitFor();
}

/** Type an address and look at it. */
export async function look(page: Page, address = 'harbour-run.example'): Promise<void> {
  await page.getByLabel('Address of the site').fill(address);
  await page.getByRole('button', { name: 'Look', exact: true }).click();
}

async function lookAround(page: Page): Promise<void> {
  await openStyleImport(page);
  await look(page);
}

const found = (change: (style: FixtureData['site']['style']) => void) => (data: FixtureData) =>
  change(data.site.style);

export const STYLE_IMPORT_STATES: readonly PageState[] = [
  { name: 'before an address', path: PATH, act: openStyleImport, shows: 'Address of the site' },
  {
    name: 'while the site is read',
    path: PATH,
    act: async (page) => {
      await page.route('**/api/style-import', () => {});
      await lookAround(page);
    },
    shows: /Reading harbour-run.example/,
  },
  {
    name: 'a site that cannot be read',
    path: PATH,
    given: (data) => {
      data.site.refusal = 'it takes longer than 5 s';
    },
    act: lookAround,
    shows: /takes longer than 5 s/,
  },
  { name: 'proposals', path: PATH, act: lookAround, shows: /A dark one is read best/ },
  {
    name: 'proposals of a site with long words, and with sheets that are missing',
    path: PATH,
    given: found((style) => {
      style.title = 'The International Harbour Half Marathon and Ten Kilometre Run of the Twin Cities';
      style.missingSheets = 2;
      style.fonts = [{ family: 'International Grotesk Extended Headline', nearest: 'wide', headings: true }];
    }),
    act: lookAround,
    shows: /2 style sheets/,
  },
  {
    name: 'a site without colours and pictures',
    path: PATH,
    given: found((style) => {
      style.colours = [];
      style.fonts = [];
      style.pictures = [];
    }),
    act: lookAround,
    shows: /No colours were found/,
  },
  {
    name: 'pictures that were taken, and one that could not be',
    path: PATH,
    act: async (page) => {
      await lookAround(page);
      await page.getByRole('button', { name: /^Take Harbour Half, white/ }).click();
      await page.getByText('In the library').waitFor();
      await page.route('**/api/style-import/picture', (route) =>
        route.fulfill({
          status: 422,
          json: {
            error: {
              code: 'ASSET_UNREADABLE',
              message: 'The picture cannot be read: it is damaged.',
              requestId: 'r',
            },
          },
        }),
      );
      await page.getByRole('button', { name: /^Take touch/ }).click();
    },
    shows: /it is damaged/,
  },
];
