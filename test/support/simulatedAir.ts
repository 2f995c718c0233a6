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
    const now = new Map(this.air.shown.map(({ card, sinceMs }) => [card.id, sinceMs]));
    for (const [id, fromMs] of this.#on) {
      if (now.get(id) === fromMs) continue;
      this.stays.push({ id, fromMs, toMs: this.nowMs });
      this.#on.delete(id);
    }
    for (const [id, sinceMs] of now) this.#on.set(id, sinceMs);
  }
}
