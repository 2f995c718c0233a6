import { duplicateBlocks } from '@project88/core/displays/edit/copying.ts';
import {
  deleteBlocks,
  groupBlocks,
  type Order,
  orderBlocks,
  ungroupBlocks,
} from '@project88/core/displays/edit/layers.ts';
import { moveBlocks } from '@project88/core/displays/edit/move.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { isOnCanvas, nextReadingOrder } from '@project88/core/displays/edit/selection.ts';
import { hasWords } from './canvas/InlineText.tsx';
import { newId } from './newId.ts';
import { type Builder, placeOf, selectedBlocks } from './store/builder.ts';

/** What keys, menus and panels do with the selection. Each is one step of undo. */

export function nudge(builder: Builder, x: number, y: number): void {
  const { selection, ...state } = builder.store.getState();
  const place = placeOf(state);
  // A key that is held down is one step.
  builder.apply(
    (document) => moveBlocks(document, place, selection, { x, y }),
    'Move',
    `nudge ${selection.join()}`,
  );
}

export function removeSelected(builder: Builder): void {
  const { selection, ...state } = builder.store.getState();
  builder.apply((document) => deleteBlocks(document, placeOf(state), selection), 'Delete');
}

export function duplicateSelected(builder: Builder): void {
  const { selection, document, ...state } = builder.store.getState();
  const { document: next, ids } = duplicateBlocks(document, placeOf(state), selection, newId);
  builder.apply(() => next, 'Duplicate');
  if (ids.length > 0) builder.select(ids);
}

export function groupSelected(builder: Builder): void {
  const { selection, ...state } = builder.store.getState();
  builder.apply((document) => groupBlocks(document, placeOf(state), selection, newId()), 'Group');
}

export function ungroupSelected(builder: Builder): void {
  const { selection, ...state } = builder.store.getState();
  builder.apply((document) => ungroupBlocks(document, placeOf(state), selection), 'Ungroup');
}

export function orderSelected(builder: Builder, order: Order): void {
  const { selection, ...state } = builder.store.getState();
  builder.apply((document) => orderBlocks(document, placeOf(state), selection, order), 'Change order');
}

/** Everything on the canvas that may be changed. */
export function selectAll(builder: Builder): void {
  const state = builder.store.getState();
  const blocks = layoutOf(state.document, state)?.blocks ?? [];
  const free = blocks.filter((block) => block.locked !== true && isOnCanvas(block, state.mode));
  builder.select(free.map(({ id }) => id));
}

/** Go to the next block as one reads; false when there is none, and the focus may leave the canvas. */
export function selectNext(builder: Builder, direction: 1 | -1): boolean {
  const { document, selection, ...state } = builder.store.getState();
  const place = placeOf(state);
  const current = direction === 1 ? selection.at(-1) : selection[0];
  const next = nextReadingOrder(document, place, current ?? null, direction);
  if (next === null) return false;
  builder.select([next]);
  return true;
}

/** Type the words of the selected block; false when it has none. */
export function editWords(builder: Builder): boolean {
  const [block, ...others] = selectedBlocks(builder.store.getState());
  const { readOnly } = builder.store.getState();
  if (block === undefined || others.length > 0 || !hasWords(block) || block.locked || readOnly) return false;
  builder.show({ editingText: block.id });
  return true;
}
