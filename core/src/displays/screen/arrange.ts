import type { Block, BoardQuery, CardCondition, ListBlock, ScreenMode } from '../document/blocks.ts';
import type { TextField } from '../document/fields.ts';
import type { Layout } from '../document/template.ts';
import { isFilled } from '../text/format.ts';
import type { Card, ShownCard } from './card.ts';
import type { ScreenState } from './screen.ts';

/** Where the canvas stands on a screen: one factor and an offset, in screen pixels. */
export interface Placement {
  scale: number;
  left: number;
  top: number;
}

/**
 * The layout whose shape is nearest to the screen's. Ratios are compared by their logarithm, so that twice as wide and
 * twice as tall are equally far. Null for a document without layouts.
 */
export function nearestLayout(layouts: readonly Layout[], widthPx: number, heightPx: number): Layout | null {
  const target = Math.log(widthPx / heightPx);
  const distance = ({ canvas }: Layout): number =>
    Math.abs(Math.log(canvas.widthPx / canvas.heightPx) - target);
  return layouts.reduce<Layout | null>(
    (best, layout) => (best === null || distance(layout) < distance(best) ? layout : best),
    null,
  );
}

/** The largest centred placement of a canvas that shows all of it. */
export function placeCanvas(
  canvas: Pick<Layout['canvas'], 'widthPx' | 'heightPx'>,
  widthPx: number,
  heightPx: number,
): Placement {
  const scale = Math.min(widthPx / canvas.widthPx, heightPx / canvas.heightPx);
  return {
    scale,
    left: (widthPx - canvas.widthPx * scale) / 2,
    top: (heightPx - canvas.heightPx * scale) / 2,
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

/** The rows of a list, as many as there are: the caller shows the first, or turns pages. */
export function listRows(
  block: Pick<ListBlock, 'source' | 'board' | 'unknownBibs'>,
  state: ScreenState,
): ShownCard[] {
  const rows = rowsOf(block, state);
  return block.unknownBibs === 'show' ? rows : rows.filter((card) => card.known);
}

function rowsOf({ source, board }: Pick<ListBlock, 'source' | 'board'>, state: ScreenState): ShownCard[] {
  switch (source) {
    case 'recent':
      return [...state.recent];
    case 'queue':
      return [...state.queue];
    case 'crowd':
      return (state.crowd?.slots ?? []).flatMap((slot) => (slot === null ? [] : [slot.card]));
    case 'leaderboard':
      return ranked(board === undefined ? [] : (state.boards[boardKey(board)] ?? []));
    case 'splits':
      return splitRows(state.onAir?.card ?? null);
    case 'approaching':
      return state.approaching.map(({ card }) => card);
  }
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
