import type { Page } from 'playwright-core';
import { DARK_DESK, type PageState, walkStates } from './support/walkStates.ts';

/** The desks of operators and announcers in every state that they have, in both themes and three sizes. */

const FIRST = '/sessions/0190b000-0000-7000-8000-000000000001';
const QUIET = '/sessions/0190b000-0000-7000-8000-000000000002';

const PLAYLIST = '0190b000-0000-7000-8000-0000000000f1';

/** The server is gone while the page is looked at, and does not come back. */
const loseServer = (text: string) => async (page: Page) => {
  const drops: (() => void)[] = [];
  let isGone = false;
  await page.routeWebSocket(/\/live\/console/, (socket) => {
    if (isGone) return void socket.close({ code: 1011 });
    socket.connectToServer();
    drops.push(() => void socket.close({ code: 1011 }));
  });
  await page.reload();
  await page.getByText(text).first().waitFor();
  isGone = true;
  for (const drop of drops) drop();
};

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
  {
    name: 'held',
    path: FIRST,
    given: (data) => {
      data.held = true;
    },
    shows: 'Resume',
  },
  {
    name: 'several at once',
    path: FIRST,
    given: (data) => {
      data.program.crowd = true;
    },
    shows: 'Several on air',
  },
  {
    name: 'an older version of a design is on air',
    path: FIRST,
    given: (data) => {
      data.program.program.template = { id: data.library.templates[0]?.id ?? '', version: 1 };
    },
    shows: 'version 2 is published',
  },
  {
    name: 'an order that fails',
    path: FIRST,
    given: (data) => {
      data.failing = [`POST /api${FIRST}/command`];
    },
    act: press(/^Next/),
    shows: /Something went wrong on our side/,
  },
  {
    name: 'without a connection',
    path: FIRST,
    act: loseServer('only you see it'),
    shows: /No connection to the server/,
  },
  {
    name: 'for somebody who only looks',
    path: FIRST,
    given: (data) => {
      data.me.permissions = ['displays.view', 'templates.view', 'timing.view'];
    },
    shows: 'On air',
  },
  {
    name: 'a screen with an older design',
    path: FIRST,
    act: press(/Expo hall/),
    shows: /It still shows the design from before/,
  },
  {
    name: 'a playlist to change',
    path: FIRST,
    given: (data) => {
      data.program.program.playlistId = PLAYLIST;
    },
    act: press(/^Change the playlist/),
    shows: 'Delete the playlist',
  },
  {
    name: 'playlists that do not come',
    path: FIRST,
    given: (data) => {
      data.failing = ['/api/playlists'];
    },
    shows: /Could not load the playlists/,
  },
  {
    name: 'notes that do not come',
    path: FIRST,
    given: (data) => {
      data.failing = ['/notes'];
    },
    act: async (page) => {
      await press(/^Actions for/)(page);
      await page.getByRole('menuitem', { name: 'VIP and notes' }).click();
    },
    shows: /Could not load the notes/,
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
  {
    name: 'rename',
    path: FIRST,
    act: (page) => fromMenu(page, 'Rename'),
    shows: 'Rename the display session',
  },
  { name: 'save as a preset', path: FIRST, act: (page) => fromMenu(page, 'Save as preset'), shows: 'Save' },
  {
    name: 'all that are archived',
    path: '/sessions?archived=true',
    given: (data) => {
      for (const row of data.sessions) row.archived = true;
    },
    shows: 'Finish line, main screen',
  },
  {
    name: 'display sessions that do not come',
    path: '/sessions',
    given: (data) => {
      data.failing = ['/api/sessions'];
    },
    shows: /Could not load/,
  },
  { name: 'pair, the page', path: '/pair#KWH7M1', shows: 'Display to show' },
  { name: 'none found', path: '/sessions?search=zzz', shows: 'None of the display sessions fits' },
  { name: 'announcer', path: `${FIRST}/announcer`, shows: 'On the way' },
  {
    name: 'announcer without a connection',
    path: `${FIRST}/announcer`,
    act: loseServer('On the way'),
    shows: /No connection to the server/,
  },
  {
    name: 'announcer has called some',
    path: `${FIRST}/announcer`,
    given: (data) => {
      data.program.called = [40, 39, 38];
    },
    shows: '15 to call',
  },
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
