import type { Card } from './card.ts';
import { isFilled } from './format.ts';
import type { Block, Layout, ListBlock, ListCell } from './template.ts';

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

/** Whether a block is shown while `card` is on air (null: the screen rests). */
export function isShown(block: Pick<Block, 'state' | 'when' | 'unless'>, card: Card | null): boolean {
  if (block.state === 'resting' && card !== null) return false;
  if (block.state === 'active' && card === null) return false;
  return meetsCondition(block, card);
}

/** Whether a block or cell keeps its `when` and `unless` for a card; without a card every field is empty. */
export function meetsCondition(part: Pick<ListCell, 'when' | 'unless'>, card: Card | null): boolean {
  const filled = (field: NonNullable<ListCell['when']>): boolean => card !== null && isFilled(card, field);
  if (part.when !== undefined && !filled(part.when)) return false;
  return part.unless === undefined || !filled(part.unless);
}

/** The cards of a list, newest first, as many as it has rows. */
export function listedCards(block: Pick<ListBlock, 'rows' | 'unknownBibs'>, recent: readonly Card[]): Card[] {
  const wanted = block.unknownBibs === 'show' ? recent : recent.filter((card) => card.known);
  return wanted.slice(0, block.rows);
}
