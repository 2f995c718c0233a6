import { parseDigits } from '../../time/timeOfDay.ts';
import { decodeText } from '../text.ts';
import { type Rejected, reject } from './rejections.ts';
import { type FieldOrder, parseRow, type RowMessage } from './rows.ts';

/** What the client says. Every line becomes one of these; nothing throws. */
export type Ctp01Message =
  | RowMessage
  | { kind: 'greeting'; program: string; version: string; protocol: string }
  | { kind: 'authorize'; user: string; response: string }
  /** `wireValues` are the same values as bytes, for commands that must repeat a name exactly. */
  | { kind: 'ack'; command: string; values: string[]; wireValues: string[] }
  | { kind: 'error'; command: string; text: string }
  | { kind: 'ping' }
  | { kind: 'empty' }
  | { kind: 'unknown'; word: string }
  | Rejected;

export interface Ctp01LineOptions {
  fieldOrder: FieldOrder;
}

/** Anything but printable ASCII. One native scan per line, so that ordinary rows need no other check. */
const NOT_PLAIN = /[^ -~]/;
const TAB = 9;
const SPACE = 32;
const DELETE = 127;
/** Characters of an unknown word that are kept for the log. */
const UNKNOWN_WORD_LENGTH = 40;

/**
 * Read one line as framed by `LineFramer`, one character per byte. What the line is decides its first word; numbers
 * of fields decide nothing, because versions differ in them.
 */
export function parseCtp01Line(line: string, options: Ctp01LineOptions): Ctp01Message {
  if (line === '') return { kind: 'empty' };
  if (!NOT_PLAIN.test(line)) return parsePrintable(line, line, options);
  return hasControlCharacter(line)
    ? reject('control-character')
    : parsePrintable(decodeText(line), line, options);
}

/** Tab is allowed: it is one of the separators of rows. */
function hasControlCharacter(line: string): boolean {
  for (let at = 0; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if ((code < SPACE && code !== TAB) || code === DELETE) return true;
  }
  return false;
}

function parsePrintable(line: string, bytes: string, options: Ctp01LineOptions): Ctp01Message {
  if (line.startsWith('CT') && line.charAt(4) === '_') return parseRow(line, bytes, options.fieldOrder);
  return parseWords(line.split('~'), bytes);
}

function parseWords(words: string[], bytes: string): Ctp01Message {
  const [word = '', second = '', ...rest] = words;
  switch (word.toLowerCase()) {
    case 'ping':
      return { kind: 'ping' };
    case 'ack':
      return {
        kind: 'ack',
        command: second.toLowerCase(),
        values: rest,
        wireValues: bytes.split('~').slice(2),
      };
    case 'err':
      return { kind: 'error', command: second.toLowerCase(), text: rest.join('~') };
    case 'authorize':
      return parseAuthorize(second, rest);
    default:
      return isProtocolName(rest[0])
        ? { kind: 'greeting', program: word, version: second, protocol: rest[0] }
        : { kind: 'unknown', word: word.slice(0, UNKNOWN_WORD_LENGTH) };
  }
}

/** The third word of a greeting names the protocol, whatever the program is called. */
function isProtocolName(word: string | undefined): word is string {
  return word?.length === 5 && word.startsWith('CTP') && parseDigits(word, 3, 5) >= 0;
}

/** A password may hold tildes; a user name may not. */
function parseAuthorize(user: string, rest: string[]): Ctp01Message {
  if (user === '') return reject('missing-field', 'user');
  if (rest.length === 0) return reject('missing-field', 'response');
  return { kind: 'authorize', user, response: rest.join('~') };
}
