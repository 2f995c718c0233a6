import { looksBroken, repairMojibake } from './mojibake.ts';
import { faulty, fine, type Outcome } from './outcome.ts';

/** Words that programs write for nothing. */
const NULL_WORDS = new Set(['null', '(null)', 'undefined', 'n/a', '#n/a', '-', '--', '---']);
/** The same without those that are somebody's name. */
const NULL_NAMES = new Set(['(null)', 'undefined', 'n/a', '#n/a', '-', '--', '---']);

/** Marks without width, and those that turn the direction of text: one row could scramble a screen with them. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const CONTROL = /[\p{Cc}]/gu;
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * Any value as clean text: accents repaired and composed, white space as single blanks, words for nothing as ''. `limit`
 * is in characters; a longer text is cut. A value that is no text, number or truth value is an issue.
 */
export function readText(value: unknown, limit: number): Outcome<string> {
  return readCleaned(value, limit, NULL_WORDS);
}

/** The same for names of people: `Null` is one. */
export function readName(value: unknown, limit: number): Outcome<string> {
  return readCleaned(value, limit, value === 'null' ? NULL_WORDS : NULL_NAMES);
}

function readCleaned(value: unknown, limit: number, nullWords: ReadonlySet<string>): Outcome<string> {
  if (value === undefined || value === null || value === '') return fine('');
  if (!isPlain(value)) return faulty('', 'value-unreadable');
  const raw = String(value);
  const repaired = repairMojibake(raw);
  const text = tidy(repaired);
  if (nullWords.has(text.toLowerCase())) return fine('');
  if (text.length > limit) return faulty(cut(text, limit), 'text-cut');
  if (looksBroken(text)) return faulty(text, 'text-broken');
  return repaired === raw ? fine(text) : faulty(text, 'text-repaired');
}

function isPlain(value: unknown): value is string | number | bigint | boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' || typeof value === 'bigint' || typeof value === 'boolean';
}

function tidy(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(INVISIBLE, '')
    .replace(CONTROL, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC');
}

/** Cut without halving a character. */
function cut(text: string, limit: number): string {
  return text
    .slice(0, limit)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
}
