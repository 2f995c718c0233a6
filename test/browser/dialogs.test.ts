import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { prove } from './support/accountStates.ts';
import { asAdministrator, PARTNER, PERSON } from './support/adminStates.ts';
import { type ConsolePage, openConsole } from './support/consolePage.ts';
import { adminId } from './support/fixtureAdmin.ts';
import { type FixtureData, type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';

/** What every dialog of the console keeps to: while its request is under way, and when it is opened once more. */

const DISPLAY_SESSION = '0190b000-0000-7000-8000-000000000001';

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

const dialog = () => page.getByRole('dialog').last();
const press = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click();
const answer = (name: string) => dialog().getByRole('button', { name, exact: true }).click();
const field = (name: string | RegExp) => page.getByLabel(name, { exact: true });

async function pressMenu(menu: string | RegExp, item: string): Promise<void> {
  await press(menu);
  await page.getByRole('menuitem', { name: item }).click();
}

const withoutFactors = (data: FixtureData) => {
  data.account.account.factors = [];
};

interface ShownOnce {
  what: string;
  path: string;
  given?: (data: FixtureData) => void;
  /** Leads to the dialog and sends it. */
  send: () => Promise<void>;
  /** The request whose reply is shown this once. */
  request: string;
  shows: string | RegExp;
}

const SHOWN_ONCE: ShownOnce[] = [
  {
    what: 'a new API key',
    path: '/api-keys',
    send: async () => {
      await press('New API key');
      await field('Name').fill('Weather');
      await page.getByRole('checkbox', { name: 'See timing sessions and their reads' }).check();
      await answer('Create');
    },
    request: '/api/api-keys',
    shows: /^p88_n6rw3fdx_Qk8/,
  },
  {
    what: 'a rotated API key',
    path: '/api-keys',
    send: async () => {
      await pressMenu('Actions for the key Results page', 'Rotate');
      await answer('Rotate');
    },
    request: '/api/api-keys/*/rotate',
    shows: /^p88_n6rw3fdx_Qk8/,
  },
  {
    what: 'a timing key',
    path: '/keys',
    send: async () => {
      await press('New timing key');
      await answer('Create');
    },
    request: '/api/timing-keys',
    shows: 'Zt7-qVn4-bR2m-Yw9k',
  },
  {
    what: 'an invitation',
    path: '/team',
    send: async () => {
      await press('Invite');
      await field('E-mail').fill('new@harbour.test');
      await answer('Invite');
    },
    request: '/api/team/invitations',
    shows: /invitation#Vx3mQ8rT/,
  },
  {
    what: 'a reset link',
    path: `/team?person=${PERSON}`,
    send: async () => {
      await press('Make a reset link');
      await answer('Make the link');
    },
    request: '/api/team/*/reset-link',
    shows: /reset#Vx3mQ8rT/,
  },
  {
    what: 'the invitation of an owner',
    path: `/platform/partners/${PARTNER}`,
    given: asAdministrator,
    send: async () => {
      await press('Invite an owner');
      await field('E-mail of the owner').fill('noor@lakeside.test');
      await answer('Invite');
    },
    request: '/api/platform/partners/*/invite-owner',
    shows: /invitation#Vx3mQ8rT/,
  },
  {
    what: 'the invitation to a new partner',
    path: '/platform/partners',
    given: asAdministrator,
    send: async () => {
      await press('New partner');
      await field('Name').fill('Lakeside');
      await field('E-mail of the owner').fill('noor@lakeside.test');
      await answer('Create and invite');
    },
    request: '/api/platform/partners',
    shows: /invitation#Vx3mQ8rT/,
  },
  {
    what: 'the key of an authenticator app',
    path: '/account',
    send: async () => {
      await press('Add an authenticator app');
      await prove(page);
    },
    request: '/api/account/totp',
    shows: 'JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP',
  },
  {
    what: 'the codes that come with an authenticator app',
    path: '/account',
    given: withoutFactors,
    send: async () => {
      await press('Add an authenticator app');
      await prove(page);
      await page.getByLabel(/six digits/).fill('123456');
      await answer('Add');
    },
    request: '/api/account/totp/*/confirm',
    shows: 'Your recovery codes',
  },
  {
    what: 'the codes that come with a passkey',
    path: '/account',
    given: withoutFactors,
    send: async () => {
      await pluginAuthenticator();
      await press('Add a passkey');
      await prove(page);
    },
    request: '/api/account/passkeys',
    shows: 'Your recovery codes',
  },
  {
    what: 'new recovery codes',
    path: '/account',
    send: async () => {
      await press('Make new codes');
      await prove(page);
    },
    request: '/api/account/recovery-codes',
    shows: 'Your recovery codes',
  },
];

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

/** Keep every POST to `path` on its way until the returned function is called. */
async function hold(path: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(`**${path}`, async (route) => {
    if (route.request().method() === 'POST') await released;
    await route.continue();
  });
  return release;
}

describe('a dialog whose request is under way', () => {
  it.each(SHOWN_ONCE)('stays, so that $what is not lost', async ({ path, given, send, request, shows }) => {
    given?.(server.data);
    await page.goto(path);
    const release = await hold(request);
    await Promise.all([page.waitForRequest((sent) => sent.method() === 'POST'), send()]);
    await dialog().locator('button[data-loading]').waitFor();
    await page.keyboard.press('Escape');
    await page.mouse.click(5, 5);
    release();
    await page.getByText(shows).first().waitFor({ timeout: 5_000 });
  });
});

interface Refused {
  what: string;
  path: string;
  given?: (data: FixtureData) => void;
  open: () => Promise<void>;
  confirm: () => Promise<void>;
  /** The word that closes the dialog; unless said, Cancel. */
  leave?: string;
}

const OF_PERSON = `/team?person=${PERSON}`;
const OF_PARTNER = `/platform/partners/${PARTNER}`;

const REFUSED: Refused[] = [
  {
    what: 'a reset link',
    path: OF_PERSON,
    open: () => press('Make a reset link'),
    confirm: () => answer('Make the link'),
  },
  {
    what: 'the second factors of a person',
    path: `/team?person=${adminId('c000', 11)}`,
    open: () => press('Remove'),
    confirm: () => answer('Remove'),
  },
  {
    what: 'the block of a person',
    path: OF_PERSON,
    open: () => press('Block'),
    confirm: () => answer('Block'),
  },
  {
    what: 'the logins of a person',
    path: OF_PERSON,
    open: () => press('End all'),
    confirm: () => answer('End all logins'),
  },
  {
    what: 'a suspension',
    path: OF_PARTNER,
    given: asAdministrator,
    open: () => press('Suspend'),
    confirm: async () => {
      await field('Reason').fill('Stolen laptop');
      await answer('Suspend');
    },
  },
  {
    what: 'the end of a suspension',
    path: `/platform/partners/${adminId('c000', 3)}`,
    given: asAdministrator,
    open: () => press('Resume'),
    confirm: () => answer('Resume'),
  },
  {
    what: 'the deletion of a partner',
    path: OF_PARTNER,
    given: asAdministrator,
    open: () => press('Delete'),
    confirm: async () => {
      await field(/^Type/).fill('harbour');
      await answer('Delete');
    },
  },
  {
    what: 'the restoring of a partner',
    path: `/platform/partners/${adminId('c000', 4)}`,
    given: asAdministrator,
    open: () => press('Restore'),
    confirm: () => answer('Restore'),
  },
  {
    what: 'a visit',
    path: OF_PARTNER,
    given: asAdministrator,
    open: () => press(/Look into the data/),
    confirm: async () => {
      await field('Reason').fill('A stream is missing');
      await answer('Begin the visit');
    },
  },
  {
    what: 'a timing key',
    path: '/keys',
    open: () => press('Delete the key Laptop at the finish'),
    confirm: async () => {
      await field(/^Type/).fill('p88-harbour-1');
      await answer('Delete');
    },
  },
  {
    what: 'a display link',
    path: `/sessions/${DISPLAY_SESSION}`,
    open: () => press('Revoke the link K7M2XPQA'),
    confirm: () => answer('Revoke'),
    leave: 'Keep it',
  },
  {
    what: 'a display session',
    path: `/sessions/${DISPLAY_SESSION}`,
    open: () => pressMenu(/More actions/, 'Delete'),
    confirm: async () => {
      await field(/^Type/).fill('Finish line, main screen');
      await answer('Delete');
    },
  },
  {
    what: 'an API key',
    path: '/api-keys',
    open: () => pressMenu('Actions for the key Weather board', 'Revoke'),
    confirm: async () => {
      await field(/^Type/).fill('Weather board');
      await answer('Revoke');
    },
  },
  {
    what: 'a second factor of one’s own',
    path: '/account',
    open: () => press('Remove Authenticator app'),
    confirm: () => prove(page),
  },
];

describe('a dialog that failed', () => {
  it.each(REFUSED)('has forgotten it when it is opened again: $what', async (refused) => {
    const { path, given, open, confirm, leave = 'Cancel' } = refused;
    given?.(server.data);
    server.data.failing = ['POST /', 'PATCH /', 'DELETE /'];
    await page.goto(path);
    const failure = page.getByText('Something went wrong on our side.');
    await open();
    await confirm();
    await failure.waitFor();
    await answer(leave);
    await failure.waitFor({ state: 'detached' });
    await open();
    await dialog().getByRole('button', { name: leave }).waitFor();
    expect(await failure.count()).toBe(0);
  });
});
