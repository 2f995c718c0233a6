import type { InstantMs } from '../../time/units.ts';
import type { BlockMode, ScreenMode } from '../document/blocks.ts';
import type { TemplateDocument } from '../document/template.ts';
import type { Card } from './card.ts';

/** Cards kept for lists on a screen, newest first. More would not fit on any wall. */
export const RECENT_CARDS = 50;
/** Waiting cards that screens are told of; the count covers all. */
export const QUEUE_CARDS = 12;

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
  /** The guns by what their reads call them, for clocks of waves. */
  guns: Readonly<Record<string, InstantMs>>;
}

/** A card and since when it is on air. */
export interface OnAir {
  card: Card;
  sinceMs: InstantMs;
}

/** Several on air at once. A card keeps its place for as long as it is shown; null: a place that is free. */
export interface Crowd {
  mode: 'grid' | 'ticker';
  slots: readonly (OnAir | null)[];
}

/** Somebody who was seen at an earlier mat, and when they are expected; null: not known. */
export interface Approaching {
  card: Card;
  etaAtMs: InstantMs | null;
}

/** What the operator put over everything. */
export interface Program {
  blackout: boolean;
  /** The panic key: the screen rests whatever comes. */
  resting: boolean;
  message: { text: string; sinceMs: InstantMs } | null;
}

export const NO_PROGRAM: Program = { blackout: false, resting: false, message: null };

/** Does it hide whoever is on air? */
export function hidesAir({ blackout, resting, message }: Program): boolean {
  return blackout || resting || message !== null;
}

/** Everything that a screen shows. All screens of a display session hold the same value at the same revision. */
export interface ScreenState {
  session: { name: string; mode: 'pre-race' | 'results'; timeZone: string };
  template: TemplateDocument;
  recent: readonly Card[];
  /** The one on air; null when nobody is, or several are. */
  onAir: OnAir | null;
  crowd: Crowd | null;
  /** The first of those who wait. */
  queue: readonly Card[];
  /** Leaderboards by the key of their query, see `boardKey`; best first. */
  boards: Readonly<Record<string, readonly Card[]>>;
  approaching: readonly Approaching[];
  program: Program;
  status: ScreenStatus;
}

export const EMPTY_STATUS: ScreenStatus = {
  held: false,
  waiting: 0,
  reads: 0,
  crossings: 0,
  unknown: 0,
  lastReadAtMs: null,
  gunAtMs: null,
  guns: {},
};

/** A screen on which nobody has come yet. */
export function emptyScreen(shown: ScreenState['session'], template: TemplateDocument): ScreenState {
  return {
    session: shown,
    template,
    recent: [],
    onAir: null,
    crowd: null,
    queue: [],
    boards: {},
    approaching: [],
    program: NO_PROGRAM,
    status: EMPTY_STATUS,
  };
}

/** One step from a screen state to the next. A delta is a list of these. */
export type ScreenOp =
  | { op: 'card'; card: Card }
  | { op: 'card-update'; card: Card }
  | { op: 'air'; card: Card | null; sinceMs: InstantMs }
  | { op: 'crowd'; crowd: Crowd | null }
  | { op: 'slot'; mode: Crowd['mode']; index: number; slot: OnAir | null }
  | { op: 'queue'; cards: readonly Card[] }
  | { op: 'board'; key: string; rows: readonly Card[] | null }
  | { op: 'approaching'; rows: readonly Approaching[] }
  | { op: 'program'; program: Program }
  | { op: 'status'; status: Partial<ScreenStatus> }
  | { op: 'session'; session: ScreenState['session'] }
  | { op: 'template'; template: TemplateDocument }
  | { op: 'clear' };

/** What the screen is doing. The operator's word goes before everything. */
export function screenMode({
  program,
  crowd,
  onAir,
}: Pick<ScreenState, 'program' | 'crowd' | 'onAir'>): ScreenMode {
  if (program.blackout) return 'blackout';
  if (program.message !== null) return 'message';
  if (program.resting) return 'resting';
  return crowd?.mode ?? (onAir === null ? 'resting' : 'active');
}

/** The state after one step. Pure: server and screen both use it, so they cannot disagree. */
export function applyOp(state: ScreenState, step: ScreenOp): ScreenState {
  switch (step.op) {
    case 'card':
      return { ...state, recent: [step.card, ...state.recent].slice(0, RECENT_CARDS) };
    case 'card-update':
      return updateCard(state, step.card);
    case 'air':
      return { ...state, onAir: step.card === null ? null : { card: step.card, sinceMs: step.sinceMs } };
    case 'crowd':
      return { ...state, crowd: step.crowd };
    case 'slot':
      return { ...state, crowd: withSlot(state.crowd, step) };
    case 'queue':
      return { ...state, queue: step.cards };
    case 'board':
      return { ...state, boards: withBoard(state.boards, step.key, step.rows) };
    case 'approaching':
      return { ...state, approaching: step.rows };
    case 'program':
      return { ...state, program: step.program };
    case 'status':
      return { ...state, status: { ...state.status, ...step.status } };
    case 'session':
      return { ...state, session: step.session };
    case 'template':
      return { ...state, template: step.template };
    case 'clear':
      return { ...state, recent: [], onAir: null, crowd: null, queue: [] };
  }
}

/** The state after all steps of a delta, in order. */
export function applyOps(state: ScreenState, steps: readonly ScreenOp[]): ScreenState {
  return steps.reduce(applyOp, state);
}

/** Modes in which blocks are drawn; a blacked-out screen draws none. */
export function blockMode(mode: ScreenMode): BlockMode | null {
  return mode === 'blackout' ? null : mode;
}

/** A card that is shown in several places is the same in all of them. */
function updateCard(state: ScreenState, card: Card): ScreenState {
  const renew = (each: Card): Card => (each.id === card.id ? card : each);
  const renewOnAir = <T extends OnAir | null>(each: T): T =>
    each !== null && each.card.id === card.id ? { ...each, card } : each;
  return {
    ...state,
    recent: state.recent.map(renew),
    queue: state.queue.map(renew),
    onAir: renewOnAir(state.onAir),
    crowd: state.crowd && { ...state.crowd, slots: state.crowd.slots.map(renewOnAir) },
  };
}

function withSlot(crowd: Crowd | null, { mode, index, slot }: Extract<ScreenOp, { op: 'slot' }>): Crowd {
  const slots = crowd?.mode === mode ? [...crowd.slots] : [];
  while (slots.length <= index) slots.push(null);
  slots[index] = slot;
  return { mode, slots };
}

function withBoard(
  boards: ScreenState['boards'],
  key: string,
  rows: readonly Card[] | null,
): ScreenState['boards'] {
  const { [key]: _before, ...others } = boards;
  return rows === null ? others : { ...others, [key]: rows };
}
