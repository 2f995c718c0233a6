import { MAX_LINE_BYTES } from '@project88/core/wire/ctp01/limits.ts';

/** Bytes as they are recorded: whole lines, or the beginning of a line that is too long. */
export interface Piece {
  kind: 'lines' | 'oversized';
  parts: Buffer[];
}

const LF = 10;

/**
 * Cuts what a socket delivers into whole lines without looking into them, so that the recording holds the bytes as
 * they came and can be read again without knowing how the network had cut them. Holds at most one line and one chunk.
 */
export class Cutter {
  #partial: Buffer[] = [];
  #partialBytes = 0;
  #skipping = false;
  #droppedBytes = 0;

  /** Bytes of overlong lines behind their recorded beginning. */
  get droppedBytes(): number {
    return this.#droppedBytes;
  }

  /** Take a chunk; hands out what became complete, at most two pieces. */
  push(chunk: Buffer, take: (piece: Piece) => void): void {
    const rest = this.#skipping ? this.#skip(chunk) : chunk;
    const linesEnd = rest.lastIndexOf(LF) + 1;
    if (linesEnd > 0) {
      const parts = [...this.#partial, rest.subarray(0, linesEnd)];
      this.#clear();
      take({ kind: 'lines', parts });
    }
    if (linesEnd < rest.length) this.#keep(rest.subarray(linesEnd), take);
  }

  /** The line that had begun when the connection ended. Empty when there is none. */
  takeFragment(): Buffer {
    const fragment = Buffer.concat(this.#partial);
    this.#clear();
    return fragment;
  }

  #keep(begun: Buffer, take: (piece: Piece) => void): void {
    // A copy: the chunk is a view into a large buffer that would be held for the sake of a few bytes.
    this.#partial.push(Buffer.from(begun));
    this.#partialBytes += begun.length;
    if (this.#partialBytes <= MAX_LINE_BYTES) return;
    const parts = this.#partial;
    this.#clear();
    this.#skipping = true;
    take({ kind: 'oversized', parts });
  }

  #skip(chunk: Buffer): Buffer {
    const lineEnd = chunk.indexOf(LF);
    const skipped = lineEnd === -1 ? chunk.length : lineEnd + 1;
    this.#droppedBytes += skipped;
    this.#skipping = lineEnd === -1;
    return chunk.subarray(skipped);
  }

  #clear(): void {
    this.#partial = [];
    this.#partialBytes = 0;
  }
}

/** A piece as text with one character per byte. */
export function pieceText(parts: readonly Buffer[]): string {
  return parts.map((part) => part.toString('latin1')).join('');
}
