import type { InstantMs } from '@project88/core/time/units.ts';
import type { IngestLimits } from './limits.ts';

/** Span over which new connections of one address are counted, in milliseconds. */
const WINDOW_MS = 10_000;

interface AddressState {
  open: number;
  windowStartMs: InstantMs;
  inWindow: number;
}

/** Decides whether one more connection is let in. A flood from one address must not take the places of others. */
export class AdmissionGate {
  readonly #limits: IngestLimits;
  readonly #addresses = new Map<string, AddressState>();
  #open = 0;

  constructor(limits: IngestLimits) {
    this.#limits = limits;
  }

  get open(): number {
    return this.#open;
  }

  /** True when the connection may stay; then `leave` must be called at its end. */
  enter(address: string, nowMs: InstantMs): boolean {
    const state = this.#stateOf(address, nowMs);
    state.inWindow += 1;
    const refused =
      this.#open >= this.#limits.connections ||
      state.open >= this.#limits.connectionsPerAddress ||
      state.inWindow > this.#limits.newConnectionsPer10S;
    if (refused) return false;
    state.open += 1;
    this.#open += 1;
    return true;
  }

  leave(address: string): void {
    const state = this.#addresses.get(address);
    if (state === undefined) return;
    state.open -= 1;
    this.#open -= 1;
  }

  /** Forget addresses that are gone, so that a scan from many does not stay in memory. */
  forget(nowMs: InstantMs): void {
    for (const [address, state] of this.#addresses) {
      if (state.open === 0 && nowMs - state.windowStartMs > WINDOW_MS) this.#addresses.delete(address);
    }
  }

  #stateOf(address: string, nowMs: InstantMs): AddressState {
    const state = this.#addresses.get(address) ?? { open: 0, windowStartMs: nowMs, inWindow: 0 };
    this.#addresses.set(address, state);
    if (nowMs - state.windowStartMs > WINDOW_MS) {
      state.windowStartMs = nowMs;
      state.inWindow = 0;
    }
    return state;
  }
}
