import type { ResultEntryView, RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { type AsTenant, makeDisplaySession, makeTenant } from '../../../test/support/tenants.ts';
import { getDisplaySession } from './displaySessions.ts';
import { countRoster, listRoster, loadRoster, writeRoster } from './rosterEntries.ts';
import { countResults, listResults, loadResults, writeResults } from './sessionResults.ts';

let test: TestDatabase;
let asAcme: AsTenant;
let asBeta: AsTenant;
let id: DisplaySessionId;

beforeAll(async () => {
  test = await createTestDatabase();
  asAcme = await makeTenant(test.database, 'Acme Timing');
  asBeta = await makeTenant(test.database, 'Beta Timing');
});
beforeEach(async () => {
  id = await makeDisplaySession(asAcme);
});
afterAll(() => test.close());

async function* batchesOf<T>(...batches: T[][]): AsyncGenerator<T[]> {
  yield* batches;
}

function entry(bib: string, changes: Partial<RosterEntryView> = {}): RosterEntryView {
  const empty = {
    sex: '',
    city: '',
    region: '',
    country: '',
    club: '',
    race: '',
    wave: '',
    division: '',
    note: '',
  };
  return { ...empty, bib, chips: [], firstName: 'Robin', lastName: `Stone ${bib}`, age: null, ...changes };
}

const REPLACE = { merge: false };
const MERGE = { merge: true };

describe('a roster', () => {
  const write = (how: { merge: boolean }, ...batches: RosterEntryView[][]): Promise<number> =>
    asAcme((scope) => writeRoster(scope, id, batchesOf(...batches), how));
  const load = (): Promise<RosterEntryView[]> => asAcme((scope) => loadRoster(scope, id));

  it('comes back as it was written, in its order', async () => {
    const entries = [
      entry('7', { chips: ['E2 80', 'a,"b"\\{}'], firstName: 'Zoë', lastName: "O'Néill-Ωmega 🏃", age: 34 }),
      entry('007', { note: 'line\nbreak\ttab' }),
      entry('A1'),
    ];
    expect(await write(REPLACE, entries.slice(0, 2), entries.slice(2))).toBe(3);
    expect(await load()).toEqual(entries);
    expect(await asAcme((scope) => countRoster(scope, id))).toBe(3);
    expect(await asAcme((scope) => getDisplaySession(scope, id))).toMatchObject({
      rosterRows: 3,
      resultRows: 0,
    });
  });

  it('is replaced as a whole', async () => {
    await write(REPLACE, [entry('1'), entry('2')]);
    expect(await write(REPLACE, [entry('3')])).toBe(1);
    expect((await load()).map(({ bib }) => bib)).toEqual(['3']);
    expect(await write(REPLACE)).toBe(0);
  });

  it('is merged by bib: known ones keep their place, new ones come last', async () => {
    await write(REPLACE, [entry('1'), entry('2')]);
    expect(await write(MERGE, [entry('3'), entry('1', { lastName: 'New' })], [entry('4')])).toBe(4);
    expect((await load()).map(({ bib, lastName }) => `${bib} ${lastName}`)).toEqual([
      '1 New',
      '2 Stone 2',
      '3 Stone 3',
      '4 Stone 4',
    ]);
  });

  it('stays as it was when writing fails half-way', async () => {
    await write(REPLACE, [entry('1')]);
    await expect(write(REPLACE, [entry('2')], [entry('3'), entry('2')])).rejects.toThrow(
      'roster_entries_bib_unique',
    );
    async function* broken(): AsyncGenerator<RosterEntryView[]> {
      yield [entry('9')];
      throw new Error('the upload broke off');
    }
    await expect(asAcme((scope) => writeRoster(scope, id, broken(), REPLACE))).rejects.toThrow('broke off');
    expect((await load()).map(({ bib }) => bib)).toEqual(['1']);
  });

  it('is written by two uploads one after the other, never mixed', async () => {
    const upload = (name: string) =>
      write(REPLACE, [entry('1', { note: name })], [entry('2', { note: name })]);
    await Promise.all([upload('a'), upload('b'), upload('c')]);
    const notes = (await load()).map(({ note }) => note);
    expect(notes).toHaveLength(2);
    expect(new Set(notes).size).toBe(1);
  });

  it('is listed page by page', async () => {
    await write(
      REPLACE,
      ['5', '4', '3'].map((bib) => entry(bib)),
    );
    const first = await asAcme((scope) => listRoster(scope, id, { limit: 2 }));
    expect(first.items).toEqual([entry('5'), entry('4')]);
    const second = await asAcme((scope) =>
      listRoster(scope, id, { limit: 2, cursor: first.nextCursor ?? '' }),
    );
    expect(second).toEqual({ items: [entry('3')], nextCursor: null });
  });

  it('is nobody else’s', async () => {
    await write(REPLACE, [entry('1')]);
    const foreign = asBeta((scope) => writeRoster(scope, id, batchesOf([entry('9')]), MERGE));
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await asBeta((scope) => loadRoster(scope, id))).toEqual([]);
    expect(await asBeta((scope) => countRoster(scope, id))).toBe(0);
    const other = await makeDisplaySession(asAcme);
    expect(await asAcme((scope) => loadRoster(scope, other))).toEqual([]);
  });
});

describe('results', () => {
  const result = (bib: string, changes: Partial<ResultEntryView> = {}): ResultEntryView => ({
    bib,
    status: 'finished',
    gunTimeMs: 3_723_400,
    chipTimeMs: 3_700_001,
    splits: [
      { name: '5K', timeMs: 1_800_000 },
      { name: '10K', timeMs: 3_600_000 },
    ],
    places: { overall: 1, sex: 1, division: null },
    ...changes,
  });
  const started = result('9', {
    status: 'on-course',
    gunTimeMs: null,
    chipTimeMs: null,
    splits: [],
    places: { overall: null, sex: null, division: null },
  });
  const write = (how: { merge: boolean }, ...batches: ResultEntryView[][]): Promise<number> =>
    asAcme((scope) => writeResults(scope, id, batchesOf(...batches), how));

  it('come back as they were written', async () => {
    expect(await write(REPLACE, [result('7')], [started])).toBe(2);
    expect(await asAcme((scope) => loadResults(scope, id, ['9']))).toEqual([started]);
    expect(await asAcme((scope) => countResults(scope, id))).toBe(2);
    const all = await asAcme((scope) => loadResults(scope, id));
    expect(all).toEqual(expect.arrayContaining([result('7'), started]));
    const page = await asAcme((scope) => listResults(scope, id, { limit: 1 }));
    expect(page.items).toEqual([result('7')]);
    const last = await asAcme((scope) => listResults(scope, id, { limit: 1, cursor: page.nextCursor ?? '' }));
    expect(last).toEqual({ items: [started], nextCursor: null });
  });

  it('are replaced as a whole, or merged by bib', async () => {
    await write(REPLACE, [result('1')]);
    expect(await write(MERGE, [result('1', { status: 'disqualified' }), result('2')])).toBe(2);
    expect(await asAcme((scope) => loadResults(scope, id, ['1']))).toMatchObject([
      { status: 'disqualified' },
    ]);
    expect(await write(REPLACE, [result('3')])).toBe(1);
  });

  it('are nobody else’s', async () => {
    await write(REPLACE, [result('1')]);
    const foreign = asBeta((scope) => writeResults(scope, id, batchesOf([result('9')]), MERGE));
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await asBeta((scope) => loadResults(scope, id))).toEqual([]);
  });
});
