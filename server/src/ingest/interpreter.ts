import type { StreamId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { LineFramer } from '@project88/core/wire/ctp01/lines.ts';
import { type Ctp01Message, parseCtp01Line } from '@project88/core/wire/ctp01/messages.ts';
import { type Rejected, reject } from '@project88/core/wire/ctp01/rejections.ts';
import type { Ctp01Row } from '@project88/core/wire/ctp01/rows.ts';
import { wallWithDay } from '@project88/core/wire/ctp01/times.ts';
import type { JournalBlock } from './journal/block.ts';
import type { CloseNote, IdentifiedNote, OpenNote } from './notes.ts';

/** What the lines of a stream are read by. */
export interface StreamContext {
  streamId: StreamId;
  open: OpenNote;
  identity: IdentifiedNote | null;
}

/** Where a line stands. */
export interface LinePlace {
  lineNumber: number;
  receivedAtMs: InstantMs;
  /** The line as recorded, one character per byte. */
  line: string;
}

/** Receives a recording, block by block and line by line, in order. */
export interface RecordingHandler {
  opened?(stream: StreamContext): void;
  identified?(stream: StreamContext, identity: IdentifiedNote): void;
  /** A read. Only streams that are identified have any. */
  read(stream: StreamContext, read: Read, row: Ctp01Row): void;
  /** Anything else that the client said. */
  message?(stream: StreamContext, message: Ctp01Message, place: LinePlace): void;
  rejected(stream: StreamContext, rejected: Rejected, place: LinePlace): void;
  closed?(stream: StreamContext, note: CloseNote, atMs: InstantMs): void;
}

/**
 * Reads a recording again, with the same rules by which it was read live: rows become reads, unusable lines keep
 * their reason. Two readings of one recording give the same.
 */
export class RecordingReader {
  readonly #handler: RecordingHandler;
  readonly #streams = new Map<StreamId, StreamContext>();
  /** Streams whose beginning is lost: looked for once, not at every block. */
  readonly #lost = new Set<StreamId>();

  constructor(handler: RecordingHandler) {
    this.#handler = handler;
  }

  /** True when the block's stream began before what was read so far: call `begin` or `giveUp` first. */
  isUnknown({ kind, streamId }: JournalBlock): boolean {
    return kind !== 'open' && !this.#streams.has(streamId) && !this.#lost.has(streamId);
  }

  /** The beginning of this stream is nowhere: its blocks are passed over. */
  giveUp(streamId: StreamId): void {
    this.#lost.add(streamId);
  }

  /** Provide the context of a stream whose beginning lies before the first block read. */
  begin(stream: StreamContext): void {
    this.#streams.set(stream.streamId, stream);
    this.#handler.opened?.(stream);
    if (stream.identity !== null) this.#handler.identified?.(stream, stream.identity);
  }

  /** Read one block. Those of unknown streams are passed over. */
  take(block: JournalBlock): void {
    const stream = this.#streams.get(block.streamId);
    if (block.kind === 'open') this.begin(contextOf(block));
    else if (stream === undefined) return;
    else if (block.kind === 'identified') this.#identify(stream, block);
    else if (block.kind === 'lines') this.#takeLines(stream, block);
    else if (block.kind === 'oversized') this.#takeOversized(stream, block);
    else if (block.kind === 'close') this.#close(stream, block);
  }

  #identify(stream: StreamContext, block: JournalBlock): void {
    stream.identity = noteOf<IdentifiedNote>(block);
    this.#handler.identified?.(stream, stream.identity);
  }

  #close(stream: StreamContext, block: JournalBlock): void {
    this.#streams.delete(stream.streamId);
    this.#handler.closed?.(stream, noteOf<CloseNote>(block), block.receivedAtMs);
  }

  #takeOversized(stream: StreamContext, block: JournalBlock): void {
    const { firstLine: lineNumber, receivedAtMs } = block;
    const place = { lineNumber, receivedAtMs, line: block.body.toString('latin1') };
    this.#handler.rejected(stream, reject('oversized'), place);
  }

  #takeLines(stream: StreamContext, block: JournalBlock): void {
    let lineNumber = block.firstLine;
    const { receivedAtMs } = block;
    const options = { fieldOrder: stream.open.fieldOrder };
    new LineFramer().push(block.body.toString('latin1'), {
      line: (line) => {
        this.#takeMessage(stream, parseCtp01Line(line, options), { lineNumber, receivedAtMs, line });
        lineNumber += 1;
      },
      oversized: (line) => {
        this.#handler.rejected(stream, reject('oversized'), { lineNumber, receivedAtMs, line });
        lineNumber += 1;
      },
    });
  }

  #takeMessage(stream: StreamContext, message: Ctp01Message, place: LinePlace): void {
    if (message.kind === 'rejected') this.#handler.rejected(stream, message, place);
    else if (message.kind !== 'row' && message.kind !== 'gun')
      this.#handler.message?.(stream, message, place);
    else if (stream.identity !== null) {
      this.#handler.read(stream, readOf(stream, stream.identity, message, place), message);
    }
  }
}

/** The context that an opening block gives. Throws when the block is no opening note. */
export function contextOf(block: JournalBlock): StreamContext {
  return { streamId: block.streamId, open: noteOf<OpenNote>(block), identity: null };
}

/** The note in a block that this program wrote; its hash has been checked. */
export function noteOf<Note>(block: JournalBlock): Note {
  return JSON.parse(block.body.toString()) as Note;
}

/** A row as a read: with where it came from, and its day when the row itself does not tell. */
export function readOf(
  stream: StreamContext,
  identity: IdentifiedNote,
  row: Ctp01Row,
  place: Pick<LinePlace, 'lineNumber' | 'receivedAtMs'>,
): Read {
  return {
    tenantId: stream.open.tenantId,
    timingSessionId: identity.timingSessionId,
    streamId: stream.streamId,
    lineNumber: place.lineNumber,
    kind: row.kind === 'gun' ? 'gun' : 'chip',
    location: row.location,
    seq: row.seq,
    tag: row.tag,
    timeText: row.timeText,
    wallMs: wallWithDay(row.time, identity.firstMidnight),
    timeOfDayMs: row.time.timeOfDayMs,
    lap: row.lap,
    reader: row.reader,
    antenna: row.antenna,
    receivedAtMs: place.receivedAtMs,
  };
}
