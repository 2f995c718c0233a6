import { describe, expect, it } from 'vitest';
import { type EventToMatch, suggestEvents } from './events.ts';
import { groupRaces, type RaceToMatch } from './races.ts';

function event(key: string, fields: Partial<EventToMatch> = {}): EventToMatch {
  const place = { city: 'Saltmarsh', region: 'MA', country: 'US' };
  return {
    key,
    sourceId: key,
    name: '12th Annual Saltmarsh Half Marathon',
    startDate: '2031-06-07',
    ...place,
    ...fields,
  };
}
const found = (...events: EventToMatch[]) => suggestEvents(events).map(({ a, b }) => `${a} ${b}`);

describe('suggestEvents', () => {
  it('finds one event at two providers, a day apart, with another title', () => {
    expect(
      found(event('b', { name: 'Saltmarsh Half 2031', startDate: '2031-06-06', city: '' }), event('a')),
    ).toEqual(['a b']);
  });

  it.each<[string, Partial<EventToMatch>]>([
    ['another week', { startDate: '2031-06-14' }],
    ['another year', { startDate: '2030-06-07' }],
    ['no date', { startDate: null }],
    ['another title', { name: 'Copper Bend Ultra' }],
    ['another region', { region: 'CO' }],
    ['another country', { country: 'CA', region: '' }],
    ['the same connection', { sourceId: 'a' }],
  ])('does not for %s', (_, fields) => {
    expect(found(event('a'), event('b', fields))).toEqual([]);
  });

  it('tells the best first', () => {
    const three = [event('a'), event('b', { name: 'Saltmarsh Half Trail Ultra' }), event('c')];
    expect(found(...three)[0]).toBe('a c');
  });
});

describe('groupRaces', () => {
  const race = (key: string, name: string, distanceM: number | null): RaceToMatch => ({
    key,
    sourceId: key[0] ?? '',
    name,
    distanceM,
  });

  it('joins races by title and by distance', () => {
    const races = [
      race('a1', '5K Run', 5_000),
      race('a2', 'Half Marathon', 21_098),
      race('b1', 'Five', 4_990),
      race('b2', 'The Half Marathon', null),
    ];
    expect(groupRaces(races)).toEqual([
      ['a1', 'b1'],
      ['a2', 'b2'],
    ]);
    expect(groupRaces([...races].reverse())).toEqual(groupRaces(races));
  });

  it('leaves alone what fits several, until somebody says which', () => {
    const races = [race('a1', '5K Run', 5_000), race('a2', '5K Walk', 5_000), race('b1', 'Five', 5_000)];
    expect(groupRaces(races)).toEqual([['a1'], ['a2'], ['b1']]);
    expect(groupRaces(races, [['a2', 'b1']])).toEqual([['a1'], ['a2', 'b1']]);
  });

  it('never makes one of two races of one connection', () => {
    const races = [
      race('a1', 'Kids Run', 1_000),
      race('a2', 'Mile', 1_609),
      race('b1', 'Kids', 1_000),
      race('c1', 'Mile', 1_609),
    ];
    expect(groupRaces(races)).toEqual([
      ['a1', 'b1'],
      ['a2', 'c1'],
    ]);
  });
});
