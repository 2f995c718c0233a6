import type { Block } from '@project88/core/displays/document/blocks.ts';
import { blockPlacement, isShown } from '@project88/core/displays/screen/arrange.ts';
import { type ScreenState, screenMode } from '@project88/core/displays/screen/screen.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { createView } from './createView.ts';
import { type Motion, STILL } from './motion.ts';
import { place } from './place.ts';
import type { Tools, View } from './view.ts';

/** A block on a canvas, with what was done to it last. */
interface Part {
  block: Block;
  view: View;
  /** The block that stands in `view`: another one with the same content keeps the view. */
  placed: ReturnType<typeof blockPlacement> | null;
  isFresh: boolean;
  /** Ends the movement with which the block goes; null: it is not going. */
  stopLeaving: (() => void) | null;
  isShown: boolean;
}

/** Blocks drawn into one element, from back to front. */
export interface Surface {
  element: HTMLElement;
  /** Take other blocks: those that are the same keep their elements and what they show. */
  adopt(blocks: readonly Block[]): void;
  render(state: ScreenState, motion: Motion): void;
  tick(nowMs: InstantMs, dataAgeMs: number | null): void;
  forget(): void;
  /** Sizes count anew: the stage has another scale. */
  remeasure(): void;
}

export function createSurface(tools: Tools): Surface {
  const element = tools.document.createElement('div');
  element.className = 'canvas';
  let parts: Part[] = [];

  return {
    element,
    adopt(blocks) {
      const known = new Map(parts.map((part) => [part.block.id, part]));
      const next = blocks.map((block) => renewed(known.get(block.id), block, tools));
      reorder(element, next);
      parts = next;
    },
    render(state, motion) {
      const mode = screenMode(state);
      const card = state.onAir?.card ?? null;
      for (const part of parts) {
        const shown = isShown(part.block, mode, card);
        // What is going keeps what it shows.
        if (!shown && !part.isShown) continue;
        if (shown) settle(part, mode);
        if (shown !== part.isShown) turn(part, shown, part.isFresh ? STILL : motion, motion);
        if (!shown) continue;
        part.view.render?.(state, part.isFresh ? STILL : motion);
        part.isFresh = false;
      }
      // A block that comes later comes with its movement.
      for (const part of parts) part.isFresh = false;
    },
    tick(nowMs, dataAgeMs) {
      for (const part of parts) if (part.isShown) part.view.tick?.(nowMs, dataAgeMs);
    },
    forget() {
      for (const { view } of parts) view.forget?.();
    },
    remeasure() {
      for (const { view, placed } of parts) if (placed) view.resize?.(placed.box.width, placed.box.height);
    },
  };
}

/** Put a block where the mode wants it. */
function settle(part: Part, mode: Parameters<typeof blockPlacement>[1]): void {
  const wanted = blockPlacement(part.block, mode);
  const { placed, view } = part;
  const { style } = view.element;
  if (placed?.box !== wanted.box) {
    place(view.element, wanted.box);
    const { width, height } = wanted.box;
    if (placed?.box.width !== width || placed.box.height !== height) view.resize?.(width, height);
  }
  if ((placed?.rotationDeg ?? 0) !== wanted.rotationDeg) {
    style.transform = wanted.rotationDeg === 0 ? '' : `rotate(${wanted.rotationDeg}deg)`;
  }
  if ((placed?.opacity ?? 1) !== wanted.opacity)
    style.opacity = wanted.opacity === 1 ? '' : String(wanted.opacity);
  part.placed = wanted;
}

/** Show or hide a block, with its movement. */
function turn(part: Part, shown: boolean, entering: Motion, leaving: Motion): void {
  const { block, view } = part;
  part.isShown = shown;
  part.stopLeaving?.();
  part.stopLeaving = null;
  if (shown) {
    view.element.hidden = false;
    entering.enter(view.element, block.motion);
    return;
  }
  part.stopLeaving = leaving.leave(view.element, block.motion, () => {
    view.element.hidden = true;
  });
}

/** Fields that say where and when a block is shown, not what it shows. */
const OUTER = new Set<string>([
  'name',
  'box',
  'rotationDeg',
  'opacity',
  'modes',
  'inMode',
  'group',
  'locked',
  'hidden',
  'when',
  'unless',
]);

function renewed(part: Part | undefined, block: Block, tools: Tools): Part {
  if (part?.block === block) return part;
  if (part !== undefined && sameContent(part.block, block)) {
    part.block = block;
    return part;
  }
  part?.stopLeaving?.();
  const view = createView(block, tools);
  view.element.dataset.block = block.id;
  view.element.hidden = true;
  return { block, view, placed: null, isFresh: true, stopLeaving: null, isShown: false };
}

/** Whether two blocks show the same, perhaps in another place: every other field is the very same value. */
function sameContent(a: Block, b: Block): boolean {
  const before = a as unknown as Record<string, unknown>;
  const after = b as unknown as Record<string, unknown>;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of keys) if (!OUTER.has(key) && before[key] !== after[key]) return false;
  return true;
}

/** Give the element its children in this order, moving only those that stand elsewhere. */
function reorder(element: HTMLElement, parts: readonly Part[]): void {
  const wanted = new Set<Node>(parts.map(({ view }) => view.element));
  for (const child of [...element.childNodes]) if (!wanted.has(child)) child.remove();
  let next = element.firstChild;
  for (const { view } of parts) {
    if (view.element === next) next = next.nextSibling;
    else element.insertBefore(view.element, next);
  }
}
