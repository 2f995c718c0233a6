import { MAX_LINE_BYTES } from './limits.ts';

/** Receives what the framer finds, in the order of the wire. */
export interface LineSink {
  /** One line without its line end, and without NULs and stray CRs around it. May be empty. */
  line(text: string): void;
  /** The first 8 KiB of a line that is longer; the rest of it is dropped. Called once per such line. */
  oversized(head: string): void;
}

const NUL = 0;
const CR = 13;

/**
 * Cuts the bytes of one connection into lines, however they were cut into segments. Text comes with one character per
 * byte. A line ends with LF; a CR before it belongs to the line end. At most 8 KiB of a line are ever held.
 */
export class LineFramer {
  #partial = '';
  #skipping = false;

  /** Bytes of a line that has begun and not ended. */
  get pendingBytes(): number {
    return this.#partial.length;
  }

  /**
   * Take the next bytes and tell the sink about every line that is now complete. Returns how many bytes of `chunk`
   * are done with; the rest is the beginning of a line and is kept here.
   */
  push(chunk: string, sink: LineSink): number {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      this.#endLine(chunk.slice(from, end), sink);
      from = end + 1;
    }
    if (from < chunk.length) this.#keepPartial(chunk.slice(from), sink);
    return chunk.length - Math.min(this.#partial.length, chunk.length - from);
  }

  #endLine(rest: string, sink: LineSink): void {
    const text = this.#partial + rest;
    const wasSkipping = this.#skipping;
    this.#partial = '';
    this.#skipping = false;
    if (wasSkipping) return;
    if (text.length > MAX_LINE_BYTES) sink.oversized(text.slice(0, MAX_LINE_BYTES));
    else sink.line(trimPadding(text));
  }

  #keepPartial(rest: string, sink: LineSink): void {
    if (this.#skipping) return;
    this.#partial += rest;
    if (this.#partial.length <= MAX_LINE_BYTES) return;
    sink.oversized(this.#partial.slice(0, MAX_LINE_BYTES));
    this.#partial = '';
    this.#skipping = true;
  }
}

function trimPadding(text: string): string {
  let from = 0;
  let to = text.length;
  while (to > from && isPadding(text.charCodeAt(to - 1))) to -= 1;
  while (from < to && isPadding(text.charCodeAt(from))) from += 1;
  return to - from === text.length ? text : text.slice(from, to);
}

function isPadding(code: number): boolean {
  return code === CR || code === NUL;
}
