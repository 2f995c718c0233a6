import { placeBefore } from '@project88/core/displays/edit/layers.ts';
import { layoutOf } from '@project88/core/displays/edit/place.ts';
import { type Builder, placeOf } from '../store/builder.ts';

/** Layers that are dragged to a place over or under another one in the list. */
export interface Drop {
  ids: readonly string[];
  on: string;
  side: 'over' | 'under';
}

/** Put them there: over in the list is in front of it. */
export function dropLayers(builder: Builder, { ids, on, side }: Drop): void {
  if (ids.includes(on)) return;
  const state = builder.store.getState();
  const blocks = layoutOf(state.document, state)?.blocks ?? [];
  const others = blocks.filter(({ id }) => !ids.includes(id));
  const at = others.findIndex(({ id }) => id === on);
  const before = side === 'under' ? on : (others[at + 1]?.id ?? null);
  builder.apply((document) => placeBefore(document, placeOf(state), ids, before), 'Change order');
}
