import { describe, expect, it } from 'vitest';
import { NO_VALUES, type Values } from '../resolve/values.ts';
import { displayEntries } from './entries.ts';

const who = (id: string, values: Partial<Values>, more = {}) => ({
  id,
  resolved: { values: { ...NO_VALUES, ...values }, hasResult: false, isRetracted: false, ...more },
});
const entriesOf = (...people: ReturnType<typeof who>[]) => displayEntries(people, (id) => `race ${id}`);

describe('displayEntries', () => {
  it('shows what screens may show, and nothing else', () => {
    const ada = {
      bib: '007',
      firstName: 'Ada',
      lastName: 'Dunmore',
      email: 'a@x.example',
      birthDate: '1990-03-04',
    };
    const { roster } = entriesOf(
      who('a', { ...ada, raceId: 'r1', team: 'Striders', chips: ['c1', 'C1'], sex: 'U' }),
    );
    expect(roster).toEqual([
      {
        ...{
          bib: '007',
          chips: ['C1'],
          firstName: 'Ada',
          lastName: 'Dunmore',
          sex: '',
          age: null,
          city: '',
          region: '',
        },
        ...{ country: '', club: 'Striders', race: 'race r1', wave: '', division: '', note: '' },
      },
    ]);
  });

  it('leaves out who has no bib, does not start, or shares a bib, and says why', () => {
    const { roster, leftOut } = entriesOf(
      who('a', { bib: '1' }),
      who('b', {}),
      who('c', { bib: '2' }),
      who('d', { bib: '2', raceId: 'r2' }),
      who('e', { bib: '1', state: 'withdrawn' }),
    );
    expect(roster.map(({ bib }) => bib)).toEqual(['1']);
    expect(leftOut.map(({ id, reason }) => `${id} ${reason}`)).toEqual([
      'b no-bib',
      'c bib-twice',
      'd bib-twice',
      'e not-starting',
    ]);
  });

  it('gives a chip that two have to neither', () => {
    const { roster } = entriesOf(
      who('a', { bib: '1', chips: ['X', 'Y'] }),
      who('b', { bib: '2', chips: ['x'] }),
    );
    expect(roster.map(({ chips }) => chips)).toEqual([['Y'], []]);
  });

  it.each<[Partial<Values>, string]>([
    [{ resultState: 'unofficial' }, 'finished'],
    [{ resultState: 'started' }, 'on-course'],
    [{ resultState: 'did-not-start' }, 'not-started'],
    [{ resultState: 'disqualified', gunTimeMs: 1 }, 'disqualified'],
    [{ gunTimeMs: 1 }, 'finished'],
    [{ splits: [{ name: '5K', timeMs: 1 }] }, 'on-course'],
    [{}, 'not-started'],
  ])('makes of %j: %s', (values, status) => {
    const { results } = entriesOf(who('a', { bib: '1', ...values }, { hasResult: true }));
    expect(results.map((result) => result.status)).toEqual([status]);
  });

  it('has no result of somebody whose result was taken back', () => {
    expect(entriesOf(who('a', { bib: '1' }, { hasResult: true, isRetracted: true })).results).toEqual([]);
    expect(entriesOf(who('a', { bib: '1' })).results).toEqual([]);
  });
});
