import type { RowProblemCode } from './problems.ts';

/** A cleaned text, or why the value is none. */
export type TextOutcome = { ok: true; text: string } | { ok: false; code: RowProblemCode; limit: number };

/**
 * Control characters, halves of surrogate pairs, and the marks that turn the direction of text around: with them one
 * row could scramble what a screen shows of the others.
 */
const UNSHOWABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
/** Marks without width that spreadsheets leave behind; they make equal bibs unequal. */
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;

/**
 * Make one value of a row into text: trimmed, white space (line breaks inside a quoted field too) as single spaces,
 * composed accents. Absent values are empty text. `limit` is in characters.
 */
export function cleanText(value: unknown, limit: number): TextOutcome {
  if (value === undefined || value === null || value === '') return { ok: true, text: '' };
  if (typeof value !== 'string' && !isPlainNumber(value)) return { ok: false, code: 'not-text', limit };
  const text = String(value).replace(INVISIBLE, '').replace(/\s+/g, ' ').trim().normalize('NFC');
  if (UNSHOWABLE.test(text)) return { ok: false, code: 'control-character', limit };
  if (text.length > limit) return { ok: false, code: 'too-long', limit };
  return { ok: true, text };
}

function isPlainNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
