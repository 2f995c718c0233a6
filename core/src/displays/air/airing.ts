import { type InstantMs, instantMs } from '../../time/units.ts';
import type { AiringSettings } from '../document/template.ts';
import type { Card } from '../screen/card.ts';

/** Cards that may wait to be on air. Beyond it the oldest waiting one gives way and is counted in `skipped`. */
export const WAITING_CARDS_LIMIT = 5_000;

/** Which card is on air and which wait. The server owns it; screens only follow. */
export interface AirState {
  waiting: readonly Card[];
  onAir: { card: Card; sinceMs: InstantMs } | null;
  held: boolean;
  /** Cards that gave way because too many waited. They stay in the recent list; operators see the count. */
  skipped: number;
}

export const EMPTY_AIR: AirState = { waiting: [], onAir: null, held: false, skipped: 0 };

/** Put a card at the end of the queue. */
export function enqueue(air: AirState, card: Card): AirState {
  const waiting = [...air.waiting, card];
  if (waiting.length <= WAITING_CARDS_LIMIT) return { ...air, waiting };
  return { ...air, waiting: waiting.slice(1), skipped: air.skipped + 1 };
}

/** Replace a card's content wherever it stands. */
export function updateCard(air: AirState, card: Card): AirState {
  const waiting = air.waiting.map((each) => (each.id === card.id ? card : each));
  const onAir = air.onAir?.card.id === card.id ? { ...air.onAir, card } : air.onAir;
  return { ...air, waiting, onAir };
}

/**
 * Let time pass: the next card comes on air when the present one has had its time, and the screen rests when nobody
 * waits. Nothing moves while held. At most one card changes per call; `nextChangeAt` tells when to call again.
 */
export function advance(air: AirState, nowMs: InstantMs, settings: AiringSettings): AirState {
  const due = nextChangeAt(air, settings);
  if (due === null || due > nowMs) return air;
  return takeNext(air, nowMs);
}

/** When the next change is due by itself, or null when nothing will change without a new card or an operator. */
export function nextChangeAt(air: AirState, settings: AiringSettings): InstantMs | null {
  if (air.held) return null;
  const someoneWaits = air.waiting.length > 0;
  if (air.onAir === null) return someoneWaits ? instantMs(0) : null;
  if (!someoneWaits) return instantMs(air.onAir.sinceMs + settings.restAfterMs);
  const dwellMs = air.waiting.length >= settings.hurryFrom ? settings.minDwellMs : settings.dwellMs;
  return instantMs(air.onAir.sinceMs + dwellMs);
}

/** Bring the next card on air now, or rest when nobody waits. The operator's "next", also while held. */
export function takeNext(air: AirState, nowMs: InstantMs): AirState {
  const [card, ...waiting] = air.waiting;
  return { ...air, waiting, onAir: card === undefined ? null : { card, sinceMs: nowMs } };
}

/** Freeze what is on air (`true`) or let the queue run again (`false`). */
export function hold(air: AirState, held: boolean): AirState {
  return { ...air, held };
}

/** Empty the queue and rest. */
export function clearAir(air: AirState): AirState {
  return { ...air, waiting: [], onAir: null };
}
