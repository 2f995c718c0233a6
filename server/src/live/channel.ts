import type { LatencyView, ScreenServerMessage } from '@project88/core/contract/live.ts';
import { LIVE_PROTOCOL_VERSION } from '@project88/core/contract/live.ts';
import type { OperatorCommand, ProgramView, TakeBody } from '@project88/core/contract/program.ts';
import { NO_PROGRAM, type Program } from '@project88/core/displays/screen/screen.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import { Called, type CrossingRef } from './called.ts';
import { encode } from './channelMessages.ts';
import {
  afterTake,
  type ProgramContent,
  programOf,
  type Showing,
  showing,
  type TakeParts,
  viewProgram,
} from './channelProgram.ts';
import { Latency } from './latency.ts';
import {
  CROWDED_SCREENS,
  FLUSH_CROWDED_MS,
  FLUSH_MAX_MS,
  FLUSH_MS_PER_SCREEN,
  TICK_MS,
  WAITING_SHOWN,
} from './limits.ts';
import type { Room } from './room.ts';
import { type DesignChange, Screens } from './screens.ts';
import { KnownScreens, type KnownSettings } from './screensKnown.ts';

/** Why a room is closed. */
export type RoomEnd = 'deleted' | 'expired' | 'suspended';

/** What operators have decided beside the room's own content. */
export interface ChannelContent {
  program: ProgramContent;
  screens: readonly KnownSettings[];
  called: readonly CrossingRef[];
}

/**
 * A room with its screens and its timers: turns changes into numbered deltas and lets time pass for the card on air and
 * for the playlist.
 *
 * The first change goes out at once. What follows within the next moment goes out together, because the cost is one
 * socket write for each screen and frame. The moment grows with the number of screens, up to one frame of 60 Hz.
 */
export class Channel {
  readonly room: Room;
  readonly screens: Screens;
  readonly latency = new Latency();
  readonly called: Called;
  readonly #clock: Clock;
  readonly #tick: NodeJS.Timeout;
  #program: ProgramContent;
  #shown: Program = NO_PROGRAM;
  #rev = 1;
  #design: DesignChange;
  /** When the newest read that is not sent yet was received. */
  #readAtMs: InstantMs | null = null;
  #lastFlush = Number.NEGATIVE_INFINITY;
  #flushTimer: NodeJS.Timeout | null = null;
  #airTimer: NodeJS.Timeout | null = null;
  #airDue: InstantMs | null = null;
  #playlistTimer: NodeJS.Timeout | null = null;

  constructor(room: Room, clock: Clock, content?: ChannelContent) {
    this.room = room;
    this.#clock = clock;
    this.called = new Called(content?.called);
    this.#program = content?.program ?? programOf(room.content.template);
    this.#design = { rev: this.#rev, atMs: clock() };
    this.screens = new Screens(new KnownScreens(content?.screens));
    this.#tick = setInterval(() => this.#sendTick(), TICK_MS);
    this.#showProgram();
  }

  /** Revision of the state that all screens have been sent. */
  get rev(): number {
    return this.#rev;
  }

  /** When the design that is on air came. */
  get design(): DesignChange {
    return this.#design;
  }

  get program(): ProgramContent {
    return this.#program;
  }

