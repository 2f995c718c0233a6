import { setTimeout as wait } from 'node:timers/promises';
import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { contentKey, locationKey } from '@project88/core/reads/identity.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { wallToInstant } from '@project88/core/time/zone.ts';
import { redactLine } from '@project88/core/wire/ctp01/redact.ts';
import type { Rejected } from '@project88/core/wire/ctp01/rejections.ts';
import type { Ctp01Row } from '@project88/core/wire/ctp01/rows.ts';
import type { Logger } from 'pino';
import { moveCursor, readCursor } from '../store/journalCursors.ts';
import { insertReads, type StoredRead } from '../store/reads.ts';
import { insertRejectedLines, type RejectedLine } from '../store/rejectedLines.ts';
import { saveTimingSessions, type TimingSessionRecord } from '../store/timingSessions.ts';
import type { Database } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { type LinePlace, RecordingReader, type StreamContext } from './interpreter.ts';
import type { TenantJournal } from './journal/journal.ts';
import { provideBeginning } from './restore.ts';

/** Lines per transaction: enough to be cheap, few enough that making the statement never holds up a screen for long. */
const BATCH_LINES = 1_000;
/** Lines gather for so long before a transaction. One for each chunk would take the processor from the screens. */
const GATHER_MS = 100;
/** First and longest wait after a failure, in milliseconds. The database may be away for hours. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 15_000;

interface Batch {
  sessions: Map<TimingSessionId, TimingSessionRecord>;
  reads: StoredRead[];
  rejected: RejectedLine[];
}

/**
 * Brings one tenant's recording into the database, behind everything else: from a cursor that moves in the same
 * transaction as the rows. A database that is away only makes it late; reading a stretch twice changes nothing.
 */
export class Drain {
  readonly #tenantId: TenantId;
  readonly #journal: TenantJournal;
  readonly #database: Database;
  readonly #log: Logger;
  readonly #stopping = new AbortController();
  readonly #reader: RecordingReader;
  readonly #running: Promise<void>;
  #batch: Batch = newBatch();
  #position = 0;
  #waiters: { position: number; resolve: () => void }[] = [];

