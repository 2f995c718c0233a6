import type { Block } from '@project88/core/displays/document/blocks.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type ConsolePage, openConsole } from './support/consolePage.ts';
import { type FixtureServer, startFixtureServer } from './support/fixtureServer.ts';

/** What the panels around the canvas do, with the pointer and with the keyboard alone. */

const PATH = '/builder/0190b000-0000-7000-8000-00000000d001';

let browser: Browser;
let server: FixtureServer;
let open: ConsolePage | null = null;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());
afterEach(async () => {
  await open?.close();
  await server?.close();
  open = null;
});

async function builder(blocks?: Block[], options: Parameters<typeof openConsole>[2] = {}): Promise<Page> {
  server = await startFixtureServer();
  const [template] = server.data.library.templates;
  if (template === undefined) throw new Error('the fixture has no template');
  const like = template.draft;
  if (blocks !== undefined)
    template.draft = { ...like, layouts: like.layouts.map((layout) => ({ ...layout, blocks })) };
  open = await openConsole(browser, server.url, options);
  await open.page.goto(PATH);
  await open.page.getByRole('listbox', { name: 'Blocks on the canvas' }).waitFor();
  return open.page;
}

/** What the element with the focus is called. */
const FOCUSED = `(() => {
  const { activeElement: on } = document;
  return on?.getAttribute('aria-label') ?? on?.labels?.[0]?.textContent ?? on?.textContent;
})()`;

function savedBlocks(): Block[] {
  return server.data.library.templates[0]?.draft.layouts[0]?.blocks ?? [];
}

const shape = (id: string, x: number): Block => ({
  kind: 'shape',
  id,
  name: id,
  fill: '#e5484d',
  box: { x, y: 200, width: 300, height: 200 },
});
const SHAPES = [shape('one', 100), shape('two', 600), shape('three', 1_100)];
const layers = (page: Page) => page.getByRole('region', { name: 'Layers' });
const properties = (page: Page) => page.getByRole('region', { name: 'Properties' });

describe('with the keyboard alone', () => {
  it('a block is inserted, moved, given other words and published', async () => {
    const page = await builder([]);
    const press = async (...keys: string[]) => {
      for (const key of keys) await page.keyboard.press(key);
    };
    // Tab by tab from the top of the page, as somebody without a mouse does.
    const goTo = async (name: string) => {
      for (let tab = 0; tab < 120; tab += 1) {
        await press('Tab');
        const focused = await page.evaluate(FOCUSED);
        if (focused === name) return;
      }
      throw new Error(`the Tab key never came to ${name}`);
    };
    await goTo('Bib');
    await press('Enter');
    await vi.waitFor(() => expect(savedBlocks()).toHaveLength(1));
    const [before] = savedBlocks();
    await goTo('Left');
    await page.keyboard.type('120');
    await vi.waitFor(() => expect(savedBlocks()[0]?.box.x).toBe(120));
    expect(savedBlocks()[0]?.box.y).toBe(before?.box.y);
    await goTo('Words at the end');
    await page.keyboard.type(' is here');
    await vi.waitFor(() =>
      expect(savedBlocks()[0]).toMatchObject({ segments: [{ field: 'bib' }, { text: ' is here' }] }),
    );
    await page.getByRole('button', { name: 'Publish' }).focus();
    await press('Enter');
    await page.getByLabel('What has changed').waitFor();
    await page.keyboard.type('A bib');
    await press('Enter');
    await page.getByText('Version 3 is on the screens.').waitFor();
    expect(server.requests.some((call) => call.endsWith('/publish'))).toBe(true);
  });

  it('layers change their order, their name and the selection', async () => {
    const page = await builder(SHAPES);
    const layer = (name: string) => layers(page).getByRole('button', { name, exact: true });
    await layer('one').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await vi.waitFor(() => expect(savedBlocks().map(({ id }) => id)).toEqual(['two', 'one', 'three']));
    await page.keyboard.press('F2');
    await page.keyboard.type('Ground');
    await page.keyboard.press('Enter');
    await vi.waitFor(() => expect(savedBlocks()[1]?.name).toBe('Ground'));
    await layer('three').focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate('document.activeElement?.textContent')).toBe('Ground');
    await layer('two').click();
    await layer('three').click({ modifiers: ['Shift'] });
    await properties(page).getByRole('heading', { name: '2 blocks' }).waitFor();
  });
});

describe('the palette', () => {
  it('what is dragged from it lands under the pointer', async () => {
    const page = await builder([]);
    const canvas = page.getByTestId('canvas');
    await page
      .getByRole('button', { name: 'Shape', exact: true })
      .dragTo(canvas, { targetPosition: { x: 120, y: 160 } });
    await vi.waitFor(() => expect(savedBlocks()).toHaveLength(1));
    const area = await canvas.boundingBox();
    const drawn = await page.locator('.stage [data-block]').first().boundingBox();
    if (area === null || drawn === null) throw new Error('nothing is drawn');
    expect(Math.abs(drawn.x + drawn.width / 2 - area.x - 120)).toBeLessThanOrEqual(1);
    expect(Math.abs(drawn.y + drawn.height / 2 - area.y - 160)).toBeLessThanOrEqual(1);
  });

  it('an empty canvas begins with bib, name and time', async () => {
    const page = await builder([]);
    await page.getByRole('button', { name: 'Start with bib, name and time' }).click();
    await vi.waitFor(() => expect(savedBlocks()).toHaveLength(3));
    await page.getByText('An empty screen').waitFor({ state: 'detached' });
  });

  it('a message block brings the canvas to the mode in which it is seen', async () => {
    const page = await builder([]);
    await page.getByRole('button', { name: 'Message', exact: true }).click();
    expect(await page.getByRole('radio', { name: 'Message' }).isChecked()).toBe(true);
  });
});

