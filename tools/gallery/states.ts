import type { BoardQuery } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { boardKey } from '@project88/core/displays/screen/arrange.ts';
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

/** A screen in the middle of a race, in one of its modes. */
export function scene(template: TemplateDocument, name: Scene, nowMs: number): ScreenState {
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
