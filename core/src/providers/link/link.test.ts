import { describe, expect, it } from 'vitest';
import { ROWS_PER_KEY } from './limits.ts';
import { type LinkDecision, linkRows } from './link.ts';
import type { LinkRecord } from './record.ts';

/** A row; `key` is `provider/kind/id`. */
function row(key: string, fields: Partial<LinkRecord> = {}): LinkRecord {
  const [provider = '', kind = '', remoteId = ''] = key.split('/');
  return {
    ...{
      key,
      remoteId,
      sourceId: provider,
      provider: provider as LinkRecord['provider'],
      kind: kind as LinkRecord['kind'],
    },
    ...{
      participantId: '',
      foreignIds: [],
      raceId: 'r1',
      bib: '',
      firstName: 'Ada',
      lastName: 'Dunmore',
      sex: 'U',
    },
    ...{
      birthDate: null,
      age: null,
      email: '',
      city: '',
      region: '',
      isIdentityShared: false,
      isActive: true,
    },
    ...fields,
  };
}

const A = 'runsignup/participant/70001';
const B = 'ctlive/participant/5001';

/** How two rows end up: by which method, or with which question. */
function two(a: Partial<LinkRecord>, b: Partial<LinkRecord>, decisions: LinkDecision[] = []): string {
  const { links, reviews } = linkRows([row(A, a), row(B, b)], decisions);
  const [link] = links;
  const [review] = reviews;
  return [link?.method ?? 'apart', review?.reason ?? ''].join(' ').trim();
}

describe('what joins two rows', () => {
  it.each<[string, Partial<LinkRecord>, Partial<LinkRecord>, string]>([
    ['a foreign identifier', {}, { foreignIds: ['70001'], firstName: 'A', raceId: 'r2' }, 'foreign-id'],
    ['a common foreign identifier', { foreignIds: ['X-99'] }, { foreignIds: ['X-99'] }, 'foreign-id'],
    ['bib and full name', { bib: '12' }, { bib: '12', firstName: 'ADA' }, 'bib-and-name'],
    [
      'bib and name in the wrong order',
      { bib: '12' },
      { bib: '12', firstName: 'Dunmore', lastName: 'Ada' },
      'bib-and-name',
    ],
    ['name and birth date', { birthDate: '1990-03-04' }, { birthDate: '1990-03-04' }, 'name-and-birth-date'],
    [
      'name without accents and suffix',
      { firstName: 'Zoë', lastName: 'O’Brien Jr', birthDate: '1990-03-04' },
      { firstName: 'ZOE', lastName: 'OBRIEN', birthDate: '1990-03-04' },
      'name-and-birth-date',
    ],
    [
      'e-mail and birth date, after a marriage',
      { email: 'Ada@x.example', birthDate: '1990-03-04' },
      { email: 'ada@x.example', birthDate: '1990-03-04', lastName: 'Poe' },
      'email-and-birth-date',
    ],
    [
      'e-mail and first name',
      { email: 'ada@x.example' },
      { email: 'ada@x.example', lastName: 'Poe' },
      'email-and-first-name',
    ],
    ['bib and last name', { bib: '12' }, { bib: '12', firstName: 'A' }, 'bib-and-last-name'],
    [
      'a nickname and birth date',
      { firstName: 'Robert', birthDate: '1990-03-04' },
      { firstName: 'Bob', birthDate: '1990-03-04' },
      'short-name-and-birth-date',
    ],
    [
      'bib, sex and age of somebody without a name',
      { bib: '12', sex: 'F', age: 40 },
      { bib: '12', firstName: '', lastName: '', sex: 'F', age: 41 },
      'bib-sex-and-age',
    ],
    [
      'the bib alone, and people are asked',
      { bib: '12' },
      { bib: '12', firstName: '', lastName: '' },
      'bib-alone probable',
    ],
    [
      'name, sex, age and place, and people are asked',
      { sex: 'F', age: 40, city: 'Saltmarsh' },
      { sex: 'F', age: 41, city: 'SALTMARSH' },
      'name-age-and-place probable',
    ],
    ['a bib while the race is unknown', { bib: '12' }, { bib: '12', raceId: '' }, 'bib-and-name'],
    [
      'a birth date whose day and month are swapped, with the bib',
      { bib: '12', birthDate: '1990-03-04' },
      { bib: '12', birthDate: '1990-04-03' },
      'bib-and-name',
    ],
  ])('%s', (_, a, b, outcome) => {
    expect(two(a, b)).toBe(outcome);
  });
});

