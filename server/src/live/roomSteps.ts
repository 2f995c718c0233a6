import type { Air } from '@project88/core/displays/air/air.ts';
import {
  applyOp,
  type Crowd,
  type OnAir,
  QUEUE_CARDS,
  RECENT_CARDS,
  type ScreenOp,
  type ScreenState,
} from '@project88/core/displays/screen/screen.ts';

/**
 * The state of a room's screens, and the steps to it that are not sent yet. Every step is applied here as well, so a
 * snapshot equals what the deltas add up to.
 */
export class RoomSteps {
  #screen: ScreenState;
  #steps: ScreenOp[] = [];

  constructor(screen: ScreenState) {
    this.#screen = screen;
  }

  get screen(): ScreenState {
    return this.#screen;
  }

  add(step: ScreenOp): void {
    this.#screen = applyOp(this.#screen, step);
    const last = this.#steps.at(-1);
    if (step.op === 'status' && last?.op === 'status') {
      this.#steps[this.#steps.length - 1] = { op: 'status', status: { ...last.status, ...step.status } };
    } else {
      this.#steps.push(step);
    }
  }

  /** Change the state in a way that no step describes: the caller sends a snapshot. */
  replace(change: Partial<ScreenState>): void {
    this.#screen = { ...this.#screen, ...change };
  }

  /** Bring the screens to what the queue says; only what is different makes a step. */
  show(air: Air): void {
    this.#showOnAir(air.onAir);
    this.#showCrowd(air.crowd);
    const queue = air.first(QUEUE_CARDS);
    const before = this.#screen.queue;
    if (queue.length !== before.length || queue.some((card, index) => card !== before[index])) {
      this.add({ op: 'queue', cards: queue });
    }
    const { held, waiting } = this.#screen.status;
    if (held !== air.held || waiting !== air.waiting) {
      this.add({ op: 'status', status: { held: air.held, waiting: air.waiting } });
    }
  }

  #showOnAir(onAir: OnAir | null): void {
    const before = this.#screen.onAir;
    if (isSame(onAir, before)) return;
    const sinceMs = onAir?.sinceMs ?? before?.sinceMs;
    if (sinceMs !== undefined) this.add({ op: 'air', card: onAir?.card ?? null, sinceMs });
  }

  #showCrowd(crowd: Crowd | null): void {
    const before = this.#screen.crowd;
    if (crowd === null || crowd.mode !== before?.mode || crowd.slots.length !== before.slots.length) {
      if (crowd !== before) this.add({ op: 'crowd', crowd });
      return;
    }
    crowd.slots.forEach((slot, index) => {
      if (isSame(slot, before.slots[index] ?? null)) return;
      this.add({ op: 'slot', mode: crowd.mode, index, slot });
    });
  }

  /** The steps since the last call, without what can no longer be seen. */
  take(): ScreenOp[] {
    const steps = this.#steps;
    this.#steps = [];
    return dropOvertaken(steps);
  }
}

function isSame(one: OnAir | null, other: OnAir | null): boolean {
  return one?.card === other?.card && one?.sinceMs === other?.sinceMs;
}

/** Of a burst only the last cards can still be seen; of what is sent as a whole only the last counts. */
function dropOvertaken(steps: ScreenOp[]): ScreenOp[] {
  let spare = steps.filter((step) => step.op === 'card').length - RECENT_CARDS;
  const status: Partial<ScreenState['status']> = {};
  const newest = new Map<string, ScreenOp>();
  for (const step of steps) newest.set(wholeOf(step) ?? '', step);
  const kept = steps.filter((step) => {
    if (step.op === 'status') Object.assign(status, step.status);
    const whole = wholeOf(step);
    if (whole !== null && newest.get(whole) !== step) return false;
    return step.op !== 'status' && !(step.op === 'card' && spare-- > 0);
  });
  if (Object.keys(status).length > 0) kept.push({ op: 'status', status });
  return kept;
}

/** What a step replaces as a whole; null for a step that changes a part. */
function wholeOf(step: ScreenOp): string | null {
  if (step.op === 'board') return `board ${step.key}`;
  return step.op === 'queue' || step.op === 'approaching' || step.op === 'air' ? step.op : null;
}
