import { describe, expect, it } from 'vitest';
import type { BoardQuery, ListBlock } from '../document/blocks.ts';
import { finishHero } from '../templates/finishHero.ts';
import { boardQueries, leaderboard, type Ranked } from './leaderboard.ts';

const all: BoardQuery = { race: '', sex: '', division: '', by: 'overall', most: 10 };

function runner(
  name: string,
  place: number | null,
  given: Partial<Omit<Ranked, 'result'> & Ranked['result']> = {},
): Ranked & { name: string } {
  const { race = '10 km', sex = 'F', division = 'F30', status = 'finished', gunTimeMs = null } = given;
  const places = { overall: place, sex: null, division: null };
  return { name, race, sex, division, result: { status, gunTimeMs, chipTimeMs: null, places } };
}
const names = (rows: { name: string }[]) => rows.map(({ name }) => name).join(' ');

describe('a leaderboard', () => {
  it('is in the order of the places, equal places by time, and no longer than asked', () => {
    const field = [runner('c', 2, { gunTimeMs: 30 }), runner('b', 2, { gunTimeMs: 20 }), runner('a', 1)];
    expect(names(leaderboard(field, all))).toBe('a b c');
    expect(names(leaderboard(field, { ...all, most: 2 }))).toBe('a b');
  });

  it('holds only the group, whatever the case of its name', () => {
    const field = [runner('a', 1), runner('b', 2, { sex: 'M' }), runner('c', 3, { division: ' f30 ' })];
    expect(names(leaderboard(field, { ...all, sex: 'f' }))).toBe('a c');
    expect(names(leaderboard(field, { ...all, division: 'F30', race: '10 KM' }))).toBe('a b c');
    expect(leaderboard(field, { ...all, race: 'Half' })).toEqual([]);
  });

  it('goes by time where nobody has a place, and leaves out who is out of the race', () => {
    const field = [
      runner('slow', null, { gunTimeMs: 9_000 }),
      runner('fast', null, { gunTimeMs: 8_000 }),
      runner('running', null, { gunTimeMs: 100, status: 'on-course' }),
      runner('untimed', null),
    ];
    expect(names(leaderboard(field, all))).toBe('fast slow');
    const out = [runner('dq', 1, { status: 'disqualified' }), runner('dnf', 2, { status: 'did-not-finish' })];
    expect(leaderboard(out, all)).toEqual([]);
  });

  it('is asked for once, however often a template shows it', () => {
    const list = finishHero.layouts[0]?.blocks.find((block) => block.kind === 'list') as ListBlock;
    const layouts = finishHero.layouts.map((layout, index) => ({
      ...layout,
      blocks: [
        { ...list, source: 'leaderboard' as const, board: all },
        { ...list, source: 'leaderboard' as const, board: { ...all, most: 3 + index } },
      ],
    }));
    expect([...boardQueries({ ...finishHero, layouts }).values()].map(({ most }) => most)).toEqual([
      10, 3, 4,
    ]);
    expect(boardQueries(finishHero).size).toBe(0);
  });
});
