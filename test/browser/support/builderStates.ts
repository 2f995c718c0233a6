import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { newBlock } from '@project88/core/displays/edit/newBlock.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { ledStrip } from '@project88/core/displays/templates/ledStrip.ts';
import type { Page } from 'playwright-core';
import type { FixtureData } from './fixtureServer.ts';
import type { PageState } from './walkStates.ts';

/** The builder in every state that it has. */

const PATH = '/builder/0190b000-0000-7000-8000-00000000d001';
const PICTURE = '0190b000-0000-7000-8000-00000000e001';
const KINDS = [
  'text',
  'list',
  'clock',
  'image',
  'shape',
  'message',
  'sponsor',
  'ticker',
  'status',
  'qr',
] as const;

function given(change: (document: TemplateDocument) => TemplateDocument, more?: (data: FixtureData) => void) {
  return (data: FixtureData): void => {
    const [template] = data.library.templates;
    if (template !== undefined) template.draft = change(template.draft);
    more?.(data);
  };
}

const withBlocks = (blocks: readonly Block[]) => (document: TemplateDocument) => ({
  ...document,
  layouts: document.layouts.map((layout) => ({ ...layout, blocks: [...blocks] })),
});

/** One block of every kind, in rows that do not hide each other. */
function everyKind(): Block[] {
  const [layout] = BUILT_IN_TEMPLATES['finish-hero'].layouts;
  if (layout === undefined) throw new Error('the built-in template has no layout');
  return KINDS.map((kind, at) => {
    const middle = { x: 240 + (at % 5) * 360, y: at < 5 ? 300 : 780 };
    const block = newBlock(kind, kind, layout.canvas, middle);
    const { modes: _modes, ...shown } = block;
    const box = { x: middle.x - 160, y: middle.y - 140, width: 320, height: 280 };
    const more =
      kind === 'sponsor' ? { items: [{ asset: PICTURE, name: 'Quay Bikes', dwellMs: 8_000 }] } : {};
    return { ...shown, box, name: `The ${kind}`, ...more } as Block;
  });
}

/** Open a side of the canvas where it is closed at first. */
async function openSide(page: Page, name: 'Properties' | 'Add and layers'): Promise<void> {
  await page.locator('[data-block-id], [data-focus-target]').first().waitFor({ state: 'attached' });
  const button = page
    .getByRole('button', { name: new RegExp(name, 'i') })
    .and(page.locator('[aria-pressed]'));
  for (const each of await button.all()) {
    if ((await each.isVisible()) && (await each.getAttribute('aria-pressed')) === 'false') await each.click();
  }
}

/** What a screen reader presses: it works in every size. */
async function select(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) await page.getByRole('option', { name }).dispatchEvent('click');
  await openSide(page, 'Properties');
}

const selecting = (name: string) => (page: Page) => select(page, name);
const open = (section: string) => async (page: Page) => {
  await openSide(page, 'Properties');
  const head = page.getByRole('button', { name: section, exact: true });
  if ((await head.getAttribute('aria-expanded')) === 'false') await head.click();
  await head.scrollIntoViewIfNeeded();
};
const press = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();

const OF_KINDS: PageState[] = KINDS.map((kind) => ({
  name: `one block selected: ${kind}`,
  path: PATH,
  given: given(withBlocks(everyKind())),
  act: selecting(`The ${kind}`),
  shows: 'Position and size',
}));

const CANVAS: PageState[] = [
  {
    name: 'pictures to pick',
    path: PATH,
    given: given(withBlocks(everyKind())),
    act: async (page) => {
      await select(page, 'The image');
      await page
        .getByRole('region', { name: 'Properties' })
        .getByRole('button', { name: 'Choose a picture' })
        .click();
      await page.getByRole('dialog').waitFor();
    },
    shows: 'Quay Bikes',
  },
  { name: 'the canvas', path: PATH, act: open('Size'), shows: 'On other shapes' },
  { name: 'the rules on air', path: PATH, act: open('On air'), shows: /Each finisher is on air for/ },
  {
    name: 'a wall of LED strips',
    path: PATH,
    given: given(() => ({ ...ledStrip, name: 'Gantry' })),
    act: async (page) => {
      await open('LED mapping')(page);
      const wants = page.getByRole('switch', { name: 'The wall takes pieces of the canvas' });
      if (!(await wants.isChecked())) await wants.check({ force: true });
    },
    shows: 'Cut into strips by itself',
  },
  {
    name: 'a colour',
    path: PATH,
    act: async (page) => {
      await open('Background')(page);
      await press(/^Colour:/)(page);
    },
    shows: 'Own colour',
  },
];