describe('what keeps two rows apart', () => {
  it.each<[string, Partial<LinkRecord>, Partial<LinkRecord>, string]>([
    ['nothing in common', {}, { firstName: 'Bo', lastName: 'Poe' }, 'apart'],
    [
      'the e-mail address alone: a family',
      { email: 'a@x.example' },
      { email: 'a@x.example', firstName: 'Bo' },
      'apart',
    ],
    [
      'father and son of one name and address',
      { email: 'a@x.example', age: 50 },
      { email: 'a@x.example', age: 20 },
      'apart',
    ],
    ['another race', { bib: '12' }, { bib: '12', raceId: 'r2' }, 'apart'],
    ['bibs that look alike', { bib: '007' }, { bib: '7', firstName: 'Bo', lastName: 'Poe' }, 'apart'],
    [
      'a birth date that contradicts',
      { bib: '12', birthDate: '1990-03-04' },
      { bib: '12', birthDate: '1985-11-30' },
      'apart contradiction',
    ],
    ['a sex that contradicts', { bib: '12', sex: 'F' }, { bib: '12', sex: 'M' }, 'apart contradiction'],
    [
      'a short foreign identifier',
      { foreignIds: ['701'] },
      { foreignIds: ['701'], lastName: 'Poe' },
      'apart',
    ],
    [
      'an address and a first name with another sex',
      { email: 'a@x.example', sex: 'F' },
      { email: 'a@x.example', sex: 'M' },
      'apart',
    ],
    [
      'a foreign identifier with quite another name',
      {},
      { foreignIds: ['70001'], firstName: 'Bo', lastName: 'Poe' },
      'apart contradiction',
    ],
    [
      'the bib of somebody with another name',
      { bib: '12' },
      { bib: '12', firstName: 'Bo', lastName: 'Poe' },
      'apart bib-and-other-name',
    ],
    [
      'another leg of the relay, with the family name',
      { bib: '12' },
      { bib: '12', firstName: 'Bo' },
      'apart bib-and-other-name',
    ],
    ['the name alone', {}, {}, 'apart name-alone'],
    [
      'the buyer’s name',
      { isIdentityShared: true, birthDate: '1990-03-04' },
      { birthDate: '1990-03-04' },
      'apart',
    ],
  ])('%s', (_, a, b, outcome) => {
    expect(two(a, b)).toBe(outcome);
  });

  it('keeps X from contradicting M or F, which some providers write for want of it', () => {
    expect(two({ bib: '12', sex: 'X' }, { bib: '12', sex: 'M' })).toBe('bib-and-name');
  });
});

