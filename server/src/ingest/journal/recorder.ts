import type { StreamId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { type BlockKind, encodeBlock, NO_HASH } from './block.ts';
import type { JournalWriter } from './writer.ts';

/** Records one stream: numbers its lines without a gap and chains its blocks by their hashes. */
export class StreamRecorder {
  readonly streamId: StreamId;
  readonly #writer: JournalWriter;
  #previousHash = NO_HASH;
  #nextLine = 1;

  constructor(writer: JournalWriter, streamId: StreamId) {
    this.#writer = writer;
    this.streamId = streamId;
  }

  /** Number that the next line will have. */
  get nextLine(): number {
    return this.#nextLine;
  }

  /** Add bytes as received; `body` may come in parts. Returns the position behind the block. */
  append(kind: BlockKind, receivedAtMs: InstantMs, lineCount: number, body: readonly Uint8Array[]): number {
    const { bytes, hash } = encodeBlock({
      kind,
      streamId: this.streamId,
      firstLine: this.#nextLine,
      lineCount,
      receivedAtMs,
      previousHash: this.#previousHash,
      body,
    });
    const position = this.#writer.append(bytes);
    this.#previousHash = hash;
    this.#nextLine += lineCount;
    return position;
  }

  /** Add a note as JSON. Returns the position behind the block. */
  note(kind: 'open' | 'identified' | 'close', receivedAtMs: InstantMs, content: object): number {
    return this.append(kind, receivedAtMs, 0, [Buffer.from(JSON.stringify(content))]);
  }
}