  constructor(tenantId: TenantId, journal: TenantJournal, database: Database, log: Logger) {
    this.#tenantId = tenantId;
    this.#journal = journal;
    this.#database = database;
    this.#log = log.child({ tenant: tenantId, part: 'drain' });
    this.#reader = new RecordingReader({
      identified: (stream) => this.#addSession(stream, stream.open.openedAtMs),
      read: (stream, read, row) => this.#addRead(stream, read, row),
      message: (stream, message, place) => {
        const isEvent = message.kind === 'ack' && message.command === 'geteventinfo';
        if (isEvent && stream.identity !== null) {
          stream.identity.eventName = message.values[0] ?? '';
          this.#addSession(stream, place.receivedAtMs);
        }
      },
      rejected: (stream, rejected, place) => this.#addRejected(stream, rejected, place),
    });
    this.#running = this.#run();
  }

  /** Bytes of the recording that are not in the database yet. */
  get lagBytes(): number {
    return this.#journal.appendedPosition - this.#position;
  }

  /** Resolves when everything recorded so far is in the database. */
  caughtUp(): Promise<void> {
    const position = this.#journal.appendedPosition;
    if (this.#position >= position) return Promise.resolve();
    return new Promise((resolve) => this.#waiters.push({ position, resolve }));
  }

  /** Stop after the transaction that runs now. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const cursor = await this.#insist(() => this.#readCursor());
    if (cursor === null) return;
    this.#reached(cursor);
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    while (!signal.aborted) {
      await Promise.race([this.#journal.durable(this.#position + 1), stopped]).catch(() => stopped);
      await wait(GATHER_MS, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await this.#drainDurable();
    }
  }

  async #drainDurable(): Promise<void> {
    for await (const batch of this.#journal.read(this.#position)) {
      let end = this.#position;
      for (const [index, block] of batch.blocks.entries()) {
        if (this.#reader.isUnknown(block)) await provideBeginning(this.#journal, this.#reader, block);
        this.#reader.take(block);
        end = batch.ends[index] ?? end;
        if (this.#batch.reads.length + this.#batch.rejected.length >= BATCH_LINES) {
          if (!(await this.#store(end))) return;
        }
      }
      if (!(await this.#store(batch.next))) return;
    }
  }

  /** Write what has been collected, and the cursor with it. False when the drain was stopped instead. */
  async #store(position: number): Promise<boolean> {
    const batch = this.#batch;
    this.#batch = newBatch();
    const principal = systemPrincipal(this.#tenantId, 'drain');
    const stored = await this.#insist(() =>
      this.#database.withTenant(principal, async (scope) => {
        // Sent one behind the other without waiting; reads need their timing sessions to be there.
        await Promise.all([
          saveTimingSessions(scope, [...batch.sessions.values()]),
          insertReads(scope, batch.reads),
          insertRejectedLines(scope, batch.rejected),
          moveCursor(scope, this.#journal.journalId, position),
        ]);
        return true;
      }),
    );
    if (stored === null) return false;
    this.#reached(position);
    return true;
  }

  #readCursor(): Promise<number> {
    return this.#database.withTenant(systemPrincipal(this.#tenantId, 'drain'), (scope) =>
      readCursor(scope, this.#journal.journalId),
    );
  }

  /** Do it again until it succeeds; null when the drain is stopped meanwhile. */
  async #insist<T>(work: () => Promise<T>): Promise<T | null> {
    const { signal } = this.#stopping;
    for (let waitMs = FIRST_RETRY_MS; !signal.aborted; waitMs = Math.min(waitMs * 2, LONGEST_RETRY_MS)) {
      try {
        return await work();
      } catch (error) {
        this.#log.warn(
          { err: error, waitMs },
          'the recording cannot be stored in the database; trying again',
        );
        await wait(waitMs, undefined, { signal }).catch(() => {});
      }
    }
    return null;
  }

  #reached(position: number): void {
    this.#position = position;
    const ready = this.#waiters.filter((waiter) => waiter.position <= position);
    this.#waiters = this.#waiters.filter((waiter) => waiter.position > position);
    for (const waiter of ready) waiter.resolve();
  }

  #addSession(stream: StreamContext, seenAtMs: InstantMs): void {
    const { open, identity } = stream;
    if (identity === null) return;
    const known = this.#batch.sessions.get(identity.timingSessionId);
    this.#batch.sessions.set(identity.timingSessionId, {
      id: identity.timingSessionId,
      connectionId: identity.connectionId ?? known?.connectionId ?? null,
      program: open.program,
      programVersion: open.programVersion,
      remoteAddress: open.remoteAddress,
      timingKeyUser: open.timingKeyUser,
      eventName: identity.eventName,
      firstSeenAtMs: earlier(known?.firstSeenAtMs ?? open.openedAtMs, open.openedAtMs),
      lastSeenAtMs: seenAtMs,
    });
  }

  #addRead(stream: StreamContext, read: Read, row: Ctp01Row): void {
    const record = this.#batch.sessions.get(read.timingSessionId);
    if (record === undefined) this.#addSession(stream, read.receivedAtMs);
    else record.lastSeenAtMs = read.receivedAtMs;
    this.#batch.reads.push({
      ...read,
      locationKey: locationKey(read.location),
      contentKey: contentKey(read.tag, read.timeOfDayMs),
      atMs:
        read.wallMs === null || row.time.clockNotSet
          ? null
          : wallToInstant(read.wallMs, stream.open.timeZone),
    });
  }

  #addRejected(stream: StreamContext, rejected: Rejected, place: LinePlace): void {
    this.#batch.rejected.push({
      streamId: stream.streamId,
      lineNumber: place.lineNumber,
      timingSessionId: stream.identity?.timingSessionId ?? null,
      reason: rejected.reason,
      field: rejected.field ?? null,
      detail: rejected.detail,
      raw: Buffer.from(redactLine(place.line), 'latin1'),
      receivedAtMs: place.receivedAtMs,
    });
  }
}

function newBatch(): Batch {
  return { sessions: new Map(), reads: [], rejected: [] };
}

function earlier(a: InstantMs, b: InstantMs): InstantMs {
  return a < b ? a : b;
}
