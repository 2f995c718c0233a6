import type { RaceStatus } from '../results/status.ts';
import { formatDuration, roundUpToSecond } from '../time/duration.ts';
import { type DurationMs, durationMs } from '../time/units.ts';
import type { Card } from './card.ts';
import type { CardField, FieldFormat, Segment } from './template.ts';

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
export function formatSegments(segments: readonly Segment[], card: Card | null): string {
  return segments.reduce((text, segment) => text + formatSegment(segment, card, text === ''), '');
}

/**
 * Ways to say a text, longest first, for the auto-fit: in full, and with first names as initials (`K. Papadopoulos`).
 * One entry when there is nothing to shorten.
 */
export function textVariants(segments: readonly Segment[], card: Card | null): string[] {
  const full = formatSegments(segments, card);
  if (card === null || card.lastName === '') return [full];
  const short = formatSegments(segments, { ...card, firstName: initials(card.firstName) });
  return short === full ? [full] : [full, short];
}

/** Whether a field has something to show. */
export function isFilled(card: Card, field: CardField): boolean {
  return fieldText(card, field, undefined) !== '';
}

/** Capitals as every screen shows them. Greek capitals lose their accents, as Greek is written; other scripts keep theirs. */
export function upperCase(text: string): string {
  return text.toLocaleUpperCase('el');
}

/** First names as initials: `Maria Elena` is `M. E.`, `Jean-Luc` is `J.-L.`. */
export function initials(firstName: string): string {
  return firstName.replace(/[^\s-]+/g, (name) => `${Array.from(name)[0]}.`);
}

/** A place as it is spoken: 1st, 2nd, 3rd, 4th, 11th, 21st. */
export function ordinal(place: number): string {
  const isTeen = place % 100 >= 11 && place % 100 <= 13;
  const suffix = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][place % 10] ?? 'th');
  return `${place}${suffix}`;
}

function formatSegment(segment: Segment, card: Card | null, isFirst: boolean): string {
  if ('text' in segment) return segment.text;
  const text = card === null ? '' : fieldText(card, segment.field, segment.format);
  if (text === '') return '';
  const before = segment.before ?? '';
  return (isFirst && SEPARATOR.test(before) ? '' : before) + text + (segment.after ?? '');
}

function fieldText(card: Card, field: CardField, format: FieldFormat | undefined): string {
  switch (field) {
    case 'gunTimeMs':
    case 'chipTimeMs':
    case 'officialTimeMs':
      return timeText(timeValue(card, field), format);
    case 'status':
      return card.status === null ? '' : withFormat(STATUS_WORDS[card.status], format);
    default:
      return withFormat(plainValue(card, field), format);
  }
}

/** The time that counts for the places: the gun time, as the athletics rulebook has it; else the chip time. */
function timeValue(card: Card, field: 'gunTimeMs' | 'chipTimeMs' | 'officialTimeMs'): number | null {
  return field === 'officialTimeMs' ? (card.gunTimeMs ?? card.chipTimeMs) : card[field];
}

/** Published times are rounded up; `clock` shows a time as a running clock would, with begun seconds cut. */
function timeText(timeMs: number | null, format: FieldFormat | undefined): string {
  if (timeMs === null) return '';
  const duration: DurationMs = durationMs(timeMs);
  return formatDuration(format === 'clock' ? duration : roundUpToSecond(duration));
}

type PlainField = Exclude<CardField, 'gunTimeMs' | 'chipTimeMs' | 'officialTimeMs' | 'status'>;

function plainValue(card: Card, field: PlainField): string | number | null {
  if (field === 'name') return joined(' ', card.firstName, card.lastName);
  if (field === 'home') return joined(', ', card.city, card.region || card.country);
  return card[field];
}

function joined(separator: string, ...parts: string[]): string {
  return parts.filter((part) => part !== '').join(separator);
}

function withFormat(value: string | number | null, format: FieldFormat | undefined): string {
  if (value === null) return '';
  if (format === 'ordinal' && typeof value === 'number') return ordinal(value);
  return format === 'upper' ? upperCase(String(value)) : String(value);
}
