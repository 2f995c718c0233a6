import type { Page } from 'playwright-core';
import { fixtureMe } from './fixtureAccount.ts';
import type { FixtureData } from './fixtureServer.ts';
import type { PageState } from './walkStates.ts';

const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const signedOut =
  (more: (data: FixtureData) => void = () => {}) =>
  (data: FixtureData) => {
    data.signedIn = false;
    more(data);
  };

const failing = (path: string) => (data: FixtureData) => {
  data.failing = [path];
};

/** Fill in e-mail and password, and send them. */
export async function signIn(page: Page, password = 'right'): Promise<void> {
  await page.getByLabel('E-mail').fill('dana@harbour.test');
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.keyboard.press('Enter');
}

/** Give the present password in an open dialog. */
export async function prove(page: Page, password = 'right'): Promise<void> {
  await page.getByRole('textbox', { name: 'Your present password' }).fill(password);
  await page.keyboard.press('Enter');
}

const SIGN_IN: PageState[] = [
  { name: 'sign in', path: '/sign-in', given: signedOut(), shows: 'Sign in to Project88' },
  {
    name: 'sign in after nobody was here',
    path: '/sign-in?why=idle',
    given: signedOut(),
    shows: 'nothing was done here',
  },
  {
    name: 'wrong password',
    path: '/sign-in',
    given: signedOut(),
    act: (page) => signIn(page, 'wrong'),
    shows: 'The e-mail address or the password is wrong.',
  },
  {
    name: 'suspended partner',
    path: '/sign-in',
    given: signedOut((data) => {
      data.account.suspended = true;
    }),
    act: signIn,
    shows: 'Your timing partner is suspended.',
  },
  {
    name: 'second step with every factor',
    path: '/sign-in',
    given: signedOut((data) => {
      data.account.wanted = ['totp', 'passkey', 'recovery-code'];
    }),
    act: signIn,
    shows: 'Use a passkey',
  },
  {
    name: 'second step with a passkey',
    path: '/sign-in',
    given: signedOut((data) => {
      data.account.wanted = ['passkey'];
    }),
    act: signIn,
    shows: 'Use a passkey',
  },
  {
    name: 'second step with a wrong code',
    path: '/sign-in',
    given: signedOut((data) => {
      data.account.wanted = ['totp', 'recovery-code'];
    }),
    act: async (page) => {
      await signIn(page);
      await page.getByLabel('Code of your authenticator app').fill('000000');
    },
    shows: 'The code or passkey is wrong or was used before.',
  },
  {
    name: 'second step with a recovery code',
    path: '/sign-in',
    given: signedOut((data) => {
      data.account.wanted = ['totp', 'recovery-code'];
    }),
    act: async (page) => {
      await signIn(page);
      await click('Use a recovery code')(page);
    },
    shows: 'Each works once.',
  },
];

const LINKS: PageState[] = [
  { name: 'forgotten password', path: '/forgot', given: signedOut(), shows: 'Send the link' },
  {
    name: 'forgotten password, sent',
    path: '/forgot',
    given: signedOut(),
    act: async (page) => {
      await page.getByLabel('E-mail').fill('dana@harbour.test');
      await page.keyboard.press('Enter');
    },
    shows: 'Look into your mailbox.',
  },
  {
    name: 'forgotten password, no mail here',
    path: '/forgot',
    given: signedOut((data) => {
      data.account.mails = false;
    }),
    act: async (page) => {
      await page.getByLabel('E-mail').fill('dana@harbour.test');
      await page.keyboard.press('Enter');
    },
    shows: 'This installation sends no e-mail.',
  },
  { name: 'reset', path: '/reset#Vx3mQ8rT', given: signedOut(), shows: 'Set the password' },
  {
    name: 'reset with a short password',
    path: '/reset#Vx3mQ8rT',
    given: signedOut(),
    act: async (page) => {
      await page.getByRole('textbox', { name: 'New password' }).fill('short');
      await page.keyboard.press('Enter');
    },
    shows: 'Take at least 12 characters',
  },
  {
    name: 'reset with a link that is over',
    path: '/reset#Vx3mQ8rT',
    given: signedOut((data) => {
      data.account.linksGone = true;
    }),
    act: async (page) => {
      await page.getByRole('textbox', { name: 'New password' }).fill('seven blue herons');
      await page.keyboard.press('Enter');
    },
    shows: 'Ask for a new link',
  },
  { name: 'reset without a token', path: '/reset', given: signedOut(), shows: 'Open the link again' },
  {
    name: 'invitation',
    path: '/invitation#Vx3mQ8rT',
    given: signedOut(),
    shows: 'Operator at Harbour Timing',
  },
  {
    name: 'invitation with a weak password',
    path: '/invitation#Vx3mQ8rT',
    given: signedOut(),
    act: async (page) => {
      await page.getByRole('textbox', { name: 'Password' }).fill('harbour harbour harbour');
      await page.keyboard.press('Enter');
    },
    shows: 'This is made of your name',
  },
  {
    name: 'invitation that is over',
    path: '/invitation#Vx3mQ8rT',
    given: signedOut((data) => {
      data.account.linksGone = true;
    }),
    shows: 'This invitation works no more',
  },
  {
    name: 'invitation that fails',
    path: '/invitation#Vx3mQ8rT',
    given: signedOut(failing('/api/auth/invitation')),
    shows: 'Could not load the invitation',
  },
];

