import type { EntityKind } from './names.ts';

/**
 * What can be wrong with a row, in the words of the table that people see. An issue never drops a row: the row is kept
 * as it came, and a value that cannot be used is empty.
 */
export const ISSUE_CODES = {
  'row-unreadable': {
    severity: 'error',
    words: 'The row does not have the shape that this provider promises.',
  },
  'id-missing': { severity: 'error', words: 'The row has no identifier.' },
  'value-unreadable': { severity: 'warning', words: 'The value cannot be read.' },
  'value-unknown': { severity: 'warning', words: 'A word that is not in the provider’s list.' },
  'key-unknown': { severity: 'note', words: 'A field that the provider has not sent before.' },
  'text-repaired': { severity: 'note', words: 'Accents were broken on the way and have been repaired.' },
  'text-broken': { severity: 'warning', words: 'Accents were broken on the way and cannot be repaired.' },
  'text-cut': { severity: 'note', words: 'The text is too long and has been cut.' },
  'zone-unknown': {
    severity: 'warning',
    words: 'A time without a zone, and nobody told the zone of the event.',
  },
  'date-impossible': { severity: 'warning', words: 'There is no such date.' },
  'birth-date-in-future': { severity: 'warning', words: 'The birth date lies after the race.' },
  'age-contradicts-birth-date': {
    severity: 'warning',
    words: 'Age and birth date differ by more than a year.',
  },
  'bib-twice': { severity: 'error', words: 'Two people in one race have the same bib.' },
  'finish-without-bib': { severity: 'warning', words: 'Somebody has finished without a bib.' },
  'chip-time-after-gun-time': { severity: 'warning', words: 'The chip time is longer than the gun time.' },
  'splits-out-of-order': { severity: 'warning', words: 'The times at the splits do not grow.' },
  'pace-impossible': { severity: 'warning', words: 'Nobody is so fast.' },
  'places-with-gap': { severity: 'note', words: 'Places are missing or there twice.' },
  'count-differs': { severity: 'warning', words: 'The provider counts more rows than it sent.' },
  'listing-shrank': { severity: 'error', words: 'The list became much shorter; nobody was removed.' },
} as const;
export type IssueCode = keyof typeof ISSUE_CODES;

/** Something wrong with one row, or with one field of it. */
export interface DataIssue {
  code: IssueCode;
  kind: EntityKind;
  /** '' when the row has none. */
  remoteId: string;
  /** The field in our words; '' for the whole row. */
  field: string;
  /** What was there, cut short. */
  value: string;
}
