import type { RaceStatus } from '../../results/status.ts';
import { formatDuration, roundUpToSecond } from '../../time/duration.ts';
import { type DurationMs, durationMs } from '../../time/units.ts';
import type { FieldFormat, Segment, TextField } from '../document/fields.ts';
import type { ShownCard } from '../screen/card.ts';
import { cleanText } from './clean.ts';
import { letters } from './fit.ts';

const STATUS_WORDS: Record<RaceStatus, string> = {
  finished: 'Finished',
  'on-course': 'On course',
  'not-started': 'Not started',
  'did-not-finish': 'Did not finish',
  disqualified: 'Disqualified',
};

/** Only spaces and marks that join two values; such a `before` is dropped when nothing stands before it. */
const SEPARATOR = /^[\s·•|,;/–—-]*$/;

/**
 * The text of a list of segments for a card, or for no card at all: then only the fixed words remain. A segment whose
 * field is empty vanishes with its words; so does a separator with nothing before it.
 */
export function formatSegments(segments: readonly Segment[], card: ShownCard | null): string {
  return segments.reduce((text, segment) => text + formatSegment(segment, card, text === ''), '');
}

/**
 * Ways to say a text, longest first, for the auto-fit: in full, and with first names as initials (`K. Papadopoulos`).
 * One entry when there is nothing to shorten.
 */
export function textVariants(segments: readonly Segment[], card: ShownCard | null): string[] {
  const full = formatSegments(segments, card);
  if (card === null || card.lastName === '') return [full];
  const short = formatSegments(segments, { ...card, firstName: initials(card.firstName) });
  return short === full ? [full] : [full, short];
}

/** Whether a field has something to show. */
export function isFilled(card: ShownCard, field: TextField): boolean {
  return fieldText(card, field, undefined) !== '';
}

/** Capitals as every screen shows them. Greek capitals lose their accents, as Greek is written; other scripts keep theirs. */
export function upperCase(text: string): string {
  return text.toLocaleUpperCase('el');
}

/** First names as initials: `Maria Elena` is `M. E.`, `Jean-Luc` is `J.-L.`. */
export function initials(firstName: string): string {
  return firstName.replace(/[^\s-]+/g, (name) => `${letters(name)[0]}.`);
}

/** Words with a capital first: only those that are all capitals or have none, because `McDonald` knows better. */
export function titleCase(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{M}]*/gu, (word) => {
    if (word !== word.toLocaleUpperCase() && word !== word.toLocaleLowerCase()) return word;
    const [first = '', ...rest] = letters(word);
    return first.toLocaleUpperCase() + rest.join('').toLocaleLowerCase();
  });
}

/** A country's code as a plate shows it; a country by its name stays as it is. */
function plate(country: string): string {
  return /^[a-z]{2,3}$/i.test(country) ? country.toUpperCase() : country;
}

/** The first letter of every part: `Ana Maria Ray` is `AMR`. */
function monogram(text: string): string {
  return (text.match(/[^\s-]+/g) ?? []).map((part) => letters(part)[0]).join('');
}

/** A place as it is spoken: 1st, 2nd, 3rd, 4th, 11th, 21st. */
export function ordinal(place: number): string {
  const isTeen = place % 100 >= 11 && place % 100 <= 13;
  const suffix = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${suffix}`;
}

function formatSegment(segment: Segment, card: ShownCard | null, isFirst: boolean): string {
  if ('text' in segment) return segment.text;
  const text = firstFilled(segment, card);
  if (text === '') return segment.fallback ?? '';
  const before = segment.before ?? '';
  return (isFirst && SEPARATOR.test(before) ? '' : before) + text + (segment.after ?? '');
}

function firstFilled(
  { field, or, format }: Exclude<Segment, { text: string }>,
  card: ShownCard | null,
): string {
  if (card === null) return '';
  for (const each of [field, ...(or ?? [])]) {
    const text = fieldText(card, each, format);
    if (text !== '') return text;
  }
  return '';
}

function fieldText(card: ShownCard, field: TextField, format: FieldFormat | undefined): string {
  switch (field) {
    case 'gunTimeMs':
    case 'chipTimeMs':
    case 'officialTimeMs':
    case 'splitTimeMs':
    case 'etaMs':
      return timeText(timeValue(card, field), format);
    case 'status':
      return card.status === null ? '' : withFormat(STATUS_WORDS[card.status], format);
    default:
      return withFormat(plainValue(card, field), format);
  }
}

type TimeField = 'gunTimeMs' | 'chipTimeMs' | 'officialTimeMs' | 'splitTimeMs' | 'etaMs';

/** The time that counts for the places: the gun time, as the athletics rulebook has it; else the chip time. */
function timeValue(card: ShownCard, field: TimeField): number | null {
  if (field === 'officialTimeMs') return card.gunTimeMs ?? card.chipTimeMs;
  return card[field] ?? null;
}

/** Published times are rounded up; `clock` shows a time as a running clock would, with begun seconds cut. */
function timeText(timeMs: number | null, format: FieldFormat | undefined): string {
  if (timeMs === null) return '';
  const duration: DurationMs = durationMs(timeMs);
  return formatDuration(format === 'clock' ? duration : roundUpToSecond(duration));
}

function plainValue(
  card: ShownCard,
  field: Exclude<TextField, TimeField | 'status'>,
): string | number | null {
  if (field === 'name') return joined(' ', card.firstName, card.lastName);
  if (field === 'home') return joined(', ', card.city, card.region || card.country);
  return card[field] ?? null;
}

function joined(separator: string, ...parts: string[]): string {
  return parts.filter((part) => part !== '').join(separator);
}

function withFormat(value: string | number | null, format: FieldFormat | undefined): string {
  if (value === null) return '';
  if (typeof value === 'number') return format === 'ordinal' ? ordinal(value) : String(value);
  return cleanText(inFormat(value, format));
}

function inFormat(text: string, format: FieldFormat | undefined): string {
  switch (format) {
    case 'upper':
      return upperCase(text);
    case 'title':
      return titleCase(text);
    case 'initials':
      return monogram(text);
    case 'flag':
      return plate(text);
    default:
      return text;
  }
}
