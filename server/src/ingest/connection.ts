import type { Socket } from 'node:net';
import type { StreamId, TenantId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { LineFramer } from '@project88/core/wire/ctp01/lines.ts';
import { parseCtp01Line } from '@project88/core/wire/ctp01/messages.ts';
import { redactLine } from '@project88/core/wire/ctp01/redact.ts';
import { type Rejected, reject } from '@project88/core/wire/ctp01/rejections.ts';
import type { Ctp01Row, FieldOrder } from '@project88/core/wire/ctp01/rows.ts';
import type { Logger } from 'pino';
import type { ReadSink } from '../live/types.ts';
import { type CloseReason, Conversation } from './conversation.ts';
import { Cutter, type Piece, pieceText } from './cutter.ts';
import { FlowControl } from './flow.ts';
import { readOf, type StreamContext } from './interpreter.ts';
import { type Journal, QUARANTINE, type TenantJournal } from './journal/journal.ts';
import type { StreamRecorder } from './journal/recorder.ts';
import type { IngestLimits } from './limits.ts';
import type { IngestCounters } from './metrics.ts';
import { holdsSecret, redactText } from './redaction.ts';
import { type Admission, checkSignIn } from './signIn.ts';
import type { SessionConnection, TimingSession } from './timingSession.ts';
import type { TimingSessionRegistry } from './timingSessions.ts';
import type { StreamAuthority } from './types.ts';

/** What all connections share. */
export interface ConnectionShared {
  clock: () => InstantMs;
  serverVersion: string;
  fieldOrder: FieldOrder;
  limits: IngestLimits;
  authority: StreamAuthority;
  journal: Journal;
  registry: TimingSessionRegistry;
  sink: ReadSink;
  counters: IngestCounters;
  log: Logger;
  /** A stream of this tenant begins to be recorded. */
  onRecording(tenantId: TenantId): void;
}

/** Rows in a larger piece are a replay, whose arrival tells nothing about the controller's clock. In bytes: 16 rows. */
const LIVE_PIECE_BYTES = 1024;

/** The recording of a stream, once its owner is known. */
interface Recording {
  stream: StreamContext;
  journal: TenantJournal;
  recorder: StreamRecorder;
}

/**
 * One socket of the timing port. Cuts its bytes into lines, lets the conversation answer, passes reads on at once, and
 * records every byte. What came before the owner is known is held and recorded then.
 */
export class Connection implements SessionConnection {
  readonly openedAtMs: InstantMs;
  readonly address: string;
  /** Resolves when the socket is gone and its end is in the recording. */
  readonly ended: Promise<void>;
  readonly #shared: ConnectionShared;
  readonly #socket: Socket;
  readonly #streamId: StreamId;
  readonly #admission: Admission;
  readonly #conversation: Conversation;
  readonly #cutter = new Cutter();
  readonly #framer = new LineFramer();
  readonly #flow: FlowControl;
  readonly #log: Logger;
  #owner: { tenantId: TenantId; timingKeyUser: string | null } | null;
  #held: { piece: Piece; lineCount: number; secret: boolean; atMs: InstantMs }[] = [];
  #heldBytes = 0;
  #recording: Recording | null = null;
  #timingSession: TimingSession | null = null;
  #eventName = '';
  #nextLine = 1;
  #readsAccepted = 0;
  #toAsk: { location: string; fromSeq: number | null }[] = [];
  #oversized = 0;
  #pieceHasSecret = false;
  #pieceIsLive = false;
  #closing: CloseReason | null = null;

  constructor(
    socket: Socket,
    address: string,
    streamId: StreamId,
    admission: Admission,
    shared: ConnectionShared,
  ) {
    this.openedAtMs = shared.clock();
    this.address = address;
    this.#shared = shared;
    this.#socket = socket;
    this.#streamId = streamId;
    this.#admission = admission;
    this.#log = shared.log.child({ stream: streamId, address });
    this.#owner = admission.tenantId === null ? null : { tenantId: admission.tenantId, timingKeyUser: null };
    this.#flow = new FlowControl(socket, shared.limits.unsafeBytes);
    this.#conversation = new Conversation(
      {
        serverName: 'Project88',
        serverVersion: shared.serverVersion,
        authentication: admission.authentication,
        seed: admission.seed,
        quarantineUnsigned: admission.quarantineUnsigned,
        limits: shared.limits,
      },
      {
        send: (text) => this.#send(text),
        close: (reason) => this.close(reason),
        checkSignIn: (user, response) => this.#checkSignIn(user, response),
        admitted: ({ signedIn }) => this.#admitted(signedIn),
        identify: (connectionId) => this.#identify(connectionId),
        locationFound: (location) => this.#takeLocation(location),
        eventName: (name) => {
          this.#eventName = name;
        },
        peerError: (text) => this.#log.warn({ peerError: text }, 'the timing software reports an error'),
      },
      this.openedAtMs,
    );
    socket.on('data', (chunk: Buffer) => this.#guard(() => this.#receive(chunk)));
    socket.on('error', (error) => this.#log.debug({ err: error }, 'timing socket error'));
    this.ended = new Promise((resolve) => {
      socket.on('close', () => {
        this.#guard(() => this.#ended());
        resolve();
      });
    });
  }

  /** Whose it is; null before it has signed in, and for the quarantine. */
  get tenantId(): TenantId | null {
    return this.#owner?.tenantId ?? null;
  }

  /** Look at deadlines and pings. */
  tick(): void {
    if (this.#closing !== null) return;
    if (this.#socket.writableLength > this.#shared.limits.unreadAnswerBytes) this.close('not-reading');
    else this.#guard(() => this.#tickConversation());
  }

  #tickConversation(): void {
    this.#conversation.tick(this.#shared.clock(), this.#flow.isPaused);
    this.#askForRows();
  }

  /** End the connection; what was received is recorded. */
  close(reason: CloseReason): void {
    if (this.#closing !== null) return;
    this.#closing = reason;
    // Let what we said last reach the client, but do not wait for it.
    this.#socket.end(() => this.#socket.destroy());
    setImmediate(() => this.#socket.destroy());
  }

  askAgain(location: string, fromSeq: number): boolean {
    return this.#closing === null && this.#conversation.askAgain(location, fromSeq);
  }

  replaced(): void {
    this.close('replaced');
  }

  /** A fault of ours ends this connection, which will come back; it must not end the program. */
  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#log.error({ err: error }, 'a timing connection failed');
      this.close('failed');
    }
  }

  #receive(chunk: Buffer): void {
    if (this.#closing !== null) return;
    this.#shared.counters.bytes += chunk.length;
    this.#cutter.push(chunk, (piece) => this.#take(piece));
  }

  /**
   * First the lines, then the record of them: notes that the lines cause (whose stream this is, which timing session)
   * must stand before the lines when the recording is read again. Both happen in one turn, before anything else.
   */
  #take(piece: Piece): void {
    const atMs = this.#shared.clock();
    const firstLine = this.#nextLine;
    const text = pieceText(piece.parts);
    this.#pieceHasSecret = false;
    this.#pieceIsLive = text.length <= LIVE_PIECE_BYTES;
    if (piece.kind === 'lines') this.#readLines(text, atMs);
    else this.#takeOversized(text, atMs);
    const lineCount = this.#nextLine - firstLine;
    this.#shared.counters.lines += lineCount;
    this.#record({ piece, lineCount, secret: this.#pieceHasSecret, atMs });
    this.#askForRows();
  }

  #readLines(text: string, atMs: InstantMs): void {
    this.#framer.push(text, {
      line: (line) => this.#takeLine(line, atMs),
      oversized: (head) => this.#takeOversized(head, atMs),
    });
  }

  #takeLine(line: string, atMs: InstantMs): void {
    const lineNumber = this.#nextLine;
    this.#nextLine += 1;
    const message = parseCtp01Line(line, { fieldOrder: this.#shared.fieldOrder });
    if (message.kind === 'row' || message.kind === 'gun') {
      if (this.#conversation.hearRow(message.location, line, atMs)) this.#takeRow(message, lineNumber, atMs);
      return;
    }
    this.#pieceHasSecret ||= holdsSecret(line);
    this.#conversation.hear(message, atMs);
    if (message.kind === 'rejected') this.#takeRejected(message, line, atMs);
    else this.#timingSession?.hear(message, atMs);
  }

  #takeRow(row: Ctp01Row, lineNumber: number, receivedAtMs: InstantMs): void {
    const timingSession = this.#timingSession;
    const stream = this.#recording?.stream;
    if (timingSession === null || stream === undefined || stream.identity === null) return;
    const read = readOf(stream, stream.identity, row, { lineNumber, receivedAtMs });
    const accepted = timingSession.accept(read, this.#pieceIsLive);
    this.#shared.registry.changed(timingSession, accepted);
    if (accepted === null) {
      this.#shared.counters.notAccepted += 1;
      return;
    }
    this.#readsAccepted += 1;
    this.#shared.counters.reads += 1;
    if (read.tenantId !== QUARANTINE) this.#shared.sink.accept(accepted, false);
  }

  #takeRejected(rejected: Rejected, line: string, atMs: InstantMs): void {
    this.#shared.counters.rejected += 1;
    this.#timingSession?.reject(atMs);
    if (this.#conversation.isTalking) {
      this.#log.warn(
        { reason: rejected.reason, field: rejected.field, line: redactLine(line) },
        'line rejected',
      );
    }
  }

  #takeOversized(head: string, atMs: InstantMs): void {
    this.#nextLine += 1;
    this.#oversized += 1;
    this.#pieceHasSecret ||= holdsSecret(head);
    this.#takeRejected(reject('oversized'), head.slice(0, 100), atMs);
    if (this.#oversized >= this.#shared.limits.oversizedLines) this.close('oversized-lines');
  }

  #checkSignIn(user: string, response: string): boolean {
    const key = checkSignIn(this.#shared.authority, this.#admission, user, response);
    if (key === null) {
      this.#shared.counters.signInsRefused += 1;
      this.#log.warn({ user }, 'a sign-in with a timing key was refused');
      return false;
    }
    this.#owner = { tenantId: key.tenantId, timingKeyUser: key.user };
    this.#shared.authority.keyUsed(key.user);
    return true;
  }

  /** From here on the stream is recorded, beginning with what was held. */
  #admitted(signedIn: boolean): void {
    const { authority, journal, fieldOrder } = this.#shared;
    const owner =
      signedIn && this.#owner !== null ? this.#owner : { tenantId: QUARANTINE, timingKeyUser: null };
    const timeZone = owner.tenantId === QUARANTINE ? 'UTC' : authority.timeZone(owner.tenantId);
    const open = {
      protocol: 'ctp01' as const,
      tenantId: owner.tenantId,
      remoteAddress: this.address,
      timingKeyUser: owner.timingKeyUser,
      program: this.#conversation.program,
      programVersion: this.#conversation.programVersion,
      fieldOrder,
      timeZone,
      openedAtMs: this.openedAtMs,
    };
    const tenantJournal = journal.of(owner.tenantId);
    const recorder = tenantJournal.record(this.#streamId);
    recorder.note('open', this.openedAtMs, open);
    const stream = { streamId: this.#streamId, open, identity: null };
    this.#recording = { stream, journal: tenantJournal, recorder };
    for (const held of this.#held.splice(0)) this.#record(held);
    this.#shared.onRecording(owner.tenantId);
    this.#log.info({ tenant: owner.tenantId, program: open.program }, 'timing software connected');
  }

  #record(held: { piece: Piece; lineCount: number; secret: boolean; atMs: InstantMs }): void {
    const bytes = held.piece.parts.reduce((sum, part) => sum + part.length, 0);
    const recording = this.#recording;
    if (recording === null) {
      this.#held.push(held);
      this.#heldBytes += bytes;
      if (this.#heldBytes > this.#shared.limits.bytesBeforeOwner) this.close('too-much-before-sign-in');
      return;
    }
    const { piece, lineCount, secret, atMs } = held;
    const parts = secret ? [Buffer.from(redactText(pieceText(piece.parts)), 'latin1')] : piece.parts;
    const position = recording.recorder.append(piece.kind, atMs, lineCount, parts);
    this.#flow.appended(recording.journal, bytes, position);
  }

  #identify(connectionId: string | null): boolean {
    const recording = this.#recording;
    // An id that comes after reads were taken changes nothing: they belong where they are.
    if (recording === null || this.#readsAccepted > 0) return false;
    const { registry, clock } = this.#shared;
    const facts = { connectionId, eventName: this.#eventName };
    const { timingSession, note } = registry.identify(
      recording.stream.open,
      facts,
      this.#timingSession,
      clock(),
    );
    recording.stream.identity = note;
    recording.recorder.note('identified', clock(), note);
    timingSession.learn(connectionId, this.#eventName);
    if (timingSession === this.#timingSession) return false;
    this.#timingSession?.release(this);
    this.#timingSession = timingSession;
    timingSession.connections.add(this);
    timingSession.join(recording.stream.open);
    registry.changed(timingSession);
    this.#log.info(
      { timingSession: timingSession.id, by: note.by, event: this.#eventName },
      'timing session found',
    );
    return true;
  }

  /** Take over a location; its rows are asked for behind those that are here already. */
  #takeLocation(location: string): void {
    const timingSession = this.#timingSession;
    if (timingSession === null) return;
    const before = timingSession.claim(location, this);
    if (before !== null) this.#replace(before, timingSession);
    this.#toAsk.push({ location, fromSeq: timingSession.resumeFrom(location) });
    this.#shared.registry.changed(timingSession);
  }

  /** Asking for rows acknowledges those before them, so first everything that was received must be durable. */
  #askForRows(): void {
    const journal = this.#recording?.journal;
    if (journal === undefined || this.#toAsk.length === 0) return;
    const asks = this.#toAsk.splice(0);
    journal.durable(journal.appendedPosition).then(
      () => {
        if (this.#closing !== null) return;
        const nowMs = this.#shared.clock();
        for (const { location, fromSeq } of asks) this.#conversation.askForRows(location, fromSeq, nowMs);
      },
      // The recording was closed: the program stops.
      () => {},
    );
  }

  #replace(before: SessionConnection, timingSession: TimingSession): void {
    const { clock, limits } = this.#shared;
    if (timingSession.ownsAny(before) || clock() - before.openedAtMs < limits.replaceAfterMs) return;
    before.replaced();
  }

  #send(text: string): void {
    if (this.#closing === null) this.#socket.write(text, 'latin1');
  }

  #ended(): void {
    const reason = this.#closing ?? 'client-left';
    this.#closing = reason;
    this.#timingSession?.release(this);
    if (this.#timingSession !== null) {
      this.#timingSession.active(this.#shared.clock());
      this.#shared.registry.changed(this.#timingSession);
    }
    this.#log.info({ reason, lines: this.#nextLine - 1, reads: this.#readsAccepted }, 'timing software left');
    this.#recordEnd(reason);
  }

  #recordEnd(reason: CloseReason): void {
    const recording = this.#recording;
    if (recording === null) return;
    const atMs = this.#shared.clock();
    const fragment = this.#cutter.takeFragment();
    if (fragment.length > 0) {
      const text = redactLine(fragment.toString('latin1'));
      recording.recorder.append('fragment', atMs, 0, [Buffer.from(text, 'latin1')]);
    }
    recording.recorder.note('close', atMs, { reason, droppedBytes: this.#cutter.droppedBytes });
  }
}
