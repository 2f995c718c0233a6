import type { Page } from 'playwright-core';
import { fixtureMe } from './fixtureAccount.ts';
import { adminId } from './fixtureAdmin.ts';
import type { FixtureData } from './fixtureServer.ts';
import type { PageState } from './walkStates.ts';

export const PERSON = adminId('c000', 12);
export const PARTNER = adminId('c000', 2);

const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const clickMenu = (menu: string | RegExp, item: string) => async (page: Page) => {
  await page.getByRole('button', { name: menu }).first().click();
  await page.getByRole('menuitem', { name: item }).click();
};

const failing = (path: string) => (data: FixtureData) => {
  data.failing = [`GET ${path}`];
};

/** Somebody who looks at everything and may change nothing. */
const asManager = (data: FixtureData) => {
  data.me = fixtureMe(Date.now(), 'manager');
};

const asLooker = (data: FixtureData) => {
  data.me = { ...fixtureMe(Date.now(), 'viewer'), permissions: ['displays.view', 'team.view', 'audit.view'] };
};

export const asAdministrator = (data: FixtureData): void => {
  data.me = fixtureMe(Date.now(), 'platform-admin');
};

const administrator = (more: (data: FixtureData) => void) => (data: FixtureData) => {
  asAdministrator(data);
  more(data);
};

const TEAM: PageState[] = [
  { name: 'team', path: '/team', shows: 'Lena Brandt' },
  { name: 'team that fails', path: '/team', given: failing('/api/team'), shows: 'Could not load the team' },
  {
    name: 'team without invitations',
    path: '/team',
    given: (data) => {
      data.admin.invitations = [];
    },
    shows: 'No invitation is waiting',
  },
  { name: 'person', path: `/team?person=${PERSON}`, shows: 'Make a reset link' },
  { name: 'oneself', path: `/team?person=${adminId('c000', 1)}`, shows: 'Your password and second factors' },
  {
    name: 'person out of reach',
    path: `/team?person=${adminId('c000', 1)}`,
    given: (data) => {
      asManager(data);
      data.me.user.id = adminId('c000', 11);
    },
    shows: /may do more than you/,
  },
  { name: 'person who is gone', path: '/team?person=nobody', shows: 'This person is not in the team' },
  { name: 'team to look at', path: '/team', given: asLooker, shows: 'Lena Brandt' },
  {
    name: 'role of a person',
    path: `/team?person=${PERSON}`,
    act: click('Change role'),
    shows: 'Runs the races and the team',
  },
  {
    name: 'reset link',
    path: `/team?person=${PERSON}`,
    act: async (page) => {
      await click('Make a reset link')(page);
      await click('Make the link')(page);
    },
    shows: /It is shown only this once/,
  },
  {
    name: 'block',
    path: `/team?person=${PERSON}`,
    act: click('Block'),
    shows: /signed out everywhere at once/,
  },
  { name: 'invite', path: '/team', act: click('Invite'), shows: 'Can be left out; they may change it' },
];

const ROLES: PageState[] = [
  { name: 'roles', path: '/roles', shows: 'Start list desk' },
  {
    name: 'roles that fail',
    path: '/roles',
    given: failing('/api/roles'),
    shows: 'Could not load the roles',
  },
  { name: 'roles to look at', path: '/roles', given: asLooker, shows: 'Start list desk' },
  { name: 'new role', path: '/roles', act: click('New role'), shows: 'What people with this role may do' },
  {
    name: 'delete a role that is used',
    path: '/roles',
    act: clickMenu(/Actions for the role/, 'Delete'),
    shows: /Give them another one first/,
  },
];