describe('layers', () => {
  it('are dragged to another place', async () => {
    const page = await builder(SHAPES);
    const row = (name: string) => layers(page).getByRole('listitem').filter({ hasText: name });
    await row('three').dragTo(row('one'), { targetPosition: { x: 40, y: 28 } });
    await vi.waitFor(() => expect(savedBlocks().map(({ id }) => id)).toEqual(['three', 'one', 'two']));
  });
});

describe('properties', () => {
  const text: Block = {
    kind: 'text',
    id: 'words',
    box: { x: 300, y: 300, width: 900, height: 160 },
    style: {
      font: 'condensed',
      sizePx: 100,
      weight: 700,
      colour: '#ffffff',
      align: 'left',
      valign: 'middle',
    },
    segments: [{ text: 'Words' }],
    fit: { mode: 'shrink', minScale: 0.5 },
  };

  async function selected(block: Block): Promise<Page> {
    const page = await builder([block]);
    await page.getByRole('option').dispatchEvent('click');
    return page;
  }

  it('a field that is typed in braces becomes one, and keeps how it is written', async () => {
    const page = await selected(text);
    await page.getByRole('textbox', { name: 'Words', exact: true }).fill('No. {placeOverall}');
    await properties(page).getByRole('button', { name: 'Place overall' }).click();
    await page.getByRole('dialog').getByLabel('After it').fill(' overall');
    await page.keyboard.press('Escape');
    await vi.waitFor(() =>
      expect(savedBlocks()[0]).toMatchObject({
        segments: [{ text: 'No. ' }, { field: 'placeOverall', after: ' overall' }],
      }),
    );
  });

  it('a number is put on its bound only when it is left, so it can be typed', async () => {
    const page = await selected(text);
    await page.keyboard.press('Escape');
    const width = page.getByLabel('Canvas width');
    await width.fill('1280');
    await vi.waitFor(() =>
      expect(server.data.library.templates[0]?.draft.layouts[0]?.canvas.widthPx).toBe(1280),
    );
    await width.fill('3');
    await width.blur();
    await vi.waitFor(() =>
      expect(server.data.library.templates[0]?.draft.layouts[0]?.canvas.widthPx).toBe(16),
    );
  });

  it('another place in one mode leaves the others where they were', async () => {
    const page = await selected(text);
    await page.getByRole('radio', { name: 'Resting' }).check({ force: true });
    await page.getByRole('switch', { name: /Another place/ }).check({ force: true });
    await page.getByLabel('Left', { exact: true }).fill('40');
    await vi.waitFor(() =>
      expect(savedBlocks()[0]).toMatchObject({ box: { x: 300 }, inMode: { resting: { box: { x: 40 } } } }),
    );
  });

  it('a theme changes every colour that has a name', async () => {
    const page = await builder();
    const ground = () => server.data.library.templates[0]?.draft.theme.colours.ground;
    const before = ground();
    await page.getByRole('button', { name: 'Paper', exact: true }).click();
    await vi.waitFor(() => expect(ground()).not.toBe(before));
  });
});

it('an old version is taken back into the draft as one step', async () => {
  const page = await builder();
  server.data.library.published = BUILT_IN_TEMPLATES.awards;
  await page.getByRole('button', { name: 'History' }).click();
  await page.getByRole('button', { name: /Version 2/ }).click();
  await page.getByRole('button', { name: 'Take version 2 back into the draft' }).click();
  await vi.waitFor(() =>
    expect(savedBlocks()).toHaveLength(BUILT_IN_TEMPLATES.awards.layouts[0]?.blocks.length ?? 0),
  );
  await page.getByRole('button', { name: 'Undo: Back to version 2' }).click();
  await vi.waitFor(() => expect(savedBlocks()).not.toHaveLength(0));
});

it('the tour goes through six steps once, and can be taken again', async () => {
  const page = await builder(undefined, { firstVisit: true });
  await page.getByRole('button', { name: 'Show me around' }).click();
  for (let step = 1; step < 6; step += 1) await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('6 of 6').waitFor();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.reload();
  await page.getByRole('listbox', { name: 'Blocks on the canvas' }).waitFor();
  expect(await page.getByText('New here?').count()).toBe(0);
  await page.getByRole('button', { name: /^Help/ }).click();
  await page.getByRole('button', { name: 'Take the one-minute tour' }).click();
  await page.getByText('1 of 6').waitFor();
});
