import type { Card } from '../screen/card.ts';

/**
 * Fields of a card that a text can show. `name` is first and last name, `home` city and region (or country),
 * `officialTimeMs` the time that counts, `paceMs` the time for one kilometre of the race. Instants are not among them: a
 * card brings its time of day as text.
 */
export type CardField =
  | Exclude<keyof Card, 'id' | 'known' | 'vip' | 'atMs' | 'receivedAtMs' | 'splits'>
  | 'name'
  | 'home'
  | 'officialTimeMs';

/** Fields of a row that is not a card: a split of the runner on air, or the time until somebody arrives. */
export type RowField = 'rank' | 'splitName' | 'splitTimeMs' | 'etaMs';

export type TextField = CardField | RowField;

/** How a field becomes text. */
export const FIELD_FORMATS = [
  'plain',
  'upper',
  'title',
  'initials',
  'time',
  'ordinal',
  'clock',
  'flag',
] as const;
export type FieldFormat = (typeof FIELD_FORMATS)[number];

/**
 * A text is a list of segments: fixed words and fields. The first of `field` and `or` that is filled is shown; when all
 * are empty the segment vanishes with its words, or `fallback` stands there.
 */
export type Segment =
  | { text: string }
  | {
      field: TextField;
      or?: TextField[];
      format?: FieldFormat;
      before?: string;
      after?: string;
      fallback?: string;
    };
