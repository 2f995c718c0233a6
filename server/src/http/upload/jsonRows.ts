import { ProblemError } from '@project88/core/contract/errors.ts';
import { HTTP_LIMITS } from '../limits.ts';

/** Text of the body outside the rows, in characters: there is nothing to say there. */
const FRAME_LENGTH = 1_000_000;

/**
 * The rows of `{"entries":[…]}` (or another of the allowed `keys`) one by one, without holding the body and without
 * one long parse that would stop everything else. Each row is parsed on its own; the body with each row replaced by a
 * zero, the frame, is parsed at the end, so that only valid JSON passes. Throws `BODY_NOT_JSON` for what is not JSON
 * and `VALIDATION_FAILED` when there is no such list.
 */
export async function* jsonRows(
  text: AsyncIterable<string>,
  keys: readonly string[],
): AsyncGenerator<unknown> {
  const cutter = new RowCutter(keys);
  for await (const part of text) {
    for (const row of cutter.push(part)) yield parse(row);
  }
  const frame = parse(cutter.frame);
  if (!cutter.sawRows) throw noList(keys, frame);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notJson((error as Error).message);
  }
}

function notJson(reason: string): ProblemError {
  return new ProblemError('BODY_NOT_JSON', { reason });
}

function noList(keys: readonly string[], frame: unknown): ProblemError {
  const found =
    typeof frame === 'object' && frame !== null ? Object.keys(frame).slice(0, 10).join(', ') : 'no object';
  const message = `expected {"${keys[0]}":[…]}, found ${found === '' ? 'nothing' : found}`;
  return new ProblemError('VALIDATION_FAILED', {}, [{ path: keys[0], message }]);
}

/** Cuts rows out of JSON text: the values directly inside the list that stands under one of `keys` at the top. */
class RowCutter {
  frame = '';
  sawRows = false;
  readonly #listStart: RegExp;
  #depth = 0;
  #inString = false;
  #escaped = false;
  /** The text of the row so far while inside the list, else null. */
  #row: string | null = null;

  constructor(keys: readonly string[]) {
    this.#listStart = new RegExp(`(?<!\\\\)"(?:${keys.join('|')})"\\s*:\\s*\\[$`);
  }

  /** The rows that end in this part of the text. */
  *push(text: string): Generator<string> {
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (this.#passString(code)) continue;
      if (code === OPEN_BRACE || code === OPEN_BRACKET) {
        this.#depth += 1;
        if (this.#row !== null || code !== OPEN_BRACKET || this.#depth !== 2) continue;
        this.#addToFrame(text.slice(from, at + 1));
        from = at + 1;
        if (this.sawRows || !this.#atListStart()) continue;
        this.#row = '';
        this.sawRows = true;
      } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
        this.#depth -= 1;
        if (this.#row === null || this.#depth !== 1) continue;
        yield* this.#endRow(text.slice(from, at));
        this.#row = null;
        from = at;
      } else if (code === COMMA && this.#row !== null && this.#depth === 2) {
        yield* this.#endRow(text.slice(from, at));
        this.#addToFrame(',');
        this.#row = '';
        from = at + 1;
      }
    }
    this.#keep(text.slice(from));
  }

  /** True while inside a string, whose brackets and commas mean nothing. */
  #passString(code: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (code === BACKSLASH) this.#escaped = true;
      else if (code === QUOTE) this.#inString = false;
      return true;
    }
    this.#inString = code === QUOTE;
    return this.#inString;
  }

  /** Only the tail is looked at: matching all of the frame each time would let a clever body take for ever. */
  #atListStart(): boolean {
    return (
      this.frame.trimStart().startsWith('{') && this.#listStart.test(this.frame.slice(-LIST_START_LENGTH))
    );
  }

  *#endRow(tail: string): Generator<string> {
    const row = `${this.#row ?? ''}${tail}`;
    if (row.trim() === '') return;
    this.#addToFrame('0');
    yield row;
  }

  #keep(rest: string): void {
    if (this.#row === null) {
      this.#addToFrame(rest);
      return;
    }
    this.#row += rest;
    if (this.#row.length > HTTP_LIMITS.uploadRowLength) {
      throw notJson(`a row is longer than ${HTTP_LIMITS.uploadRowLength} characters`);
    }
  }

  #addToFrame(text: string): void {
    this.frame += text;
    if (this.frame.length > FRAME_LENGTH) throw notJson('there is too much outside the list');
  }
}

/** Longest key with its quotes, colon and reasonable white space, in characters. */
const LIST_START_LENGTH = 200;
const QUOTE = '"'.charCodeAt(0);
const BACKSLASH = '\\'.charCodeAt(0);
const COMMA = ','.charCodeAt(0);
const OPEN_BRACE = '{'.charCodeAt(0);
const CLOSE_BRACE = '}'.charCodeAt(0);
const OPEN_BRACKET = '['.charCodeAt(0);
const CLOSE_BRACKET = ']'.charCodeAt(0);
