import type { Page } from 'playwright-core';
import { DARK_DESK, type PageState, walkStates } from './support/walkStates.ts';

/** The desks of operators and announcers in every state that they have, in both themes and three sizes. */

const FIRST = '/sessions/0190b000-0000-7000-8000-000000000001';
const QUIET = '/sessions/0190b000-0000-7000-8000-000000000002';

const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

async function fromMenu(page: Page, name: string): Promise<void> {
  await press(/More actions/)(page);
  await page.getByRole('menuitem', { name }).click();
}

const STATES: PageState[] = [
  { name: 'desk', path: FIRST, shows: 'only you see it' },
  { name: 'desk without a stream', path: QUIET, shows: 'No screen is connected' },
  {
    name: 'message on air',
    path: FIRST,
    given: (data) => {
      data.program.program.message = 'Course closes at 14:30';
    },
    shows: 'Take the message off',
  },
  {
    name: 'black',
    path: FIRST,
    given: (data) => {
      data.program.program.blackout = true;
    },
    shows: 'All screens are black.',
  },
  {
    name: 'put to rest',
    path: FIRST,
    given: (data) => {
      data.program.program.resting = true;
    },
    shows: 'Put to rest',
  },
  {
    name: 'somebody was first',
    path: FIRST,
    given: (data) => {
      data.program.overtaken = true;
    },
    act: async (page) => {
      await page.getByLabel('Message on all screens').fill('Awards at noon');
      await press('Take')(page);
    },
    shows: /Somebody else was first/,
  },
  { name: 'a screen', path: FIRST, act: press(/Tower left/), shows: 'Message on this screen alone' },
  { name: 'pair a TV', path: FIRST, act: press('Pair a TV'), shows: 'Code on the TV' },
  {
    name: 'wrong code',
    path: FIRST,
    act: async (page) => {
      await press('Pair a TV')(page);
      await page.getByLabel('Code on the TV').fill('ABCDEF');
      await page.getByRole('dialog').getByRole('button', { name: 'Pair' }).click();
    },
    shows: 'No TV shows this code.',
  },
  {
    name: 'a new playlist',
    path: FIRST,
    act: (page) => page.getByRole('button', { name: 'New', exact: true }).click(),
    shows: 'Add a design',
  },
  {
    name: 'a playlist that runs',
    path: FIRST,
    given: (data) => {
      data.program.program.playlistId = data.program.playlists[0]?.id ?? null;
    },
    shows: /“Morning to awards” runs, item 1/,
  },
  {
    name: 'no playlist',
    path: FIRST,
    given: (data) => {
      data.program.playlists = [];
    },
    shows: 'A playlist turns through designs by itself',
  },
  {
    name: 'notes about a runner',
    path: FIRST,
    act: async (page) => {
      await press(/^Actions for/)(page);
      await page.getByRole('menuitem', { name: 'VIP and notes' }).click();
    },
    shows: 'How the name is said',
  },
  {
    name: 'the keys',
    path: FIRST,
    act: async (page) => {
      await page.getByText('only you see it').waitFor();
      await page.keyboard.press('?');
    },
    shows: 'All screens rest, and back',
  },
  { name: 'analytics', path: FIRST, act: (page) => fromMenu(page, 'Analytics'), shows: 'Harbour Bakery' },
  {
    name: 'analytics as a table',
    path: FIRST,
    act: async (page) => {
      await fromMenu(page, 'Analytics');
      await page.getByText('Table', { exact: true }).click();
    },
    shows: 'p99 ms',
  },
  {
    name: 'no analytics yet',
    path: FIRST,
    given: (data) => {
      data.program.analytics = { ...data.program.analytics, minutes: [] };
    },
    act: (page) => fromMenu(page, 'Analytics'),
    shows: 'Nothing to tell yet',
  },
  { name: 'duplicate', path: FIRST, act: (page) => fromMenu(page, 'Duplicate'), shows: 'are copied' },
  { name: 'archive', path: FIRST, act: (page) => fromMenu(page, 'Archive'), shows: 'its links end' },
  { name: 'none found', path: '/sessions?search=zzz', shows: 'None of the display sessions fits' },
  { name: 'announcer', path: `${FIRST}/announcer`, shows: 'On the way' },
  {
    name: 'announcer before anybody came',
    path: `${QUIET}/announcer`,
    shows: 'Nobody has come yet.',
  },
  {
    name: 'announcer looks somebody up',
    path: `${FIRST}/announcer`,
    act: (page) => page.getByLabel('Find a runner').fill('fitz'),
    shows: 'Runs for the children’s hospital',
  },
  {
    name: 'announcer finds nobody',
    path: `${FIRST}/announcer`,
    act: (page) => page.getByLabel('Find a runner').fill('qqq'),
    shows: 'Nobody is found for “qqq”',
  },
  {
    name: 'announcer without the start list',
    path: `${FIRST}/announcer`,
    given: (data) => {
      data.failing = ['/entries'];
    },
    act: (page) => page.getByLabel('Find a runner').fill('fitz'),
    shows: /Could not load the start list/,
  },
];

walkStates('the desks', STATES, DARK_DESK);