const TEXTS: PageState[] = [
  {
    name: 'how a field is written',
    path: PATH,
    given: given(withBlocks(everyKind())),
    act: async (page) => {
      await select(page, 'The ticker');
      await page.getByRole('region', { name: 'Properties' }).getByRole('button', { name: 'Name' }).click();
    },
    shows: 'Still empty: say',
  },
  {
    name: 'the fields of a runner',
    path: PATH,
    given: given(withBlocks(everyKind())),
    act: async (page) => {
      await select(page, 'The text');
      await press('Add a field')(page);
      await page.getByRole('menuitem', { name: 'Place in division' }).waitFor();
    },
    shows: 'Result',
  },
  {
    name: 'motion, and another place in a mode',
    path: PATH,
    given: given(withBlocks(everyKind())),
    act: async (page) => {
      await select(page, 'The text');
      await page.getByRole('switch', { name: /Another place/ }).check({ force: true });
      await open('Motion')(page);
    },
    shows: 'the block travels there',
  },
];

const WORK: PageState[] = [
  {
    name: 'an empty canvas',
    path: PATH,
    given: given(withBlocks([])),
    shows: 'An empty screen',
  },
  {
    name: 'a mode in which nothing is shown',
    path: PATH,
    given: given(withBlocks(everyKind().map((block) => ({ ...block, modes: ['active'] })))),
    act: (page) => page.getByRole('radio', { name: 'Resting' }).check({ force: true }),
    shows: /Nothing is shown in/,
  },
  {
    name: 'many selected',
    path: PATH,
    given: given(withBlocks(everyKind())),
    act: async (page) => {
      await page.getByRole('option', { name: 'The text' }).focus();
      await page.keyboard.press('Control+a');
      await openSide(page, 'Properties');
    },
    shows: '10 blocks',
  },
  {
    name: 'layers with a group and long names',
    path: PATH,
    given: given(
      withBlocks(
        everyKind().map((block, at) => ({
          ...block,
          ...(at > 6 && { group: 'pair' }),
          ...(at === 2 && {
            locked: true,
            name: 'The clock over the finish gate that counts from the first gun',
          }),
          ...(at === 3 && { hidden: true }),
        })),
      ),
    ),
    act: (page) => openSide(page, 'Add and layers'),
    shows: 'Group of 3',
  },
  {
    name: 'a template with a long name',
    path: PATH,
    given: given((document) => ({
      ...document,
      name: 'Finish gate of the Harbour Half Marathon, '.repeat(2),
    })),
    shows: 'Resting',
  },
  { name: 'the shortcuts', path: PATH, act: press(/^Help/), shows: 'Move by 1 pixel, with shift by 10' },
  { name: 'the tour is offered', path: PATH, firstVisit: true, shows: 'New here?' },
  {
    name: 'the tour',
    path: PATH,
    firstVisit: true,
    act: press('Show me around'),
    shows: 'Everything a screen can show',
  },
];

const SERVER: PageState[] = [
  { name: 'history', path: PATH, act: press('History'), shows: 'Larger names' },
  {
    name: 'a version of the history',
    path: PATH,
    given: (data) => {
      data.library.published = BUILT_IN_TEMPLATES.awards;
    },
    act: async (page) => {
      await press('History')(page);
      await press(/Version 2/)(page);
    },
    shows: 'Take version 2 back into the draft',
  },
  {
    name: 'nothing published yet',
    path: PATH.replace('d001', 'd002'),
    act: press('History'),
    shows: 'Nothing was published yet',
  },
  {
    name: 'history that cannot be loaded',
    path: PATH,
    given: (data) => {
      data.failing = ['/versions'];
    },
    act: press('History'),
    shows: /Could not load the versions/,
  },
  { name: 'publish', path: PATH, act: press('Publish'), shows: 'Nothing is different.' },
  {
    name: 'somebody else has saved',
    path: PATH,
    given: (data) => {
      data.library.overtaken = true;
      data.library.published = BUILT_IN_TEMPLATES.awards;
    },
    act: nudge,
    shows: 'Keep mine',
  },
  {
    name: 'a draft that the server does not take',
    path: PATH,
    given: (data) => {
      data.failing = ['/draft'];
    },
    act: nudge,
    shows: /Not saved|Offline/,
  },
  {
    name: 'no network',
    path: PATH,
    act: async (page) => {
      await page.locator('[data-block-id]').nth(2).waitFor({ state: 'attached' });
      await page.route('**/api/**', (route) => route.abort('connectionfailed'));
      await nudge(page);
    },
    shows: /kept on this device/,
  },
  {
    name: 'a template that cannot be loaded',
    path: PATH,
    given: (data) => {
      data.failing = ['/api/templates/'];
    },
    shows: /Could not load the template/,
  },
  {
    name: 'only to look at',
    path: PATH,
    given: (data) => {
      data.me.permissions = data.me.permissions.filter((each) => each !== 'templates.edit');
    },
    act: async (page) => {
      await page.locator('[data-block-id]').first().dispatchEvent('click');
      await openSide(page, 'Properties');
    },
    shows: 'Only to look at',
  },
];

/** Change something, so that there is something to save. */
async function nudge(page: Page): Promise<void> {
  await page.locator('[data-block-id]').nth(2).dispatchEvent('click');
  await page.locator('[data-block-id][aria-selected="true"]').first().focus();
  await page.keyboard.press('ArrowRight');
}

export const BUILDER_STATES: readonly PageState[] = [...WORK, ...OF_KINDS, ...TEXTS, ...CANVAS, ...SERVER];
