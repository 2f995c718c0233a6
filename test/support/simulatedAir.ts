import { Air } from '@project88/core/displays/air/air.ts';
import type { AiringSettings } from '@project88/core/displays/document/template.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { instantMs } from '@project88/core/time/units.ts';

/** One stay on air. */
export interface Stay {
  id: number;
  fromMs: number;
  toMs: number;
}

/**
 * A queue under a simulated clock that jumps from change to change. It writes down who was on air from when to when, in
 * which mode the screen was, and that nobody is ever lost.
 */
export class SimulatedAir {
  readonly air: Air;
  nowMs = 0;
  readonly stays: Stay[] = [];
  /** Changes of the mode as a screen sees it. */
  readonly modes: { atMs: number; mode: string }[] = [];
  backlogMost = 0;
  /** How long each was on air without anything over it, by number. */
  readonly seenMs = new Map<number, number>();
  #isCovered = false;
  #lookedAtMs = 0;
  readonly #on = new Map<number, number>();

  constructor(settings: AiringSettings) {
    this.air = new Air(settings);
    this.look();
  }

  /** Let the clock run to an instant, through all changes that are due until then. */
  runTo(ms: number): void {
    for (;;) {
      const due = this.air.nextChangeAt();
      if (due === null || due > ms) break;
      this.nowMs = Math.max(this.nowMs, due);
      this.air.advance(instantMs(this.nowMs));
      this.look();
    }
    this.nowMs = Math.max(this.nowMs, ms);
  }

  /** A card comes now. */
  come(card: Card): void {
    this.air.enqueue(card, instantMs(this.nowMs));
    this.air.advance(instantMs(this.nowMs));
    this.look();
  }

  /** An operator does something now. */
  operate(act: (air: Air, nowMs: ReturnType<typeof instantMs>) => void): void {
    act(this.air, instantMs(this.nowMs));
    this.air.advance(instantMs(this.nowMs));
    this.look();
  }

  /** Something comes over everything now, or is taken away. */
  cover(covered: boolean): void {
    this.look();
    this.#isCovered = covered;
    this.air.cover(covered, instantMs(this.nowMs));
    for (const { card, sinceMs } of this.air.shown) this.#on.set(card.id, sinceMs);
    this.air.advance(instantMs(this.nowMs));
    this.look();
  }

  /** Run until nothing changes by itself. */
  runOut(): void {
    for (let due = this.air.nextChangeAt(); due !== null; due = this.air.nextChangeAt()) {
      this.runTo(Math.max(this.nowMs, due));
    }
  }

  look(): void {
    const { arrived, shown, skipped, overflowed } = this.air.counts;
    const counted = shown + skipped + overflowed + this.air.shown.length + this.air.waiting;
    if (counted !== arrived) throw new Error(`of ${arrived} cards ${counted} are accounted for`);
    this.backlogMost = Math.max(this.backlogMost, this.air.waiting);
    this.#lookAtAir();
    const mode = this.air.crowd?.mode ?? (this.air.onAir === null ? 'resting' : 'active');
    if (this.modes.at(-1)?.mode !== mode) this.modes.push({ atMs: this.nowMs, mode });
  }

  #lookAtAir(): void {
    const passedMs = this.#isCovered ? 0 : this.nowMs - this.#lookedAtMs;
    for (const id of this.#on.keys()) this.seenMs.set(id, (this.seenMs.get(id) ?? 0) + passedMs);
    this.#lookedAtMs = this.nowMs;
    const now = new Map(this.air.shown.map(({ card, sinceMs }) => [card.id, sinceMs]));
    for (const [id, fromMs] of this.#on) {
      if (now.get(id) === fromMs) continue;
      this.stays.push({ id, fromMs, toMs: this.nowMs });
      this.#on.delete(id);
    }
    for (const [id, sinceMs] of now) this.#on.set(id, sinceMs);
  }
}