const ACCOUNT: PageState[] = [
  { name: 'account', path: '/account', shows: 'Firefox on Windows' },
  {
    name: 'account without second factor',
    path: '/account',
    given: (data) => {
      data.account.account.factors = [];
      data.account.account.recoveryCodesLeft = 0;
      data.account.logins = data.account.logins.slice(0, 1);
    },
    shows: 'Your password alone opens this account',
  },
  {
    name: 'account with few codes',
    path: '/account',
    given: (data) => {
      data.account.account.recoveryCodesLeft = 1;
    },
    shows: 'Few recovery codes are left.',
  },
  {
    name: 'account that fails',
    path: '/account',
    given: failing('GET /api/account'),
    shows: 'Could not load',
  },
  { name: 'name', path: '/account', act: click('Change the name'), shows: 'Change your name' },
  {
    name: 'password',
    path: '/account',
    act: click('Change the password'),
    shows: 'You stay signed in here.',
  },
  {
    name: 'wrong present password',
    path: '/account',
    act: async (page) => {
      await click('Change the password')(page);
      await page.getByRole('textbox', { name: 'New password' }).fill('seven blue herons');
      await prove(page, 'wrong');
    },
    shows: 'The present password is wrong.',
  },
  {
    name: 'authenticator app',
    path: '/account',
    act: click('Add an authenticator app'),
    shows: 'Any app for one-time codes',
  },
  {
    name: 'authenticator app to scan',
    path: '/account',
    act: async (page) => {
      await click('Add an authenticator app')(page);
      await prove(page);
    },
    shows: 'JBSW Y3DP',
  },
  { name: 'passkey', path: '/account', act: click('Add a passkey'), shows: 'Your browser asks for it next.' },
  {
    name: 'recovery codes',
    path: '/account',
    act: async (page) => {
      await click('Make new codes')(page);
      await prove(page);
    },
    shows: 'QRUHY-5FMXH-V85SF-LKQXJ',
  },
  {
    name: 'remove a factor',
    path: '/account',
    act: click('Remove Authenticator app'),
    shows: 'Your other second factors stay.',
  },
  {
    name: 'end the others',
    path: '/account',
    act: click('End all others'),
    shows: 'Everywhere else somebody',
  },
];

const FRAME: PageState[] = [
  {
    name: 'account menu',
    path: '/account',
    act: click(/Account of Dana/),
    shows: 'Sign out',
  },
  {
    name: 'second factor is missing',
    path: '/sessions',
    given: (data) => {
      data.me.secondFactorMissing = true;
      data.account.account.factors = [];
    },
    shows: 'and the console opens.',
  },
  {
    name: 'second factor came elsewhere',
    path: '/sessions',
    given: (data) => {
      data.me.secondFactorMissing = true;
    },
    shows: 'You signed in here before it was added.',
  },
  {
    name: 'visit',
    path: '/sessions',
    given: (data) => {
      data.me = {
        ...fixtureMe(Date.now(), 'platform-admin'),
        permissions: ['displays.view', 'timing.view', 'timing-keys.view', 'team.view', 'audit.view'],
        visit: {
          reason: 'Ticket 4711: the screen at the finish shows the wrong names since this morning',
          endsAt: new Date(Date.now() + 3_600_000).toISOString(),
          home: 'Platform',
        },
      };
    },
    shows: 'You are looking into the data of Harbour Timing Ltd.',
  },
  {
    name: 'no permission',
    path: '/team',
    given: (data) => {
      data.me = fixtureMe(Date.now(), 'viewer');
    },
    shows: 'Your role does not open this page',
  },
  {
    name: 'live page for looking',
    path: '/sessions/0190b000-0000-7000-8000-000000000001',
    given: (data) => {
      data.me = fixtureMe(Date.now(), 'viewer');
    },
    shows: /Freifrau von Hohenstein/,
  },
  {
    name: 'more places',
    path: '/account',
    act: async (page) => {
      const more = page.getByRole('button', { name: 'More' });
      await page.getByText('Firefox on Windows').waitFor();
      if (await more.isVisible()) await more.click();
    },
    shows: 'Audit log',
  },
  {
    name: 'soon signed out',
    path: '/account',
    given: (data) => {
      data.me.idleMinutes = 2;
    },
    act: async (page) => {
      await page.getByText('Firefox on Windows').waitFor();
      await page.clock.install();
      await page.clock.fastForward(5_000);
    },
    shows: 'Stay signed in',
  },
];

export const ACCOUNT_STATES: PageState[] = [...SIGN_IN, ...LINKS, ...ACCOUNT, ...FRAME];
