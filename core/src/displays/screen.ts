import type { InstantMs } from '../time/units.ts';
import type { Card } from './card.ts';
import type { TemplateDocument } from './template.ts';

/** Cards kept for lists on a screen, newest first. More would not fit on any wall. */
export const RECENT_CARDS = 50;

/** Numbers and flags beside the cards. Instants are server time. */
export interface ScreenStatus {
  held: boolean;
  /** Cards that wait to be on air: the backlog. */
  waiting: number;
  reads: number;
  crossings: number;
  unknown: number;
  lastReadAtMs: InstantMs | null;
  /** The earliest gun of the bound streams, for the race clock. */
  gunAtMs: InstantMs | null;
}

/** Everything that a screen shows. All screens of a display session hold the same value at the same revision. */
export interface ScreenState {
  session: { name: string; mode: 'pre-race' | 'results'; timeZone: string };
  template: TemplateDocument;
  recent: Card[];
  onAir: { card: Card; sinceMs: InstantMs } | null;
  status: ScreenStatus;
}

/** One step from a screen state to the next. A delta is a list of these. */
export type ScreenOp =
  | { op: 'card'; card: Card }
  | { op: 'card-update'; card: Card }
  | { op: 'air'; card: Card | null; sinceMs: InstantMs }
  | { op: 'status'; status: Partial<ScreenStatus> }
  | { op: 'session'; session: ScreenState['session'] }
  | { op: 'template'; template: TemplateDocument }
  | { op: 'clear' };

/** The state after one step. Pure: server and screen both use it, so they cannot disagree. */
export function applyOp(state: ScreenState, step: ScreenOp): ScreenState {
  switch (step.op) {
    case 'card':
      return { ...state, recent: [step.card, ...state.recent].slice(0, RECENT_CARDS) };
    case 'card-update':
      return {
        ...state,
        recent: state.recent.map((card) => (card.id === step.card.id ? step.card : card)),
        onAir: state.onAir?.card.id === step.card.id ? { ...state.onAir, card: step.card } : state.onAir,
      };
    case 'air':
      return { ...state, onAir: step.card === null ? null : { card: step.card, sinceMs: step.sinceMs } };
    case 'status':
      return { ...state, status: { ...state.status, ...step.status } };
    case 'session':
      return { ...state, session: step.session };
    case 'template':
      return { ...state, template: step.template };
    case 'clear':
      return { ...state, recent: [], onAir: null };
  }
}

/** The state after all steps of a delta, in order. */
export function applyOps(state: ScreenState, steps: readonly ScreenOp[]): ScreenState {
  return steps.reduce(applyOp, state);
}