const KEYS: PageState[] = [
  { name: 'API keys', path: '/api-keys', shows: 'Weather board' },
  {
    name: 'no API key',
    path: '/api-keys',
    given: (data) => {
      data.admin.apiKeys = [];
    },
    shows: 'No API key yet',
  },
  {
    name: 'API keys that fail',
    path: '/api-keys',
    given: failing('/api/api-keys'),
    shows: 'Could not load the API keys',
  },
  { name: 'API keys not allowed', path: '/api-keys', given: asManager, shows: /role/ },
  {
    name: 'new API key',
    path: '/api-keys',
    act: click('New API key'),
    shows: 'Give it no more than it needs',
  },
  {
    name: 'API key shown once',
    path: '/api-keys',
    act: async (page) => {
      await clickMenu('Actions for the key Results page', 'Rotate')(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    },
    shows: 'I have stored it',
  },
  {
    name: 'menu of an API key',
    path: '/api-keys',
    act: click('Actions for the key Results page'),
    shows: 'Revoke',
  },
  {
    name: 'revoke an API key',
    path: '/api-keys',
    act: clickMenu('Actions for the key Results page', 'Revoke'),
    shows: /refused at once/,
  },
];

const AUDIT: PageState[] = [
  { name: 'audit log', path: '/audit', shows: /^\s*API key$/ },
  {
    name: 'empty audit log',
    path: '/audit',
    given: (data) => {
      data.admin.audit = [];
    },
    shows: 'Nothing has happened yet',
  },
  { name: 'audit log, nothing fits', path: '/audit?objectId=none', shows: 'No entry fits the filter' },
  {
    name: 'audit log that fails',
    path: '/audit',
    given: failing('/api/audit'),
    shows: 'Could not load the audit log',
  },
  {
    name: 'audit entry',
    path: '/audit?action=partner.changed',
    act: (page) =>
      page
        .getByRole('button', { name: /changed the partner/ })
        .first()
        .click(),
    shows: 'Request id',
  },
  { name: 'audit export', path: '/audit', act: click('Export'), shows: 'CSV, for spreadsheets' },
  { name: 'audit log proven', path: '/audit', act: click('Verify'), shows: 'The log is intact:' },
  {
    name: 'audit log broken',
    path: '/audit',
    given: (data) => {
      const problem = 'Entry 4,711 does not fit the one before: it was changed after it was written.';
      data.admin.verdict = { intact: false, entries: 10_000, head: '', problem };
    },
    act: click('Verify'),
    shows: 'The log was tampered with.',
  },
];

const SETTINGS: PageState[] = [
  { name: 'settings', path: '/settings', shows: 'Allowed web origins' },
  {
    name: 'settings that fail',
    path: '/settings',
    given: failing('/api/partner'),
    shows: 'Could not load the settings',
  },
  { name: 'settings to look at', path: '/settings', given: asLooker, shows: /but not change them/ },
  {
    name: 'second factor for everybody',
    path: '/settings',
    act: (page) => page.getByRole('checkbox', { name: /second factor/ }).check(),
    shows: /1 person has none yet/,
  },
];

const PLATFORM: PageState[] = [
  { name: 'partners', path: '/platform/partners', given: asAdministrator, shows: 'Plains Race Day' },
  { name: 'partners not allowed', path: '/platform/partners', shows: /role/ },
  {
    name: 'no partner',
    path: '/platform/partners',
    given: administrator((data) => {
      data.admin.partners = [];
    }),
    shows: 'No partner yet',
  },
  {
    name: 'partners that fail',
    path: '/platform/partners',
    given: administrator(failing('/api/platform/partners')),
    shows: 'Could not load the partners',
  },
  {
    name: 'new partner',
    path: '/platform/partners',
    given: asAdministrator,
    act: click('New partner'),
    shows: 'E-mail of the owner',
  },
  {
    name: 'partner',
    path: `/platform/partners/${PARTNER}`,
    given: asAdministrator,
    shows: 'Requests per minute',
  },
  {
    name: 'suspended partner',
    path: `/platform/partners/${adminId('c000', 3)}`,
    given: asAdministrator,
    shows: /stolen laptop/,
  },
  {
    name: 'deleted partner',
    path: `/platform/partners/${adminId('c000', 4)}`,
    given: asAdministrator,
    shows: /All data is removed on/,
  },
  {
    name: 'partner that is gone',
    path: '/platform/partners/nope',
    given: asAdministrator,
    shows: 'There is nothing at this address',
  },
  {
    name: 'suspend',
    path: `/platform/partners/${PARTNER}`,
    given: asAdministrator,
    act: click('Suspend'),
    shows: /timing connections stop at once/,
  },
  {
    name: 'delete a partner',
    path: `/platform/partners/${PARTNER}`,
    given: asAdministrator,
    act: click('Delete'),
    shows: /Type “harbour”/,
  },
  {
    name: 'visit',
    path: `/platform/partners/${PARTNER}`,
    given: asAdministrator,
    act: click(/Look into the data/),
    shows: 'Begin the visit',
  },
  { name: 'people', path: '/platform/users', given: asAdministrator, shows: 'Kwame Asante' },
  {
    name: 'nobody found',
    path: '/platform/users?search=zzz',
    given: asAdministrator,
    shows: 'Nobody is found with “zzz”',
  },
  {
    name: 'people that fail',
    path: '/platform/users',
    given: administrator(failing('/api/platform/users')),
    shows: 'Could not load the people',
  },
  {
    name: 'unblock',
    path: '/platform/users',
    given: asAdministrator,
    act: click(/Unblock/),
    shows: /can sign in to Harbour Timing Ltd again/,
  },
];

/** Every state of the pages of team, roles, keys, audit log, settings and platform. */
export const ADMIN_STATES = [...TEAM, ...ROLES, ...KEYS, ...AUDIT, ...SETTINGS, ...PLATFORM];