describe('linkRows', () => {
  const clusters = (records: LinkRecord[], decisions: LinkDecision[] = []) =>
    linkRows(records, decisions).clusters.map((keys) => keys.join(' '));

  it('never joins two rows of one provider, but the same row seen by two connections', () => {
    const born = { birthDate: '1990-03-04', bib: '12' };
    expect(
      clusters([row('runsignup/participant/1', born), row('runsignup/participant/2', born)]),
    ).toHaveLength(2);
    const seenTwice = [
      row('runsignup/participant/1'),
      row('runsignup/participant/1', { key: 'z', sourceId: 'other' }),
    ];
    expect(clusters(seenTwice)).toHaveLength(1);
    const files = [
      row('file/participant/1', born),
      row('file/participant/2', { ...born, sourceId: 'second file' }),
    ];
    expect(clusters(files)).toHaveLength(1);
  });

  it('joins a result with the registration that it names, or with its own provider’s bib', () => {
    expect(
      clusters([
        row('ctlive/participant/5'),
        row('ctlive/result/9', { participantId: '5', firstName: '', lastName: '' }),
      ]),
    ).toHaveLength(1);
    expect(
      clusters([
        row('copernico/participant/5', { bib: '12' }),
        row('copernico/result/9', { bib: '12', firstName: '', lastName: '' }),
      ]),
    ).toHaveLength(1);
    expect(
      clusters([
        row('ctlive/participant/5', { bib: '12' }),
        row('ctlive/result/9', { participantId: '6', bib: '12' }),
      ]),
    ).toHaveLength(2);
  });

  it('keeps the legs of a relay apart within one provider, by their names', () => {
    const leg = (key: string, firstName: string) => row(key, { bib: '12', firstName });
    const people = [leg('copernico/participant/1', 'Ann'), leg('copernico/participant/2', 'Bob')];
    const results = [leg('copernico/result/8', 'Bob'), leg('copernico/result/9', 'Ann')];
    expect(clusters([...people, ...results])).toEqual([
      'copernico/participant/1 copernico/result/9',
      'copernico/participant/2 copernico/result/8',
    ]);
    expect(clusters([leg('copernico/participant/2', 'Bob'), leg('copernico/result/9', 'Ann')])).toHaveLength(
      2,
    );
  });

  it('prefers none of two that fit equally well, and asks', () => {
    const records = [
      row('runsignup/participant/1', { bib: '12' }),
      row('runsignup/participant/2', { bib: '12' }),
      row('ctlive/participant/5', { bib: '12' }),
    ];
    const { clusters: found, reviews } = linkRows(records, []);
    expect(found).toHaveLength(3);
    expect(reviews.map(({ reason }) => reason)).toEqual(['ambiguous', 'ambiguous']);
  });

  it('takes the valid one of a withdrawn and a valid registration', () => {
    const records = [
      row('runsignup/participant/1', { bib: '12', isActive: false }),
      row('runsignup/participant/2', { bib: '12' }),
      row('ctlive/participant/5', { bib: '12' }),
    ];
    expect(clusters(records)).toEqual([
      'ctlive/participant/5 runsignup/participant/2',
      'runsignup/participant/1',
    ]);
  });

  it('finds twins by what is their own once the rest is ambiguous', () => {
    const family = { lastName: 'Poe', birthDate: '2001-05-06', email: 'poe@x.example' };
    const records = [
      row('runsignup/participant/1', { ...family, firstName: 'Anna' }),
      row('runsignup/participant/2', { ...family, firstName: 'Anne' }),
      row('eventbrite/participant/1', { ...family, firstName: 'Anne' }),
      row('eventbrite/participant/2', { ...family, firstName: '' }),
    ];
    expect(clusters(records)).toEqual([
      'eventbrite/participant/1 runsignup/participant/2',
      'eventbrite/participant/2 runsignup/participant/1',
    ]);
  });

  it('keeps a contradiction out of a cluster however long the way there', () => {
    const records = [
      row('runsignup/participant/1', { bib: '12', birthDate: '1990-03-04' }),
      row('ctlive/participant/5', { bib: '12' }),
      row('raceroster/participant/7', { bib: '12', birthDate: '1970-08-09' }),
    ];
    const { clusters: found, reviews } = linkRows(records, []);
    expect(found).toHaveLength(3);
    expect(reviews.some(({ reason }) => reason === 'contradiction' || reason === 'ambiguous')).toBe(true);
  });

  it('comes back to what was ambiguous when something else has made it clear', () => {
    const twice = { bib: '12', raceId: 'r1' };
    const records = [
      row('runsignup/participant/1', { ...twice, birthDate: '1990-03-04' }),
      row('runsignup/participant/2', twice),
      row('ctlive/participant/5', { ...twice, birthDate: '1990-03-04' }),
      row('ctlive/participant/6', twice),
    ];
    expect(clusters(records)).toEqual([
      'ctlive/participant/5 runsignup/participant/1',
      'ctlive/participant/6 runsignup/participant/2',
    ]);
  });

  it('joins what is clear beside what is not', () => {
    const records = [
      row('runsignup/participant/70001'),
      row('runsignup/participant/70002'),
      row('ctlive/participant/5', { foreignIds: ['70001', '70002'] }),
      row('raceroster/participant/9', { foreignIds: ['70001'] }),
    ];
    const joined = clusters(records).find((keys) => keys.includes('raceroster'));
    expect(joined).toContain('runsignup/participant/70001');
    expect(joined).not.toContain('runsignup/participant/70002');
  });

  it('does not bring two races together by a row without one', () => {
    const records = [
      row('runsignup/participant/1', { bib: '12' }),
      row('ctlive/participant/5', { bib: '12', raceId: '' }),
      row('raceroster/participant/9', { bib: '12', raceId: 'r2' }),
    ];
    expect(clusters(records)).toHaveLength(3);
  });

  it('does not compare the many who share an address or a placeholder name', () => {
    const club = Array.from({ length: ROWS_PER_KEY }, (_, at) =>
      row(`${at % 2 ? 'runsignup' : 'ctlive'}/participant/${1000 + at}`, { email: 'club@x.example' }),
    );
    expect(
      linkRows([...club, row('raceroster/participant/1', { email: 'club@x.example' })], []).links,
    ).toEqual([]);
  });
});

describe('decisions of people', () => {
  const said = (verdict: 'same' | 'different', decidedAtMs = 1): LinkDecision => ({
    a: A,
    b: B,
    verdict,
    decidedAtMs,
  });

  it('stand above what rows say', () => {
    expect(
      two({}, { firstName: 'Bo', lastName: 'Poe', sex: 'M', birthDate: '1999-09-09' }, [said('same')]),
    ).toBe('decided');
    expect(two({ bib: '12' }, { bib: '12' }, [said('different')])).toBe('apart');
    expect(two({ foreignIds: ['X-99'] }, { foreignIds: ['X-99'] }, [said('different')])).toBe('apart');
  });

  it('are replaced by newer ones', () => {
    expect(two({}, {}, [said('same', 2), said('different', 1)])).toBe('decided');
    expect(two({}, {}, [said('same', 1), said('different', 2)])).toBe('apart');
  });

  it('part rows that a third one would join again', () => {
    const records = [row(A, { bib: '12' }), row(B, { bib: '12' }), row('copernico/result/1', { bib: '12' })];
    const { clusters } = linkRows(records, [said('different')]);
    expect(clusters.every((keys) => !(keys.includes(A) && keys.includes(B)))).toBe(true);
  });

  it('say nothing about rows that are gone', () => {
    expect(linkRows([row(A)], [said('same')]).clusters).toEqual([[A]]);
  });
});
