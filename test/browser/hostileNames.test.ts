import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Scene, scene } from '../../tools/gallery/states.ts';
import { launchChromium } from '../support/chromium.ts';
import { ScreenServer } from './support/screenServer.ts';

/** What people and programs write into the fields of a roster. */
const HOSTILE: Record<string, string> = {
  markup: '<img src=x onerror=alert(1)><script>alert(2)</script>"><b>x</b>',
  'two hundred letters': 'W'.repeat(200),
  'many words': 'Wolfgang '.repeat(40),
  'from right to left': 'محمد بن عبد الرحمن الفارسي שלום עולם',
  'turned round': '\u202eelgnaD\u2066\u202b',
  emoji: '👩‍👩‍👧‍👦🏃🏽‍♀️🇬🇷'.repeat(12),
  'nothing to see': '\u200b\u200d\ufeff\u2060\u00ad\u0000',
  'towers of accents': `Z${'\u0301\u0316'.repeat(80)}algo${'\u0489'.repeat(40)}`,
  'broken lines': 'a\nb\r\nc\td\u2028e',
  'half a letter': '\ud83d\ude00\ud83d Ana \udc00',
};
const SCENES: Scene[] = ['resting', 'active', 'grid', 'ticker', 'message'];

let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

function spoilt(state: ScreenState, value: string): ScreenState {
  const spoil = (card: Card): Card => ({
    ...card,
    bib: value,
    firstName: value,
    lastName: value,
    city: value,
    club: value,
    race: value,
    division: value,
    note: value,
    splits: card.splits.map((split) => ({ ...split, name: value })),
  });
  return {
    ...state,
    session: { ...state.session, name: value },
    recent: state.recent.map(spoil),
    onAir: state.onAir && { ...state.onAir, card: spoil(state.onAir.card) },
    crowd: state.crowd && {
      ...state.crowd,
      slots: state.crowd.slots.map((slot) => slot && { ...slot, card: spoil(slot.card) }),
    },
    boards: Object.fromEntries(Object.entries(state.boards).map(([key, rows]) => [key, rows.map(spoil)])),
    approaching: state.approaching.map(({ card, etaAtMs }) => ({ card: spoil(card), etaAtMs })),
    program: {
      ...state.program,
      message: state.program.message && { ...state.program.message, text: value },
    },
  };
}

/** Texts that are seen beyond their box: lines that are wider or taller than it and not cut at its edge. */
function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.canvas .text')].flatMap((box) => {
      const line = box.firstElementChild;
      const place = box.getBoundingClientRect();
      if (line === null || place.width === 0 || line.classList.contains('running')) return [];
      const { width, height } = line.getBoundingClientRect();
      const scale = place.width / box.offsetWidth;
      const slack = Number.parseFloat(getComputedStyle(line).fontSize) * scale * 0.2 + 1;
      const isCut = getComputedStyle(box).overflow === 'clip';
      const fits = width <= place.width + slack && height <= place.height + 2 * slack;
      return isCut && fits
        ? []
        : [`${box.dataset.block ?? 'cell'}: ${width} × ${height}, ${line.textContent?.slice(0, 30)}`];
    }),
  );
}

describe.each(Object.entries<TemplateDocument>(BUILT_IN_TEMPLATES))('%s', (_id, template) => {
  it('bears every name, and takes none for markup', async () => {
    const server = await ScreenServer.open(scene(template, 'resting', Date.now()));
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, reducedMotion: 'reduce' });
    const complaints: string[] = [];
    page.on('dialog', (dialog) => complaints.push(dialog.message()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(server.url);
    const known = await page.locator('*').evaluateAll((all) => [...new Set(all.map((each) => each.tagName))]);
    for (const [kind, value] of Object.entries(HOSTILE)) {
      for (const name of SCENES) {
        const state = spoilt(scene(template, name, Date.now()), value);
        server.show({ ...state, session: { ...state.session, name: `${value} ${kind} ${name}` } });
        await page.waitForFunction((end) => document.title.endsWith(end), `${kind} ${name}`);
        expect(await stickingOut(page), `${kind}, ${name}`).toEqual([]);
      }
    }
    const tags = await page.locator('*').evaluateAll((all) => [...new Set(all.map((each) => each.tagName))]);
    expect(tags.filter((tag) => !known.includes(tag) && !['DIV', 'SPAN'].includes(tag))).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
    await server.close();
  });
});
