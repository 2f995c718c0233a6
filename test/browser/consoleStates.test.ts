import type { Page } from 'playwright-core';
import { LIGHT_DESK, type PageState, walkStates } from './support/walkStates.ts';

/** Every page of the console in every state that it has, in both themes and three sizes. */

const FIRST = '/sessions/0190b000-0000-7000-8000-000000000001';
const EMPTY = '/sessions/0190b000-0000-7000-8000-000000000002';
const BAD_ROSTER = Buffer.from('bib,age\n101,30\n101,31\n102,bad\n103,40\n');

const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).click();

const STATES: PageState[] = [
  {
    name: 'sign in',
    path: '/sign-in',
    given: (data) => {
      data.signedIn = false;
    },
    shows: 'Sign in to Project88',
  },
  { name: 'sessions', path: '/sessions', shows: 'Finish line, main screen' },
  {
    name: 'no session',
    path: '/sessions',
    given: (data) => {
      data.sessions = [];
    },
    shows: 'No display session yet',
  },
  { name: 'flow: mode', path: '/sessions/new', shows: 'Create and continue' },
  { name: 'flow: roster', path: `${EMPTY}/setup?step=roster`, shows: 'Drop a CSV or JSON file here' },
  {
    name: 'flow: refused roster',
    path: `${EMPTY}/setup?step=roster`,
    act: (page) =>
      page
        .locator('input[type=file]')
        .setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: BAD_ROSTER }),
    shows: 'Nothing was changed',
  },
  { name: 'flow: stream', path: `${EMPTY}/setup?step=stream`, shows: 'No timing stream' },
  {
    name: 'picker',
    path: `${EMPTY}/setup?step=stream`,
    act: click('Choose the timing session'),
    shows: 'Kids Mile',
  },
  {
    name: 'picker without streams',
    path: `${EMPTY}/setup?step=stream`,
    given: (data) => {
      data.timing = [];
    },
    act: click('Choose the timing session'),
    shows: 'Point your timing software here',
  },
  { name: 'flow: template', path: `${FIRST}/setup?step=template`, shows: 'Announcer list' },
  { name: 'flow: link', path: `${FIRST}/setup?step=link`, shows: 'K7M2 XPQA' },
  { name: 'live page', path: FIRST, shows: /Freifrau von Hohenstein/ },
  { name: 'live page at rest', path: EMPTY, shows: 'The screens rest.' },
  { name: 'menu', path: FIRST, act: click(/More actions/), shows: 'Rename' },
  {
    name: 'delete',
    path: FIRST,
    act: async (page) => {
      await click(/More actions/)(page);
      await page.getByRole('menuitem', { name: 'Delete' }).click();
    },
    shows: /Type “Finish line/,
  },
  { name: 'QR code', path: FIRST, act: click(/QR code of K7M2XPQA/), shows: 'Copy the link' },
  { name: 'session that is gone', path: '/sessions/nope', shows: 'There is nothing at this address' },
  { name: 'timing sessions', path: '/timing', shows: 'Harbour Half Marathon' },
  { name: 'side sheet', path: '/timing/0190a000-0000-7000-8000-000000000001', shows: 'Last reads' },
  { name: 'keys', path: '/keys', shows: 'Laptop at the finish' },
  { name: 'new key', path: '/keys', act: click('New timing key'), shows: 'Where the key is used' },
  { name: 'unknown address', path: '/nowhere', shows: 'There is nothing at this address' },
];

walkStates('the console', STATES, LIGHT_DESK);
