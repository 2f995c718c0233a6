import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { prove, signIn } from './support/accountStates.ts';
import { type ConsolePage, openConsole } from './support/consolePage.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';

/** What a person does to get in, to stay in and to keep others out: against a server that answers like the contract. */

const MINUTE_MS = 60_000;

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
  // By a name instead of an address, as passkeys need it.
  opened = await openConsole(browser, server.url.replace('127.0.0.1', 'localhost'));
  page = opened.page;
});
afterEach(async () => {
  await opened.close();
  await server.close();
});

/** Do something that must send a request to `path`, and give back the request. */
async function requestOf(path: RegExp, act: () => Promise<unknown>): Promise<Request> {
  const [request] = await Promise.all([page.waitForRequest(path), act()]);
  return request;
}

function isFocused(name: string | RegExp, role: 'textbox' | 'button' | 'link' = 'textbox'): Promise<boolean> {
  return page.getByRole(role, { name }).evaluate((element) => element === document.activeElement);
}

const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();

/** A device that says yes to every passkey, as Chromium's debugger offers one. */
async function pluginAuthenticator(): Promise<void> {
  const debug = await page.context().newCDPSession(page);
  await debug.send('WebAuthn.enable');
  await debug.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

describe('the second step', () => {
  beforeEach(async () => {
    server.data.signedIn = false;
    server.data.account.wanted = ['totp', 'passkey', 'recovery-code'];
    await page.goto('/timing');
    await signIn(page);
    await page.getByLabel('Code of your authenticator app').waitFor();
  });

  it('takes the code as soon as it is typed, and leads where one wanted to go', async () => {
    expect(await isFocused('Code of your authenticator app')).toBe(true);
    const request = await requestOf(/second-factor$/, () => page.keyboard.type('123456'));
    expect(request.postDataJSON()).toEqual({ ticket: 'ticket-1', code: '123456' });
    await page.waitForURL(/\/timing$/);
  });

  it('is complete by keyboard', async () => {
    for (const name of ['Continue', 'Use a passkey', 'Use a recovery code', 'Start again']) {
      await page.keyboard.press('Tab');
      expect(await isFocused(name, 'button'), name).toBe(true);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Sign in to Project88' }).waitFor();
  });

  it('says that a code was wrong, and after five begins again', async () => {
    const field = page.getByLabel('Code of your authenticator app');
    for (const code of ['000001', '000002', '000003', '000004']) {
      await Promise.all([page.waitForResponse(/second-factor$/), field.fill(code)]);
      await page.getByText('The code or passkey is wrong or was used before.').waitFor();
    }
    await field.fill('000005');
    await page.getByText('Begin again.').waitFor();
  });

  it('begins again at once when the server says that the ticket is over', async () => {
    server.data.account.attemptsLeft = 0;
    await page.getByLabel('Code of your authenticator app').fill('123456');
    await page.getByText('Begin again.').waitFor();
  });

  it('takes a recovery code', async () => {
    await press('Use a recovery code');
    await page.getByRole('textbox', { name: 'Recovery code' }).fill(' QRUHY-5FMXH-V85SF-LKQXJ ');
    const request = await requestOf(/second-factor$/, () => page.keyboard.press('Enter'));
    expect(request.postDataJSON()).toMatchObject({ recoveryCode: 'QRUHY-5FMXH-V85SF-LKQXJ' });
    await page.waitForURL(/\/timing$/);
  });
});

describe('passkeys', () => {
  it('are made on the page of the account, and open the second step', async () => {
    await pluginAuthenticator();
    await page.goto('/account');
    await press('Add a passkey');
    await page.getByRole('textbox', { name: 'Name' }).fill('Desk');
    const made = await requestOf(/account\/passkeys$/, () => prove(page));
    expect(made.postDataJSON()).toMatchObject({
      ticket: 'ticket-2',
      label: 'Desk',
      response: { type: 'public-key' },
    });
    await page.getByText('Desk').waitFor();
    await page.getByRole('button', { name: /Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    server.data.account.wanted = ['passkey'];
    await signIn(page);
    const given = await requestOf(/second-factor$/, () => press('Use a passkey'));
    expect(given.postDataJSON().passkey).toMatchObject({ type: 'public-key', response: {} });
    await page.waitForURL(/\/sessions$/);
  });

  it('that are not given are said so, and another way stays open', async () => {
    server.data.signedIn = false;
    server.data.account.wanted = ['totp', 'passkey'];
    await page.goto('/sign-in');
    await signIn(page);
    await page.evaluate(() => {
      navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await press('Use a passkey');
    await page.getByText('No passkey was given. Try again, or take another way.').waitFor();
    await page.getByLabel('Code of your authenticator app').fill('123456');
    await page.waitForURL(/\/sessions$/);
  });
});

describe('one-time links', () => {
  beforeEach(() => {
    server.data.signedIn = false;
  });

  it('an invitation becomes an account; its token is gone from the address at once', async () => {
    const offer = await requestOf(/auth\/invitation$/, () => page.goto('/invitation#Vx3mQ8rT'));
    expect(offer.postDataJSON()).toEqual({ token: 'Vx3mQ8rT' });
    await page.getByText('noor.haddad@harbour.test').waitFor();
    expect(await page.evaluate(() => location.href)).toMatch(/\/invitation$/);
    const password = page.getByRole('textbox', { name: 'Password' });
    await password.fill('harbour is my password');
    await page.keyboard.press('Enter');
    await page.getByText('This is made of your name').waitFor();
    await password.fill('seven blue herons');
    const accepted = await requestOf(/invitation\/accept$/, () => page.keyboard.press('Enter'));
    expect(accepted.postDataJSON()).toEqual({
      token: 'Vx3mQ8rT',
      name: 'Noor Haddad',
      password: 'seven blue herons',
    });
    await page.waitForURL(/\/sessions$/);
    await page.goBack();
    expect(await page.evaluate(() => location.href)).not.toContain('Vx3mQ8rT');
  });

  it('an invitation that stood open for long is used when it is accepted', async () => {
    await page.clock.install();
    await page.goto('/invitation#Vx3mQ8rT');
    await page.getByRole('textbox', { name: 'Password' }).fill('seven blue herons');
    await page.clock.fastForward(40 * MINUTE_MS);
    const accepted = await requestOf(/invitation\/accept$/, () => page.keyboard.press('Enter'));
    expect(accepted.headers()['x-p88-background']).toBeUndefined();
    await page.waitForURL(/\/sessions$/);
    await page.clock.runFor(2_000);
    await page.getByText('Finish line, main screen').waitFor();
    expect(server.data.signedIn).toBe(true);
  });

  it('a reset leads to the sign-in, which says what happened', async () => {
    await page.goto('/reset#Vx3mQ8rT');
    expect(await page.evaluate(() => location.href)).toMatch(/\/reset$/);
    await page.getByRole('textbox', { name: 'New password' }).fill('seven blue');
    await page.keyboard.press('Enter');
    await page.getByText('12 characters or more: 10 so far').waitFor();
    expect(server.requests).toEqual([]);
    await page.keyboard.type(' herons');
    await page.keyboard.press('Enter');
    await page.getByText('Your new password is set').waitFor();
  });

  it('a second link in the same window counts, not the first', async () => {
    await page.goto('/reset#first');
    await page.getByRole('textbox', { name: 'New password' }).waitFor();
    await page.evaluate(() => {
      location.hash = 'second';
    });
    await page.waitForURL(/\/reset$/);
    await page.getByRole('textbox', { name: 'New password' }).fill('seven blue herons');
    const request = await requestOf(/auth\/reset$/, () => page.keyboard.press('Enter'));
    expect(request.postDataJSON().token).toBe('second');
  });

  it('a new link is asked for from the sign-in page', async () => {
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot the password?' }).click();
    await page.getByLabel('E-mail').fill('dana@harbour.test');
    const request = await requestOf(/auth\/forgot$/, () => page.keyboard.press('Enter'));
    expect(request.postDataJSON()).toEqual({ email: 'dana@harbour.test' });
    await page.getByText('Look into your mailbox.').waitFor();
  });
});

describe('the own account', () => {
  it('the console opens when a missing second factor was added, and its codes were taken', async () => {
    server.data.me.secondFactorMissing = true;
    server.data.account.account.factors = [];
    await page.clock.install();
    await page.goto('/timing');
    await page.getByText('and the console opens.').waitFor();
    expect(await page.getByRole('link', { name: 'Displays' }).count()).toBe(0);
    await press('Add an authenticator app');
    await prove(page);
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    const code = page.getByLabel(/six digits that the app shows/);
    await code.fill('000000');
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('The code or passkey is wrong').waitFor();
    await expect.poll(() => isFocused(/six digits that the app shows/)).toBe(true);
    await code.fill('123 456');
    await page.keyboard.press('Enter');
    await page.getByText('QRUHY-5FMXH-V85SF-LKQXJ').waitFor();
    // Reading them takes a while, and the console hears meanwhile that nothing is missing any more.
    await page.clock.fastForward(2 * MINUTE_MS);
    await Promise.all([page.waitForResponse(/auth\/me$/), page.keyboard.press('Escape')]);
    await page.mouse.click(5, 5);
    expect(await page.getByText('QRUHY-5FMXH-V85SF-LKQXJ').isVisible()).toBe(true);
    const [file] = await Promise.all([page.waitForEvent('download'), press('Save as a file')]);
    expect(file.suggestedFilename()).toBe('project88-recovery-codes.txt');
    await press('I have stored them');
    await page.getByText('Harbour Half Marathon').first().waitFor();
  });

  it('a changed name is the name everywhere', async () => {
    await page.goto('/account');
    await press('Change the name');
    await page.getByRole('textbox', { name: 'Name' }).fill('Dana O.');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Account of Dana O.' }).waitFor();
  });

  it('a password is changed with the present one, and what is wrong is said beside the field', async () => {
    await page.goto('/account');
    await press('Change the password');
    const [present, chosen] = ['Your present password', 'New password'].map((name) =>
      page.getByRole('textbox', { name }),
    );
    await present?.fill('wrong');
    await chosen?.fill('seven blue herons');
    await page.keyboard.press('Enter');
    await page.getByText('The present password is wrong.').waitFor();
    await expect.poll(() => isFocused('Your present password')).toBe(true);
    expect(await chosen?.inputValue()).toBe('seven blue herons');
    await present?.fill('right');
    await page.keyboard.press('Enter');
    await page.getByText('Your password is changed.').waitFor();
  });

  it('other logins are ended, one or all', async () => {
    await page.goto('/account');
    await press(/End the login of Safari on iPhone/);
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('Safari on iPhone', { exact: true }).waitFor({ state: 'detached' });
    expect(server.data.account.logins).toHaveLength(2);
    await press('End all others');
    await page.getByRole('dialog').getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('finish-board/2.4.0', { exact: true }).waitFor({ state: 'detached' });
    expect(server.data.account.logins.map(({ current }) => current)).toEqual([true]);
  });

  it('a second factor is removed with the password', async () => {
    await page.goto('/account');
    await press('Remove Authenticator app');
    await page.getByRole('textbox', { name: 'Your present password' }).fill('wrong');
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('The present password is wrong.').waitFor();
    await expect.poll(() => isFocused('Your present password')).toBe(true);
    await prove(page);
    await page.getByText('Authenticator app is removed.').waitFor();
    expect(server.data.account.account.factors.map(({ kind }) => kind)).toEqual(['passkey']);
  });
});

describe('a console that nobody uses', () => {
  beforeEach(async () => {
    await page.clock.install();
    await page.goto('/sessions');
    await page.getByText('Finish line, main screen').waitFor();
  });

  it('renews itself without counting as use', async () => {
    const soon = await requestOf(/api\/sessions\?/, () => page.clock.runFor(20_000));
    expect(soon.headers()['x-p88-background']).toBeUndefined();
    await page.clock.runFor(2 * MINUTE_MS);
    const late = await requestOf(/api\/sessions\?/, () => page.clock.runFor(20_000));
    expect(late.headers()['x-p88-background']).toBe('1');
  });

  it('asks a minute before, and a key is an answer', async () => {
    await page.clock.fastForward(28 * MINUTE_MS + 5_000);
    await page.getByRole('button', { name: 'Stay signed in' }).waitFor();
    const kept = await requestOf(/auth\/me$/, () => page.keyboard.press('Shift'));
    expect(kept.headers()['x-p88-background']).toBeUndefined();
    await page.getByRole('button', { name: 'Stay signed in' }).waitFor({ state: 'detached' });
    await page.clock.fastForward(20 * MINUTE_MS);
    expect(server.data.signedIn).toBe(true);
  });

  it('signs out in the end, says why, and leads back', async () => {
    await page.clock.fastForward(29 * MINUTE_MS + 1_000);
    await page.getByText('You were signed out because nothing was done here').waitFor();
    expect(server.requests).toContain('POST /api/auth/logout');
    expect(await page.evaluate(() => location.search)).toContain('next=%2Fsessions');
    const me = await requestOf(/auth\/me$/, () => signIn(page));
    expect(me.headers()['x-p88-background']).toBeUndefined();
    await page.waitForURL(/\/sessions$/);
    await page.clock.runFor(2_000);
    await page.getByText('Finish line, main screen').waitFor();
    expect(server.data.signedIn).toBe(true);
  });
});

describe('a login that ends elsewhere', () => {
  it('is noticed by the live connection, and the page says so', async () => {
    await page.goto('/sessions');
    await page.getByText('Live', { exact: true }).waitFor();
    server.data.signedIn = false;
    server.endSockets(4_401);
    await page.getByText('Your login has ended.').waitFor();
    expect(await page.evaluate(() => location.search)).toContain('next=%2Fsessions');
  });
});
