import type { ScreenServerMessage } from '@project88/core/contract/live.ts';
import { LIVE_PROTOCOL_VERSION } from '@project88/core/contract/live.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import { CROWDED_SCREENS, FLUSH_CROWDED_MS, FLUSH_MAX_MS, FLUSH_MS_PER_SCREEN, TICK_MS } from './limits.ts';
import type { Room } from './room.ts';
import { encode, Screens } from './screens.ts';
import type { OperatorAction } from './types.ts';

/** Why a room is closed. */
export type RoomEnd = 'deleted' | 'expired' | 'suspended';

/**
 * A room with its screens and its timers: turns changes into numbered deltas and lets time pass for the card on air.
 *
 * The first change goes out at once. What follows within the next moment goes out together, because the cost is one
 * socket write for each screen and frame. The moment grows with the number of screens, up to one frame of 60 Hz.
 */
export class Channel {
  readonly room: Room;
  readonly screens = new Screens();
  readonly #clock: Clock;
  readonly #tick: NodeJS.Timeout;
  #rev = 1;
  #lastFlush = Number.NEGATIVE_INFINITY;
  #flushTimer: NodeJS.Timeout | null = null;
  #airTimer: NodeJS.Timeout | null = null;
  #airDue: InstantMs | null = null;

  constructor(room: Room, clock: Clock) {
    this.room = room;
    this.#clock = clock;
    this.#tick = setInterval(() => this.#sendTick(), TICK_MS);
  }

  /** Revision of the state that all screens have been sent. */
  get rev(): number {
    return this.#rev;
  }

  accept(read: Read, replayed: boolean): void {
    this.room.accept(read, replayed, this.#clock());
    this.changed();
  }

  command(action: OperatorAction): void {
    this.room.command(action, this.#clock());
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
    this.#lastFlush = performance.now();
    const from = this.#rev++;
    if (this.screens.size === 0) return;
    const delta = encode({ t: 'delta', from, rev: this.#rev, nowMs: this.#clock(), ops });
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
    for (const timer of [this.#flushTimer, this.#airTimer]) if (timer !== null) clearTimeout(timer);
  }
}
