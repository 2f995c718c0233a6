import type { BoardQuery } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { boardKey } from '@project88/core/displays/screen/arrange.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import {
  EMPTY_STATUS,
  emptyScreen,
  NO_PROGRAM,
  type ScreenState,
} from '@project88/core/displays/screen/screen.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { runner } from './runners.ts';

export type Scene = 'resting' | 'active' | 'long-name' | 'grid' | 'ticker' | 'message';

const GUN_AGE_MS = 4_364_000;
const LONG_NAME_PLACE = 5;
const CROWD_AGE_MS = 900;

/** Designs for the time before the gun: nobody has a result yet, and the start is a quarter of an hour away. */
const BEFORE_THE_GUN = ['start-line', 'expo'];
const TO_START_MS = 902_000;

function early(state: ScreenState, nowMs: number): ScreenState {
  const until = new Date(nowMs + TO_START_MS).toISOString().slice(11, 19);
  const plain = (card: Card): Card => ({
    ...card,
    gunTimeMs: null,
    chipTimeMs: null,
    placeOverall: null,
    status: null,
  });
  const layouts = state.template.layouts.map((layout) => ({
    ...layout,
    blocks: layout.blocks.map((block) =>
      block.kind === 'clock' && block.source === 'countdown' ? { ...block, until } : block,
    ),
  }));
  return {
    ...state,
    template: { ...state.template, layouts },
    recent: state.recent.map(plain),
    onAir: state.onAir && { ...state.onAir, card: plain(state.onAir.card) },
    crowd: state.crowd && {
      ...state.crowd,
      slots: state.crowd.slots.map((slot) => slot && { ...slot, card: plain(slot.card) }),
    },
    status: { ...state.status, gunAtMs: null },
  };
}

/** A screen in the middle of a race, in one of its modes. */
export function scene(template: TemplateDocument, name: Scene, nowMs: number): ScreenState {
  const state = midRace(template, name, nowMs);
  return BEFORE_THE_GUN.includes(template.id) ? early(state, nowMs) : state;
}

function midRace(template: TemplateDocument, name: Scene, nowMs: number): ScreenState {
  const recent = Array.from({ length: 30 }, (_, index) => runner(36 - index, nowMs - index * 4_000));
  const onAir =
    name === 'active' ? runner(1, nowMs) : name === 'long-name' ? runner(LONG_NAME_PLACE, nowMs) : null;
  const mode = name === 'grid' || name === 'ticker' ? name : null;
  return {
    ...emptyScreen({ name: 'Harbour Half Marathon', mode: 'results', timeZone: 'UTC' }, template),
    recent,
    queue: recent.slice(0, 4),
    onAir: onAir && { card: onAir, sinceMs: instantMs(nowMs) },
    crowd: mode && { mode, slots: crowdOf(template, mode, nowMs) },
    boards: Object.fromEntries(boardsOf(template).map((board) => [boardKey(board), placesOf(board, nowMs)])),
    approaching: Array.from({ length: 10 }, (_, index) => ({
      card: runner(40 + index, nowMs),
      etaAtMs: instantMs(nowMs + 24_000 + index * 31_000),
    })),
    program: {
      ...NO_PROGRAM,
      message: name === 'message' ? { text: MESSAGE, sinceMs: instantMs(nowMs) } : null,
    },
    status: {
      ...EMPTY_STATUS,
      waiting: name === 'resting' || name === 'message' ? 0 : 6,
      crossings: 431,
      gunAtMs: instantMs(nowMs - GUN_AGE_MS),
    },
  };
}

const MESSAGE = 'Prize giving at noon beside the old lighthouse';

function crowdOf({ airing }: TemplateDocument, mode: 'grid' | 'ticker', nowMs: number) {
  const places = mode === 'grid' ? (airing.crowd?.gridCards ?? 0) : (airing.crowd?.tickerCards ?? 0);
  return Array.from({ length: places }, (_, index) => ({
    card: runner(index + 1, nowMs),
    sinceMs: instantMs(nowMs - CROWD_AGE_MS),
  }));
}

function boardsOf({ layouts }: TemplateDocument): BoardQuery[] {
  return layouts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'list' && block.board ? [block.board] : [])),
  );
}

function placesOf({ sex, most }: BoardQuery, nowMs: number) {
  const all = Array.from({ length: 80 }, (_, index) => runner(index + 1, nowMs));
  return all.filter((card) => sex === '' || card.sex === sex).slice(0, most);
}
