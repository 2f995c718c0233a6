import type { DisplayLinkReply } from '@project88/core/contract/displayLinks.ts';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ApiClient } from '../../server/src/demo/apiClient.ts';
import { launchChromium } from '../support/chromium.ts';
import { pngOf } from '../support/pictures.ts';
import { Venue } from '../support/venue.ts';
import { axeFindings, type ConsolePage, overflowPx } from './support/consolePage.ts';
import { signedIn } from './support/venuePage.ts';

/** Pictures on the real product: from the file on somebody's disk to the wall, and there without a network too. */
let venue: Venue;
let browser: Browser;
let api: ApiClient;
let opened: ConsolePage[] = [];

beforeAll(async () => {
  [venue, browser] = await Promise.all([Venue.open(), launchChromium()]);
  api = await venue.owner(0);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await venue?.close();
});
afterEach(async () => {
  await Promise.all(opened.map((each) => each.close()));
  opened = [];
});

async function pageOf(path: string): Promise<Page> {
  const owner = venue.demo.users.find(({ role }) => role === 'owner');
  const each = await signedIn(browser, venue.product.url, owner ?? { email: '', password: '' });
  opened.push(each);
  await each.page.goto(path);
  return each.page;
}

async function choose(page: Page, ...files: { name: string; mimeType: string; buffer: Buffer }[]) {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose pictures' }).click();
  await (await chooser).setFiles(files);
}

const shot = async (page: Page, name: string) => {
  if (process.env.P88_SHOTS !== undefined)
    await page.screenshot({ path: `${process.env.P88_SHOTS}/${name}.png` });
};

/** Every picture on the page was loaded and is not a broken one. */
const areDrawn = (page: Page, selector: string) =>
  page
    .locator(selector)
    .evaluateAll((all) => all.length > 0 && all.every((each) => (each as HTMLImageElement).naturalWidth > 0));

describe('the library of pictures', () => {
  it('takes what is a picture, says what became of it, and says why it did not take the rest', async () => {
    const page = await pageOf('/pictures');
    await page.getByText('No picture yet').waitFor();
    await shot(page, 'pictures-empty');
    const frames = Buffer.alloc(40 * 80 * 3).fill(200, 40 * 40 * 3);
    const raw = { width: 40, height: 80, channels: 3, pageHeight: 40 } as const;
    await choose(
      page,
      { name: 'Harbour Half.png', mimeType: 'image/png', buffer: await pngOf(640, 360) },
      { name: 'Spinner.gif', mimeType: 'image/gif', buffer: await sharp(frames, { raw }).gif().toBuffer() },
      { name: 'start list.png', mimeType: 'image/png', buffer: Buffer.from('bib,name\n1,Robin Vale') },
    );
    await page.getByText('Taken. Only the first picture of the animation is kept.').waitFor();
    await page
      .getByRole('alert')
      .getByText(/none of JPEG, PNG/)
      .waitFor();
    await expect.poll(() => areDrawn(page, 'main li img, main button img')).toBe(true);
    await shot(page, 'pictures-full');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Put start list.png away' }).click();
    await page.getByRole('button', { name: 'Put Spinner.gif away' }).click();
    expect(await page.getByRole('alert').count()).toBe(0);
    for (const size of [
      { width: 768, height: 1024 },
      { width: 360, height: 740 },
    ]) {
      await page.setViewportSize(size);
      expect(await overflowPx(page)).toBe(0);
    }
  });

  it('puts one into a folder, cuts a part out with the keyboard, and keeps what a template has', async () => {
    const page = await pageOf('/pictures');
    await page.getByRole('button', { name: /Harbour Half/ }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText('It is in no template.').waitFor();
    await sheet.getByLabel('Folder').fill('Logos');
    await sheet.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await sheet.getByRole('button', { name: 'Cut a part out' }).press('Enter');
    await sheet.getByRole('textbox', { name: 'Width' }).fill('320');
    await shot(page, 'pictures-crop');
    expect(await axeFindings(page)).toEqual([]);
    await sheet.getByRole('button', { name: 'Cut out' }).press('Enter');
    await page.getByText('The part is a picture of its own now.').waitFor();
    await page.keyboard.press('Escape');
    // Those in folders are among all.
    await page.getByRole('button', { name: /^Harbour Half 640/ }).waitFor();
    const { items } = await api.call<{ items: { name: string; widthPx: number; folder: string }[] }>(
      'GET',
      '/api/assets',
    );
    expect(items.map(({ name, widthPx, folder }) => [name, widthPx, folder])).toContainEqual([
      'Harbour Half (part)',
      320,
      'Logos',
    ]);
  });
});

describe('a picture on its way to the wall', () => {
  it('is chosen in the builder, published, on the screen, and there again after a start without a network', async () => {
    const { id } = await api.call<{ id: string }>('POST', '/api/templates', {
      name: 'Sponsor wall',
      from: { builtIn: 'finish-hero' },
    });
    const page = await pageOf(`/builder/${id}`);
    await page
      .getByRole('region', { name: 'Add' })
      .getByRole('button', { name: 'Picture', exact: true })
      .click();
    await page.getByRole('button', { name: 'Choose a picture' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Harbour Half(?! \()/ })
      .first()
      .click();
    await expect.poll(() => areDrawn(page, '[data-testid="canvas"] .stage img')).toBe(true);
    await shot(page, 'pictures-builder');
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Version 1 is on the screens.').waitFor();

    const displaySession = await api.call<{ id: string }>('POST', '/api/sessions/create', {
      name: 'Wall',
      mode: 'pre-race',
      templateId: id,
    });
    const link = await api.call<DisplayLinkReply>('POST', '/api/display/generate-url', {
      sessionId: displaySession.id,
    });
    const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
    const screen = await context.newPage();
    await screen.goto(link.url);
    await expect.poll(() => areDrawn(screen, '.canvas img'), { timeout: 10_000 }).toBe(true);
    await shot(screen, 'pictures-screen');
    // What the worker keeps is told by itself: an answer from it needs no server.
    await screen.evaluate(() => navigator.serviceWorker.ready);
    await screen.reload();
    await expect.poll(() => areDrawn(screen, '.canvas img'), { timeout: 10_000 }).toBe(true);
    await context.setOffline(true);
    await screen.reload();
    await expect.poll(() => areDrawn(screen, '.canvas img'), { timeout: 15_000 }).toBe(true);
    await shot(screen, 'pictures-offline');
    await context.close();
  });
});
