import { searchWords } from '../../roster/searchKey.ts';
import { repairMojibake } from '../fields/mojibake.ts';
import { isNickname } from './nicknames.ts';

/** How two values of one field stand to each other. `near`: not the same, but people use one for the other. */
export type Likeness = 'same' | 'near' | 'different' | 'unknown';

/** A name as it is compared, never shown. */
export interface NameKey {
  /** The words of the first name. */
  first: readonly string[];
  /** The words of the last name in one. */
  last: string;
  /** All words in the order of the alphabet: the same when first and last name are swapped. */
  all: string;
}

/** Most names, for which looking into tables of letters would be a waste. */
const PLAIN_TEXT = /^[A-Za-z .-]*$/;
const SUFFIXES = new Set(['jr', 'sr', 'ii', 'iii', 'iv']);

/** Without accents, case, punctuation and suffixes. */
export function nameKey(firstName: string, lastName: string): NameKey {
  const first = nameWords(firstName);
  const last = nameWords(lastName);
  return { first, last: last.join(''), all: [...first, ...last].sort().join(' ') };
}

/** The words of a text as they are compared. */
export function nameWords(text: string): readonly string[] {
  const words = PLAIN_TEXT.test(text)
    ? text
        .toLowerCase()
        .split(/[^a-z]+/)
        .filter(Boolean)
    : foldedWords(text);
  return words.length > 1 && words.some((word) => SUFFIXES.has(word))
    ? words.filter((word) => !SUFFIXES.has(word))
    : words;
}

function foldedWords(text: string): string[] {
  return searchWords(
    repairMojibake(text)
      .replace(/['’`´]/g, '')
      .replace(/ı/g, 'i'),
  );
}

export function compareFirst(a: NameKey, b: NameKey): Likeness {
  const [one = '', other = ''] = [a.first[0], b.first[0]];
  if (one === '' || other === '') return 'unknown';
  if (a.first.join('') === b.first.join('')) return 'same';
  if (one === other || isNickname(one, other)) return 'near';
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  // An initial, or the beginning of a long name. Nothing looser: twins are called Anna and Anne.
  return (short.length === 1 || short.length >= 3) && long.startsWith(short) ? 'near' : 'different';
}

export function compareLast(a: NameKey, b: NameKey): Likeness {
  if (a.last === '' || b.last === '') return 'unknown';
  return a.last === b.last ? 'same' : 'different';
}

/** All words the same, in whatever order. */
export function isSameFullName(a: NameKey, b: NameKey): boolean {
  const isWhole = a.first.length > 0 && a.last !== '' && b.first.length > 0 && b.last !== '';
  return isWhole && (a.all === b.all || (a.last === b.last && a.first.join('') === b.first.join('')));
}

/** `near`: day and month swapped, or the 1st of January that stands for a year alone. */
export function compareBirthDates(a: string | null, b: string | null): Likeness {
  if (a === null || b === null) return 'unknown';
  if (a === b) return 'same';
  const isSwapped =
    a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7);
  return isSwapped || isPlaceholder(a) || isPlaceholder(b) ? 'near' : 'different';
}

function isPlaceholder(date: string): boolean {
  return date.endsWith('-01-01');
}
