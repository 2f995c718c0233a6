import type { InstantMs } from '../../time/units.ts';
import type { Block, BoardQuery, CardCondition, ListBlock, ScreenMode } from '../document/blocks.ts';
import type { TextField } from '../document/fields.ts';
import type { Box } from '../document/style.ts';
import type { Layout } from '../document/template.ts';
import { isFilled } from '../text/format.ts';
import type { Card, ShownCard } from './card.ts';
import type { ScreenState } from './screen.ts';

/** Where the canvas stands on a screen: factors and an offset, in screen pixels. */
export interface Placement {
  scale: number;
  /** Another than `scale` only for a canvas that is stretched. */
  scaleY: number;
  left: number;
  top: number;
}

/**
 * The layout whose shape is nearest to the screen's. Ratios are compared by their logarithm, so that twice as wide and
 * twice as tall are equally far. Null for a document without layouts.
 */
export function nearestLayout(layouts: readonly Layout[], widthPx: number, heightPx: number): Layout | null {
  const target = Math.log(widthPx / heightPx);
  const distance = ({ canvas }: Layout): number => {
    const output = canvas.pixelMap ?? canvas;
    return Math.abs(Math.log(output.widthPx / output.heightPx) - target);
  };
  return layouts.reduce<Layout | null>(
    (best, layout) => (best === null || distance(layout) < distance(best) ? layout : best),
    null,
  );
}

/** Where a canvas stands on a screen, by its own fit: all of it centred, the whole screen filled, or pixel for pixel. */
export function placeCanvas(
  canvas: Pick<Layout['canvas'], 'widthPx' | 'heightPx'> & { fit?: Layout['canvas']['fit'] },
  widthPx: number,
  heightPx: number,
): Placement {
  const across = widthPx / canvas.widthPx;
  const down = heightPx / canvas.heightPx;
  if (canvas.fit === 'native') return { scale: 1, scaleY: 1, left: 0, top: 0 };
  if (canvas.fit === 'stretch') return { scale: across, scaleY: down, left: 0, top: 0 };
  const scale = canvas.fit === 'cover' ? Math.max(across, down) : Math.min(across, down);
  return {
    scale,
    scaleY: scale,
    left: (widthPx - canvas.widthPx * scale) / 2,
    top: (heightPx - canvas.heightPx * scale) / 2,
  };
}

/** Where a block stands in a mode of the screen, and how clear it is. */
export function blockPlacement(
  { box, rotationDeg = 0, opacity = 1, inMode }: Pick<Block, 'box' | 'rotationDeg' | 'opacity' | 'inMode'>,
  mode: ScreenMode,
): { box: Box; rotationDeg: number; opacity: number } {
  const change = mode === 'blackout' ? undefined : inMode?.[mode];
  return {
    box: change?.box ?? box,
    rotationDeg: change?.rotationDeg ?? rotationDeg,
    opacity: change?.opacity ?? opacity,
  };
}

/** Whether a block is shown in a mode of the screen, with this card on air (null: none). */
export function isShown(
  block: Pick<Block, 'modes' | 'hidden' | 'when' | 'unless'>,
  mode: ScreenMode,
  card: Card | null,
): boolean {
  if (block.hidden === true || mode === 'blackout') return false;
  if (block.modes !== undefined && !block.modes.includes(mode)) return false;
  return meetsCondition(block, card);
}

/** Whether a block or cell keeps its `when` and `unless` for a card; without a card every field is empty. */
export function meetsCondition(part: CardCondition, card: ShownCard | null): boolean {
  const filled = (field: TextField): boolean => card !== null && isFilled(card, field);
  if (part.when !== undefined && !filled(part.when)) return false;
  return part.unless === undefined || !filled(part.unless);
}

/** What a list shows is made of this part of the state alone: while it is the same value, the rows are the same. */
export function listSource(
  { source, board }: Pick<ListBlock, 'source' | 'board'>,
  state: ScreenState,
): unknown {
  switch (source) {
    case 'leaderboard':
      return board === undefined ? undefined : state.boards[boardKey(board)];
    case 'splits':
      return state.onAir?.card;
    default:
      return state[source];
  }
}

/**
 * The rows of a list, as many as there are: the caller shows the first, or turns pages. Null is a place that nobody has
 * at the moment: in a crowd a runner stays where they are. Times until arrival are counted from `nowMs`.
 */
export function listRows(
  block: Pick<ListBlock, 'source' | 'board' | 'unknownBibs'>,
  state: ScreenState,
  nowMs: InstantMs | null = null,
): (ShownCard | null)[] {
  const rows = rowsOf(block, state, nowMs);
  if (block.unknownBibs === 'show') return rows;
  if (block.source === 'crowd') return rows.map((card) => (card?.known ? card : null));
  return rows.filter((card) => card?.known);
}

function rowsOf(
  { source, board }: Pick<ListBlock, 'source' | 'board'>,
  state: ScreenState,
  nowMs: InstantMs | null,
): (ShownCard | null)[] {
  switch (source) {
    case 'recent':
      return [...state.recent];
    case 'queue':
      return [...state.queue];
    case 'crowd':
      return (state.crowd?.slots ?? []).map((slot) => slot?.card ?? null);
    case 'leaderboard':
      return ranked(board === undefined ? [] : (state.boards[boardKey(board)] ?? []));
    case 'splits':
      return splitRows(state.onAir?.card ?? null);
    case 'approaching':
      return state.approaching.map(({ card, etaAtMs }) => ({
        ...card,
        etaMs: etaAtMs === null || nowMs === null ? null : Math.max(0, etaAtMs - nowMs),
      }));
  }
}

/** Those who are on air at once, in the order of their places. */
export function crowdCards({ crowd }: Pick<ScreenState, 'crowd'>): Card[] {
  return (crowd?.slots ?? []).flatMap((slot) => (slot === null ? [] : [slot.card]));
}

/** The name of a leaderboard in the screen's state: equal questions share one answer. */
export function boardKey({ race, sex, division, by, most }: BoardQuery): string {
  return JSON.stringify([race, sex, division, by, most]);
}

function ranked(cards: readonly Card[]): ShownCard[] {
  return cards.map((card, index) => ({ ...card, rank: index + 1 }));
}

function splitRows(card: Card | null): ShownCard[] {
  return (card?.splits ?? []).map(({ name, timeMs }, index) => ({
    ...(card as Card),
    // Rows are told apart by their identifiers.
    id: -(index + 1),
    splitName: name,
    splitTimeMs: timeMs,
  }));
}
