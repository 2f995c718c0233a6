import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type ConsolePage, openConsole } from './support/consolePage.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';

/** What a person does in the console: by keyboard and pointer, against a server that answers like the contract. */

const FIRST = '0190b000-0000-7000-8000-000000000001';
const COMMAND = `POST /api/sessions/${FIRST}/command`;

let browser: Browser;
let server: FixtureServer;
let opened: ConsolePage;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
beforeEach(async () => {
  server = await startFixtureServer();
  opened = await openConsole(browser, server.url);
  page = opened.page;
});
afterEach(async () => {
  await opened.close();
  await server.close();
});

/** Do something that must send a command, and give back the command's action. */
async function actionOf(act: () => Promise<void>): Promise<string> {
  const [request] = await Promise.all([page.waitForRequest(/\/command$/), act()]);
  return request.postDataJSON().action;
}

async function openLivePage(): Promise<void> {
  await page.goto(`/sessions/${FIRST}`);
  await page.getByRole('button', { name: 'Next' }).waitFor();
}

describe('signing in', () => {
  it('leads back to where one wanted to go, and out again', async () => {
    server.data.signedIn = false;
    await page.goto('/timing?x=1');
    await page.waitForURL(/\/sign-in\?next=/);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your e-mail address').waitFor();
    expect(await page.getByLabel('E-mail').evaluate((field) => field === document.activeElement)).toBe(true);
    await page.getByLabel('E-mail').fill('dana@harbour.test');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The e-mail address or the password is wrong.').waitFor();
    await page.getByRole('textbox', { name: 'Password' }).fill('right');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/timing/);
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in/);
    expect(server.requests.at(-1)).toBe('POST /api/auth/logout');
  });

  it('is asked for again when the login session ends meanwhile', async () => {
    await page.goto('/sessions');
    await page.getByText('Finish line, main screen').waitFor();
    server.data.signedIn = false;
    await page.getByRole('link', { name: 'Timing keys' }).click();
    await page.waitForURL(/\/sign-in\?next=/);
  });
});

describe("the operator's keys", () => {
  it('space is next, h holds, and a long Esc clears', async () => {
    await openLivePage();
    expect(await actionOf(() => page.keyboard.press('Space'))).toBe('next');
    expect(await actionOf(() => page.keyboard.press('h'))).toBe('hold');
    expect(await actionOf(() => page.keyboard.down('Escape'))).toBe('clear');
    await page.keyboard.up('Escape');
  });

  it('a short press clears nothing, by key or by pointer', async () => {
    await openLivePage();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await actionOf(() => page.keyboard.press('h'))).toBe('hold');
    expect(server.requests.filter((request) => request === COMMAND)).toHaveLength(1);
  });

  it('space is next again after a click on hold', async () => {
    await openLivePage();
    expect(await actionOf(() => page.getByRole('button', { name: /^Hold/ }).click())).toBe('hold');
    expect(await actionOf(() => page.keyboard.press('Space'))).toBe('next');
  });

  it('keep silent while someone types', async () => {
    await openLivePage();
    await page.getByRole('button', { name: /More actions/ }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('');
    await page.keyboard.type('the harbour hh');
    await page.getByRole('button', { name: 'Rename' }).click();
    await page.getByRole('heading', { name: 'the harbour hh' }).waitFor();
    expect(server.requests).not.toContain(COMMAND);
  });
});

describe('the guided flow', () => {
  it('goes from nothing to a link, by keyboard where it matters', async () => {
    await page.goto('/sessions/new');
    await page.getByRole('textbox', { name: 'Name' }).fill('Harbour finish');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Load the roster' }).waitFor();
    await page.locator('input[type=file]').setInputFiles({
      name: 'list.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('bib,name\n1,Eleni Marinou\n2,Kwame Asante\n'),
    });
    await page.getByText('2 entries loaded.').waitFor();
    await page.getByRole('link', { name: 'Continue' }).click();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Choose the timing stream');
    await page.getByRole('button', { name: 'Choose the timing session' }).click();
    await page.getByRole('checkbox', { name: 'START' }).uncheck();
    await page.getByText('Only 2 mats: 10K, FINISH').waitFor();
    await page.getByRole('button', { name: 'Select' }).click();
    await page.getByText('10K, FINISH').waitFor();
    await page.getByRole('link', { name: 'Continue' }).click();
    await page.getByRole('radio', { name: /Announcer list/ }).click();
    await page.getByRole('radio', { name: /Announcer list/, checked: true }).waitFor();
    await page.getByRole('link', { name: 'Continue' }).click();
    await page.getByRole('button', { name: 'Create the link' }).click();
    await page.getByText('W4RT H8YE').waitFor();
    const [created] = server.data.sessions;
    expect(created).toMatchObject({ name: 'Harbour finish', templateId: 'announcer-list', rosterRows: 2 });
    expect(created?.streams[0]?.locations).toEqual(['10K', 'FINISH']);
  });
});

describe('what is said only once, and what can be taken back', () => {
  it('the secret of a new key stays on the page until it is dismissed', async () => {
    await page.goto('/keys');
    await page.getByRole('button', { name: 'New timing key' }).click();
    await page.getByLabel('Label').fill('Van');
    await page.keyboard.press('Enter');
    await page.getByText('Zt7-qVn4-bR2m-Yw9k').waitFor();
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    expect(await page.getByText('Zt7-qVn4-bR2m-Yw9k').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'I have copied it' }).click();
    await page.getByText('Zt7-qVn4-bR2m-Yw9k').waitFor({ state: 'detached' });
  });

  it('a stream that was taken off comes back with undo', async () => {
    await openLivePage();
    await page.getByRole('button', { name: /Take Harbour Half Marathon off/ }).click();
    await page.getByText('No timing stream').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: /Take Harbour Half Marathon off/ }).waitFor();
    expect(server.data.sessions[0]?.streams[0]?.locations).toEqual(['FINISH']);
  });
});

describe('the theme', () => {
  it('is remembered over a reload', async () => {
    await page.goto('/sessions');
    await page.getByRole('button', { name: 'Switch to dark theme' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Switch to light theme' }).waitFor();
  });
});