  /** What shows now: the template, or the playlist's item. */
  get showing(): Showing {
    return showing(this.#program, this.#clock(), this.room.content.session.timeZone);
  }

  /** Of the cards that consoles see, those that an announcer has called. */
  get calledCards(): number[] {
    const cards = [...this.room.screen.recent, ...this.room.air.first(WAITING_SHOWN)];
    const isCalled = (id: number): boolean => {
      const crossing = this.room.crossingOf(id);
      return crossing !== null && this.called.has(crossing);
    };
    return [...new Set(cards.map(({ id }) => id))].filter(isCalled);
  }

  accept(read: Read, replayed: boolean): void {
    this.room.accept(read, replayed, this.#clock());
    if (!replayed) this.#readAtMs = read.receivedAtMs;
    this.changed();
  }

  command(command: OperatorCommand): void {
    this.room.command(command, this.#clock());
    this.changed();
  }

  /** Put something else on air. Throws `PROGRAM_CHANGED`. Answers what was on air before and what is now. */
  take(wanted: TakeBody, parts: TakeParts): { before: ProgramView; after: ProgramView } {
    const before = viewProgram(this.#program);
    this.#program = afterTake(this.#program, wanted, parts, this.#clock());
    this.#showProgram();
    return { before, after: viewProgram(this.#program) };
  }

  /** What is stored, when somebody else changed it. Older than what is on air it is left. */
  replaceProgram(program: ProgramContent): void {
    if (program.programRev < this.#program.programRev) return;
    const { frozen } = this.#program;
    this.#program = program;
    if (program.frozen !== frozen) this.screens.freeze(program.frozen);
    this.#showProgram();
  }

  replaceScreens(stored: readonly KnownSettings[]): void {
    this.screens.known.replace(stored);
    this.screens.sendSettings();
  }

  /** While frozen, no page takes a newer version of itself. */
  freeze(frozen: boolean): void {
    if (frozen === this.#program.frozen) return;
    this.#program = { ...this.#program, frozen };
    this.screens.freeze(frozen);
  }

  /** An announcer has called a card, or takes that back. Answers false for a card that has long been gone. */
  call(cardId: number, called: boolean): boolean {
    const crossing = this.room.crossingOf(cardId);
    if (crossing !== null) this.called.set(crossing, called);
    return crossing !== null;
  }

  latencyView(): LatencyView | null {
    return this.latency.view(this.#clock());
  }

  /** Bring the room to what the program says, and come again when the playlist turns. */
  #showProgram(): void {
    const { template, playlist } = this.showing;
    if (differ(template.document, this.room.content.template)) {
      this.room.replaceContent({ template: template.document }, this.#clock());
      // It goes out with the next delta.
      this.#design = { rev: this.#rev + 1, atMs: this.#clock() };
    }
    const { program } = this.#program;
    if (program !== this.#shown) this.room.setProgram(program, this.#clock());
    this.#shown = program;
    if (this.#playlistTimer !== null) clearTimeout(this.#playlistTimer);
    const nextAtMs = playlist?.nextAtMs ?? null;
    this.#playlistTimer =
      nextAtMs === null ? null : setTimeout(() => this.#showProgram(), Math.max(1, nextAtMs - this.#clock()));
    this.changed();
  }

  /** Something in the room may have changed: send it now or with the next flush. */
  changed(): void {
    this.#scheduleAir();
    if (this.#flushTimer !== null) return;
    const waitMs = this.#lastFlush + this.#flushEveryMs() - performance.now();
    if (waitMs <= 0) this.#flush();
    else this.#flushTimer = setTimeout(() => this.#flush(), waitMs);
  }

  #flushEveryMs(): number {
    const count = this.screens.size;
    return count > CROWDED_SCREENS ? FLUSH_CROWDED_MS : Math.min(FLUSH_MAX_MS, count * FLUSH_MS_PER_SCREEN);
  }

  #flush(): void {
    if (this.#flushTimer !== null) clearTimeout(this.#flushTimer);
    this.#flushTimer = null;
    const ops = this.room.takeSteps();
    if (ops.length === 0) return;
    const readAtMs = this.#readAtMs;
    this.#readAtMs = null;
    this.#lastFlush = performance.now();
    const from = this.#rev++;
    if (this.screens.size === 0) return;
    const nowMs = this.#clock();
    const delta = encode({
      t: 'delta',
      from,
      rev: this.#rev,
      nowMs,
      ops,
      ...(readAtMs !== null && { readAtMs }),
    });
    this.screens.broadcast(delta, () => this.snapshot());
  }

  /** The whole state as one message. Changes that are not sent yet go out first, so that revisions stay in step. */
  snapshot(): Buffer {
    if (this.#flushTimer !== null) this.#flush();
    return encode(this.#snapshotMessage());
  }

  #snapshotMessage(): ScreenServerMessage {
    return {
      t: 'snapshot',
      v: LIVE_PROTOCOL_VERSION,
      rev: this.#rev,
      nowMs: this.#clock(),
      state: this.room.screen,
    };
  }

  /** Replace the state of every screen, for changes that deltas do not describe. */
  sendSnapshots(): void {
    this.room.takeSteps();
    this.#readAtMs = null;
    this.#rev++;
    this.#scheduleAir();
    const message = encode(this.#snapshotMessage());
    this.screens.broadcast(message, () => message);
  }

  #sendTick(): void {
    const nowMs = this.#clock();
    this.screens.dismiss('expired', (screen) => screen.linkExpiresAtMs <= nowMs);
    if (this.screens.size === 0) return;
    this.screens.broadcast(encode({ t: 'tick', rev: this.#rev, nowMs }), () => this.snapshot());
  }

  #scheduleAir(): void {
    const due = this.room.nextChangeAt();
    if (due === this.#airDue) return;
    this.#airDue = due;
    if (this.#airTimer !== null) clearTimeout(this.#airTimer);
    this.#airTimer =
      due === null ? null : setTimeout(() => this.#advance(), Math.max(0, due - this.#clock()));
  }

  #advance(): void {
    this.#airDue = null;
    this.#airTimer = null;
    this.room.advance(this.#clock());
    this.changed();
  }

  close(reason: RoomEnd): void {
    // The sockets of a suspended partner are closed all at once, see `OpenSockets`.
    if (reason !== 'suspended') this.screens.dismiss(reason);
    this.stop();
  }

  /** End the timers; the screens' sockets are left to whoever owns them. */
  stop(): void {
    clearInterval(this.#tick);
    for (const timer of [this.#flushTimer, this.#airTimer, this.#playlistTimer]) {
      if (timer !== null) clearTimeout(timer);
    }
  }
}

/** The same document read twice from the store is not a change. */
function differ(one: unknown, other: unknown): boolean {
  return one !== other && JSON.stringify(one) !== JSON.stringify(other);
}
