import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { diskError, JournalError } from './errors.ts';
import type { JournalDisk } from './files.ts';
import { GROUP_BLOCKS, RETRY_AFTER_MS } from './limits.ts';
import { type Segment, segmentPath } from './segments.ts';

export interface WriterOptions {
  folder: string;
  segments: Segment[];
  segmentBytes: number;
  disk: JournalDisk;
  /** Called when the disk fails (`error`) and once when it works again (`null`). */
  onTrouble: (error: JournalError | null) => void;
}

/**
 * Writes the blocks of one folder, in groups: while one group is being made durable, the next one collects. So the
 * cost of a sync is shared by all streams that speak at the same time, and a lone line waits for one sync only.
 *
 * When the disk fails, everything not yet durable stays in memory and is written again into a new segment; nobody is
 * told that it is safe before it is. Memory stays bounded because sockets are paused beyond their share.
 */
export class JournalWriter {
  readonly #options: WriterOptions;
  #file: FileHandle | null = null;
  #segment: Segment | null = null;
  #pending: Buffer[] = [];
  #appended: number;
  #durable: number;
  #waiters: { position: number; resolve: () => void; reject: (error: JournalError) => void }[] = [];
  #flushing: Promise<void> | null = null;
  #trouble: JournalError | null = null;
  #closed = false;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#appended = options.segments.at(-1)?.end ?? 0;
    this.#durable = this.#appended;
  }

  /** Everything before this position survives a power cut. */
  get durablePosition(): number {
    return this.#durable;
  }

  /** Where the next block will begin. */
  get appendedPosition(): number {
    return this.#appended;
  }

  /** What is wrong with the disk now, or null. */
  get trouble(): JournalError | null {
    return this.#trouble;
  }

  /** Take a block; returns the position behind it. It is written soon, not yet durable. Throws `JOURNAL_CLOSED`. */
  append(block: Buffer): number {
    if (this.#closed) throw new JournalError('JOURNAL_CLOSED', 'the recording is closed');
    this.#pending.push(block);
    this.#appended += block.length;
    // Begin after this turn of the event loop: all sockets that have data now share the group.
    this.#flushing ??= new Promise((resolve) => setImmediate(() => resolve(this.#flush())));
    return this.#appended;
  }

  /** Resolves when everything before `position` survives a power cut. Rejects only when the journal is closed first. */
  durable(position: number): Promise<void> {
    if (position <= this.#durable) return Promise.resolve();
    if (this.#closed && this.#flushing === null) return Promise.reject(closedEarly());
    return new Promise((resolve, reject) => this.#waiters.push({ position, resolve, reject }));
  }

  /** Write what is pending and close. With a failing disk it gives up at once: what was not durable was never acknowledged. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#flushing;
    await this.#file?.close();
    this.#file = null;
    for (const waiter of this.#waiters.splice(0)) waiter.reject(closedEarly());
  }

  async #flush(): Promise<void> {
    while (this.#pending.length > 0) {
      const group = this.#pending.slice(0, GROUP_BLOCKS);
      try {
        await this.#write(group);
      } catch (error) {
        this.#report(diskError('the recording cannot be written', error));
        if (this.#closed) break;
        await wait(RETRY_AFTER_MS);
        await this.#startOver();
        continue;
      }
      this.#pending.splice(0, group.length);
      if (this.#trouble !== null) this.#report(null);
      this.#release();
    }
    this.#flushing = null;
  }

  async #write(group: Buffer[]): Promise<void> {
    const { disk, segmentBytes } = this.#options;
    if (this.#segment === null || this.#segment.end - this.#segment.start >= segmentBytes)
      await this.#rotate();
    const file = this.#file;
    const segment = this.#segment;
    if (file === null || segment === null) throw new Error('no segment is open');
    await disk.write(file, group, segment.end - segment.start);
    await disk.sync(file);
    segment.end += group.reduce((sum, block) => sum + block.length, 0);
    this.#durable = segment.end;
  }

  /** Begin the next file. An existing one of this name is empty or holds only what was never durable. */
  async #rotate(): Promise<void> {
    const { disk, folder, segments } = this.#options;
    await this.#file?.close();
    this.#file = null;
    const path = segmentPath(folder, this.#durable);
    this.#file = await disk.create(path);
    await disk.syncFolder(dirname(path));
    this.#segment = { path, start: this.#durable, end: this.#durable };
    if (segments.at(-1)?.start === this.#durable) segments.pop();
    segments.push(this.#segment);
  }

  /**
   * After a failure the file's content behind the durable position is unknown, and a failed sync may have dropped
   * pages silently. So cut it there and go on in a fresh file.
   */
  async #startOver(): Promise<void> {
    const segment = this.#segment;
    this.#segment = null;
    try {
      if (segment !== null) await this.#options.disk.truncate(segment.path, segment.end - segment.start);
    } catch (error) {
      this.#segment = segment;
      this.#report(diskError('the recording cannot be repaired', error));
    }
  }

  #report(trouble: JournalError | null): void {
    this.#trouble = trouble;
    this.#options.onTrouble(trouble);
  }

  #release(): void {
    const ready = this.#waiters.filter((waiter) => waiter.position <= this.#durable);
    if (ready.length === 0) return;
    this.#waiters = this.#waiters.filter((waiter) => waiter.position > this.#durable);
    for (const waiter of ready) waiter.resolve();
  }
}

function closedEarly(): JournalError {
  return new JournalError('JOURNAL_CLOSED', 'the recording was closed before this was durable');
}
