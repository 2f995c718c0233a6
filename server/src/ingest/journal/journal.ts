import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StreamId, TenantId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { JournalBlock } from './block.ts';
import type { JournalError } from './errors.ts';
import { type JournalDisk, realDisk } from './files.ts';
import { SEGMENT_BYTES } from './limits.ts';
import { type BlockBatch, readBlocks } from './reader.ts';
import { StreamRecorder } from './recorder.ts';
import { type Damage, openFolder, type Segment } from './segments.ts';
import { ChainCheck, type ChainReport } from './verify.ts';
import { JournalWriter } from './writer.ts';

/** The folder of streams whose owner is unknown. They are shown to nobody. */
export const QUARANTINE = 'quarantine' as TenantId;

/** What went wrong, or came right again, in one folder of the recording. */
export type JournalEvent =
  | { event: 'torn-tail'; folder: string; bytes: number; keptIn: string }
  | { event: 'damage'; folder: string; damage: Damage }
  | { event: 'trouble'; folder: string; error: JournalError }
  | { event: 'recovered'; folder: string };

export interface JournalOptions {
  dir: string;
  onEvent: (event: JournalEvent) => void;
  disk?: JournalDisk;
  segmentBytes?: number;
}

/** The recording of everything that was received: one folder, one writer and one order per tenant. */
export class Journal {
  readonly #options: JournalOptions;
  readonly #folders = new Map<TenantId, TenantJournal>();

  constructor(options: JournalOptions) {
    this.#options = options;
    mkdirSync(options.dir, { recursive: true, mode: 0o700 });
  }

  /** Tenants that have a recording, open or not, without the quarantine. */
  tenants(): TenantId[] {
    return readdirSync(this.#options.dir, { withFileTypes: true })
      .filter((each) => each.isDirectory() && each.name !== QUARANTINE)
      .map((each) => each.name as TenantId);
  }

  /** The recording of one tenant, opened and repaired on first use. Throws `JOURNAL_FOREIGN`. */
  of(tenantId: TenantId): TenantJournal {
    const known = this.#folders.get(tenantId);
    if (known !== undefined) return known;
    const opened = new TenantJournal(join(this.#options.dir, tenantId), this.#options);
    this.#folders.set(tenantId, opened);
    return opened;
  }

  /** True when this tenant has a recording already. */
  has(tenantId: TenantId): boolean {
    return this.#folders.has(tenantId) || existsSync(join(this.#options.dir, tenantId));
  }

  /** Delete the recording of one tenant for good. What is appended meanwhile is lost with it. */
  async remove(tenantId: TenantId): Promise<void> {
    if (tenantId === QUARANTINE) throw new Error('the quarantine belongs to nobody and is not removed');
    const open = this.#folders.get(tenantId);
    this.#folders.delete(tenantId);
    await open?.close();
    await rm(join(this.#options.dir, tenantId), { recursive: true, force: true });
  }

  /** What is wrong with the disk now, or null. */
  trouble(): JournalError | null {
    for (const folder of this.#folders.values()) if (folder.trouble !== null) return folder.trouble;
    return null;
  }

  /** Make everything durable and close. */
  async close(): Promise<void> {
    await Promise.all([...this.#folders.values()].map((folder) => folder.close()));
  }
}

/** One tenant's recording. Positions are bytes from its beginning; they only grow. */
export class TenantJournal {
  readonly journalId: string;
  readonly #folder: string;
  readonly #segments: Segment[];
  readonly #writer: JournalWriter;
  readonly #onEvent: (event: JournalEvent) => void;

  constructor(folder: string, options: JournalOptions) {
    const { onEvent } = options;
    const { journalId, segments, torn } = openFolder(folder);
    if (torn !== null) onEvent({ event: 'torn-tail', folder, ...torn });
    this.journalId = journalId;
    this.#folder = folder;
    this.#segments = segments;
    this.#onEvent = onEvent;
    this.#writer = new JournalWriter({
      folder,
      segments,
      segmentBytes: options.segmentBytes ?? SEGMENT_BYTES,
      disk: options.disk ?? realDisk,
      onTrouble: (error) =>
        onEvent(error === null ? { event: 'recovered', folder } : { event: 'trouble', folder, error }),
    });
  }

  get durablePosition(): number {
    return this.#writer.durablePosition;
  }

  get appendedPosition(): number {
    return this.#writer.appendedPosition;
  }

  get trouble(): JournalError | null {
    return this.#writer.trouble;
  }

  /** Begin to record a stream. */
  record(streamId: StreamId): StreamRecorder {
    return new StreamRecorder(this.#writer, streamId);
  }

  /** Resolves when everything before `position` survives a power cut. */
  durable(position: number): Promise<void> {
    return this.#writer.durable(position);
  }

  /** The durable blocks from `from` on, in batches. Ends at what is durable now. */
  read(from: number): AsyncGenerator<BlockBatch> {
    return readBlocks(this.#segments, from, this.durablePosition, (damage) =>
      this.#onEvent({ event: 'damage', folder: this.#folder, damage }),
    );
  }

  /** The start of the last segment that begins before `instant`: everything received later lies behind it. */
  async positionBefore(instant: InstantMs): Promise<number> {
    for (const segment of this.#segments.toReversed()) {
      const first = await this.#firstBlock(segment);
      if (first !== null && first.receivedAtMs < instant) return segment.start;
    }
    return 0;
  }

  /** Check the hash chain and the line numbers of one stream. */
  async verify(streamId: StreamId): Promise<ChainReport> {
    const check = new ChainCheck();
    for await (const block of this.#blocksOf(streamId)) check.add(block);
    return check.report();
  }

  /** The bytes of one stream as they were received. */
  async *exportStream(streamId: StreamId): AsyncGenerator<Buffer> {
    for await (const block of this.#blocksOf(streamId)) {
      if (block.kind === 'lines' || block.kind === 'oversized' || block.kind === 'fragment') yield block.body;
    }
  }

  close(): Promise<void> {
    return this.#writer.close();
  }

  async *#blocksOf(streamId: StreamId): AsyncGenerator<JournalBlock> {
    for await (const batch of this.read(0)) {
      for (const block of batch.blocks) if (block.streamId === streamId) yield block;
    }
  }

  async #firstBlock(segment: Segment): Promise<JournalBlock | null> {
    for await (const batch of readBlocks([segment], segment.start, segment.end, () => {})) {
      return batch.blocks[0] ?? null;
    }
    return null;
  }
}
