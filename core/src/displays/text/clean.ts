/** Characters of which a name may have some and a screen must have none: controls, breaks, orders of direction. */
const UNSEEN = /[\p{Cc}\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;
/** More marks on one letter than any language has would climb over the lines around it. */
const MARK_TOWER = /(\p{M}{4})\p{M}+/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;
/** Everything that the rest of this file looks for lies beyond the basic letters, but for the controls. */
const PLAIN = /^[\u0020-\u007e\u00a0-\u02ff]*$/;
const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/**
 * A value as a screen may show it: one line, without invisible characters and towers of accents. Text from right to left
 * is kept apart from what stands around it, so that `Bib 7` beside a Hebrew name stays `Bib 7`.
 */
export function cleanText(value: string): string {
  if (PLAIN.test(value)) return value;
  const text = value
    .replace(UNSEEN, (run) => (/[\t\n\r\u2028\u2029]/.test(run) ? ' ' : ''))
    .replace(MARK_TOWER, '$1');
  return RIGHT_TO_LEFT.test(text) ? ISOLATE + text + END_OF_ISOLATE : text;
}
