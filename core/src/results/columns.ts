import { type HeaderMatcher, headerMatcher, ROSTER_COLUMNS } from '../roster/columns.ts';

/** The fields that a results column can fill. */
export type NamedResultField =
  | 'bib'
  | 'status'
  | 'gunTime'
  | 'gunTimeMs'
  | 'chipTime'
  | 'chipTimeMs'
  | 'splits'
  | 'places'
  | 'placeOverall'
  | 'placeSex'
  | 'placeDivision';
/** A column of one split, for example `split:10K`. */
export type SplitField = `split:${string}`;
export type ResultField = NamedResultField | SplitField;

/** Which headers mean which field. A time without more words is the gun time: it is the official one. */
export const RESULT_COLUMNS: Readonly<Record<NamedResultField, readonly string[]>> = {
  bib: ROSTER_COLUMNS.bib,
  status: ['status', 'result status', 'race status', 'finish status', 'state'],
  gunTime: [
    'gun time',
    'gun',
    'gross time',
    'clock time',
    'official time',
    'time',
    'finish time',
    'finish',
    'brutto',
  ],
  gunTimeMs: ['gun time ms', 'gun ms', 'time ms'],
  chipTime: ['chip time', 'net time', 'net', 'netto', 'real time', 'tag time'],
  chipTimeMs: ['chip time ms', 'chip ms', 'net time ms'],
  splits: ['splits', 'split times', 'intermediates'],
  places: ['places', 'ranks'],
  placeOverall: [
    'place',
    'overall',
    'overall place',
    'place overall',
    'rank',
    'overall rank',
    'position',
    'platz',
  ],
  placeSex: ['sex place', 'place sex', 'gender place', 'place gender', 'sex rank', 'gender rank'],
  placeDivision: [
    ...[
      'division place',
      'place division',
      'category place',
      'place category',
      'division rank',
      'category rank',
    ],
    ...['age group place', 'age group rank', 'div place'],
  ],
};

const matchNamed = headerMatcher(RESULT_COLUMNS);
const SPLIT_HEADER = /^\s*split\s*:\s*(\S.*)$/i;

/** The field of a results header: a named one, or `split:NAME` with the name as written. */
export const matchResultHeader: HeaderMatcher<ResultField> = (header) => {
  const splitName = SPLIT_HEADER.exec(header)?.[1]?.trim();
  return splitName === undefined ? matchNamed(header) : `split:${splitName}`;
};
