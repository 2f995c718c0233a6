/**
 * Text in UTF-8 that somebody on the way took for Latin 1 or Windows 1252 and wrote as UTF-8 again: `JosÃ©` for `José`.
 */

/** What Windows 1252 shows for the bytes 0x80 to 0x9f; five of them it leaves undefined, and they pass as they are. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const TAIL = `[\\u0080-\\u00bf${WINDOWS_1252}]`;
/** A byte that begins a character of two, three or four, and as many that go on. */
const BROKEN_RUN = new RegExp(
  `[\\u00c2-\\u00df]${TAIL}|[\\u00e0-\\u00ef]${TAIL}{2}|[\\u00f0-\\u00f4]${TAIL}{3}`,
  'gu',
);

/** Beginnings of European letters. `Ã`, `Ä`, `Å` before an upper-case `Š` or `Œ` stand in no language we know. */
const LATIN_LEAD = /^[\u00c2-\u00c5]/;
const LETTERS_ALONE = /^\p{Letter}+$/u;
/** Letters that are in use, and the typographic marks of spreadsheets. The rest is a coincidence, like `ÍŠ` in `LÍŠKA`. */
const LIKELY =
  /^[\u0080-\u024f\u0370-\u058f\u05d0-\u06ff\u0900-\u0e7f\u1e00-\u1fff\u2010-\u2044\u20ac\u2122\u3000-\u9fff\uac00-\ud7a3\uff00-\uffef\u{1f000}-\u{1faff}]$/u;

/** Breakage can happen twice on the way; more often was never seen. */
const MOST_ROUNDS = 3;

/**
 * The text with broken characters put right. Only runs that are the bytes of one likely character are touched, so
 * writing the answer out wrongly again gives the text that came.
 */
export function repairMojibake(text: string): string {
  let now = text;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = repairOnce(now);
    if (next === now) return now;
    now = next;
  }
  return now;
}

/** Leftovers of breakage that cannot be put right: a replacement character, or a broken `à` whose blank was trimmed. */
export function looksBroken(text: string): boolean {
  return /\ufffd|\p{Ll}[ÃÂ](?!\p{Letter})/u.test(text);
}

function repairOnce(text: string): string {
  const runs = text.match(BROKEN_RUN) ?? [];
  if (!runs.some((run) => isLikely(run) && (LATIN_LEAD.test(run) || !LETTERS_ALONE.test(run)))) return text;
  return text.replace(BROKEN_RUN, (run) => (isLikely(run) ? decode(run) : run));
}

function isLikely(run: string): boolean {
  return LIKELY.test(decode(run));
}

/** The character that the bytes of a run stand for. */
function decode(run: string): string {
  const [lead = 0, ...tail] = [...run].map(byteOf);
  const leadBits = lead & (0x7f >> (tail.length + 1));
  const code = tail.reduce((bits, byte) => (bits << 6) | (byte & 0x3f), leadBits);
  // A form longer than needed, or half of a pair: no encoder writes such.
  const least = [0, 0x80, 0x800, 0x10000][tail.length] ?? 0;
  const isCharacter = code >= least && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : run;
}

function byteOf(letter: string): number {
  const at = WINDOWS_1252.indexOf(letter);
  return at < 0 ? (letter.codePointAt(0) ?? 0) : 0x80 + at;
}
