import type { Card } from '@project88/core/displays/screen/card.ts';
import { applyOps, type ScreenOp, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { announcerList } from '@project88/core/displays/templates/announcerList.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { cardOf, screenOf } from '../../../../test/support/screens.ts';
import type { Motion } from './motion.ts';
import { createStage, type Stage, type StageOptions } from './stage.ts';

const measure = (text: string): number => text.length * 10;
const OPTIONS: StageOptions = {
  measure,
  widthPx: 1920,
  heightPx: 1080,
  assetUrl: (id, widthPx) => `/pictures/${id}?width=${widthPx}`,
};
const runner = cardOf(7, { bib: '107', firstName: 'Eleni', lastName: 'Marinou', gunTimeMs: 5_400_001 });
const airing = (card: Card): ScreenOp => ({ op: 'air', card, sinceMs: instantMs(0) });

let host: HTMLElement;
let stage: Stage;

beforeEach(() => {
  host = document.createElement('main');
  stage = createStage(host, OPTIONS);
});

const block = (id: string): HTMLElement => {
  const found = host.querySelector<HTMLElement>(`[data-block="${id}"]`);
  if (found === null) throw new Error(`no block ${id}`);
  return found;
};
const textOf = (id: string): string => block(id).textContent ?? '';
const rowsOf = (id: string): HTMLElement[] => [...block(id).children] as HTMLElement[];
const shownRows = (id: string): string[] =>
  rowsOf(id)
    .filter((row) => !row.hidden)
    .sort((a, b) => heightOf(a) - heightOf(b))
    .map((row) => row.querySelector('.text')?.textContent ?? '');
const heightOf = (row: HTMLElement): number => Number(/\(([\d.]+)px/.exec(row.style.transform)?.[1] ?? 0);

function recordingMotion() {
  const calls: string[] = [];
  const motion: Motion = {
    enter: () => calls.push('enter'),
    leave: (_element, _motions, done) => {
      calls.push('leave');
      done();
      return () => {};
    },
    update: () => calls.push('update'),
    move: () => calls.push('move'),
    arrive: () => calls.push('arrive'),
    fade: () => calls.push('fade'),
  };
  return { calls, motion };
}

describe('createStage', () => {
  it('rests until a card comes on air, and rests again', () => {
    stage.render(screenOf());
    expect(block('rest-clock').hidden).toBe(false);
    expect(block('panel').hidden).toBe(true);
    stage.render(applyOps(screenOf(), [airing(runner)]));
    expect(block('rest-clock').hidden).toBe(true);
    expect([textOf('bib'), textOf('first-name'), textOf('last-name')]).toEqual(['107', 'ELENI', 'MARINOU']);
    expect(textOf('gun')).toBe('1:30:01');
    stage.render(screenOf());
    expect(block('panel').hidden).toBe(true);
  });

  it('hides a label without its value', () => {
    stage.render(applyOps(screenOf(), [airing(runner)]));
    expect(block('gun-label').hidden).toBe(false);
    expect(block('chip-label').hidden).toBe(true);
  });

  it('shows an unknown bib as a bib and never as a person', () => {
    const stray = cardOf(8, { known: false, bib: '999', firstName: 'Nobody', lastName: 'Here' });
    stage.render(applyOps(screenOf(), [airing(stray)]));
    expect(textOf('bib')).toBe('999');
    expect(textOf('last-name')).toBe('BIB 999');
    expect(host.textContent).not.toMatch(/nobody|here/i);
  });

  it('treats names as text, whatever they contain', () => {
    const card = cardOf(9, { lastName: '<img src=x onerror=alert(1)>' });
    stage.render(applyOps(screenOf(), [airing(card)]));
    expect(host.querySelector('img')).toBeNull();
    expect(textOf('last-name')).toContain('<IMG');
  });

  it('has one scale for everything and takes the layout nearest to the screen', () => {
    stage.render(screenOf());
    const canvas = host.querySelector<HTMLElement>('.canvas');
    expect(canvas?.style.transform).toBe('translate(0px, 0px) scale(1)');
    stage.resize(3840, 2160);
    expect(canvas?.style.transform).toBe('translate(0px, 0px) scale(2)');
    stage.resize(1024, 768);
    expect(canvas?.style.transform).toBe(`translate(0px, 96px) scale(${1024 / 1920})`);
    stage.resize(540, 960);
    expect(canvas?.style.width).toBe('1080px');
    expect(canvas?.style.transform).toBe('translate(0px, 0px) scale(0.5)');
  });

  it('draws another template when the state brings one', () => {
    stage.render(screenOf());
    stage.render(applyOps(screenOf(), [{ op: 'template', template: announcerList }]));
    expect(textOf('nobody-yet')).toBe('Ready for the first runner');
    expect(host.querySelector('[data-block="panel"]')).toBeNull();
  });

  it('shows clocks and the age of the data by the time it is told', () => {
    const gunAtMs = instantMs(1_000_000);
    stage.render({ ...screenOf(), status: { ...screenOf().status, gunAtMs } });
    stage.tick(instantMs(1_061_500), null);
    expect(textOf('rest-clock')).toBe('0:01:01');
    expect(textOf('built-in-data-age')).toBe('');
    stage.tick(instantMs(1_062_500), 7_300);
    expect(textOf('built-in-data-age')).toBe('Data 7 s old');
  });

  it('is the same after any path to a state', () => {
    const ops: ScreenOp[] = Array.from({ length: 30 }, (_, id) => ({ op: 'card', card: cardOf(id) }));
    let state: ScreenState = screenOf();
    for (const each of [...ops, airing(cardOf(29))]) {
      state = applyOps(state, [each]);
      stage.render(state);
    }
    const other = document.createElement('main');
    createStage(other, OPTIONS).render(state);
    const texts = (root: HTMLElement) =>
      [
        ...root.querySelectorAll(
          '[data-block]:not([hidden]):not([data-block=finishers]):not([data-block=rest-finishers])',
        ),
      ].map((each) => each.outerHTML);
    expect(texts(host)).toEqual(texts(other));
    expect(shownRows('finishers')).toEqual(['29', '28', '27', '26', '25', '24', '23', '22']);
  });
});

describe('the list', () => {
  const onAir = { card: runner, sinceMs: instantMs(0) };
  const withCards = (...ids: number[]) => screenOf({ onAir, recent: ids.map((id) => cardOf(id)) });

  it('reuses its rows and keeps a card in its row', () => {
    stage.render(withCards(2, 1));
    const rows = rowsOf('finishers');
    const rowOfTwo = rows.find((row) => row.textContent?.startsWith('2'));
    stage.render(withCards(3, 2, 1));
    expect(rowsOf('finishers')).toEqual(rows);
    expect(rowOfTwo?.textContent?.startsWith('2')).toBe(true);
    expect(shownRows('finishers')).toEqual(['3', '2', '1']);
  });

  it('empties rows whose cards are gone', () => {
    stage.render(withCards(2, 1));
    stage.render(withCards());
    expect(shownRows('finishers')).toEqual([]);
  });

  it('changes a card in place', () => {
    stage.render(withCards(2, 1));
    const recent = [cardOf(2, { firstName: 'Ana', lastName: 'Ray' }), cardOf(1)];
    stage.render(screenOf({ onAir, recent }));
    expect(block('finishers').textContent).toContain('Ana Ray');
  });

  it('moves for a single arrival, but not in a crowd and not at first', () => {
    const { calls, motion } = recordingMotion();
    stage.render(withCards(2, 1), motion);
    expect(calls).toEqual([]);
    stage.render(withCards(3, 2, 1), motion);
    expect(calls).toEqual(['arrive', 'fade', 'move', 'move']);
    calls.length = 0;
    stage.render(withCards(7, 6, 5, 4, 3, 2, 1), motion);
    expect(calls).toEqual([]);
  });
});
