import type { BlockMode } from '@project88/core/displays/document/blocks.ts';
import type { Box } from '@project88/core/displays/document/style.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { type EditPlace, layoutOf } from '@project88/core/displays/edit/place.ts';
import { blocksOf, selectionBounds } from '@project88/core/displays/edit/selection.ts';
import type { Guide } from '@project88/core/displays/edit/snap.ts';
import { fitBox, type Viewport, zoomAt } from '@project88/core/displays/edit/viewport.ts';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { BUILDER_LIMITS } from '../limits.ts';
import { type History, NO_HISTORY, redone, undone, withStep } from './history.ts';

/** What is edited and how it is looked at. Only `document` is ever stored on the server. */
export interface BuilderState {
  templateId: string;
  document: TemplateDocument;
  history: History;
  /** The layout and the mode of the screen that are on the canvas. */
  layout: string;
  mode: BlockMode;
  selection: readonly string[];
  viewport: Viewport;
  /** The working area in screen pixels. */
  area: { width: number; height: number };
  /** `pan`: the pointer moves the canvas, as with the space key. */
  tool: 'select' | 'pan';
  /** Rulers, safe area and snapping can be switched off. */
  showsGuides: boolean;
  snaps: boolean;
  /** What a drag shows at the moment. */
  drag: DragView | null;
  /** The block whose words are being edited in place. */
  editingText: string | null;
  /** Nothing may be changed: no permission, or somebody else has the template. */
  readOnly: boolean;
}

export interface DragView {
  kind: 'move' | 'resize' | 'rotate' | 'marquee' | 'pan';
  guides: readonly Guide[];
  marquee: Box | null;
}

export type Change = (document: TemplateDocument) => TemplateDocument;

/** One open template. Everything that changes it goes through here, so undo and saving miss nothing. */
export interface Builder {
  store: StoreApi<BuilderState>;
  /** Change the document; one step of undo. Equal `merge` marks in quick succession make one step. */
  apply(change: Change, label: string, merge?: string): void;
  /** A drag: the document is shown changed from where it began, and becomes one step at `commit`. */
  preview(change: Change): void;
  commit(label: string): void;
  cancel(): void;
  undo(): void;
  redo(): void;
  /**
   * Somebody else's version replaces ours, also for those who may only look. With a label it is a step that can be undone;
   * without one there is nothing to undo any more.
   */
  replace(document: TemplateDocument, label?: string): void;
  select(ids: readonly string[]): void;
  show(
    part: Partial<
      Pick<BuilderState, 'layout' | 'mode' | 'tool' | 'showsGuides' | 'snaps' | 'editingText' | 'readOnly'>
    >,
  ): void;
  setDrag(drag: DragView | null): void;
  setViewport(viewport: Viewport): void;
  setArea(width: number, height: number): void;
  /** Fit the whole canvas, or the selection, into the window. */
  fit(what: 'canvas' | 'selection'): void;
  /** Another zoom about the middle of the window. */
  zoomTo(zoom: number): void;
  /** Called after every step, undo and redo. Returns the function that ends it. */
  onChange(listener: (state: BuilderState) => void): () => void;
}

export interface BuilderStart {
  templateId: string;
  document: TemplateDocument;
  history?: History;
  readOnly?: boolean;
}

/** The layout and mode of a state, for the operations of `core/displays/edit`. */
export function placeOf({ layout, mode }: Pick<BuilderState, 'layout' | 'mode'>): EditPlace {
  return { layout, mode };
}

/** The selected blocks, from back to front. */
export function selectedBlocks(state: BuilderState) {
  return blocksOf(state.document, placeOf(state), state.selection);
}

export function createBuilder(start: BuilderStart, nowMs: () => number = Date.now): Builder {
  const store = createStore<BuilderState>(() => initial(start));
  const listeners = new Set<(state: BuilderState) => void>();
  /** The document when the present drag began. */
  let dragged: TemplateDocument | null = null;

  const get = store.getState;
  const tell = (): void => {
    for (const listener of listeners) listener(get());
  };

  function step(from: TemplateDocument, next: TemplateDocument, label: string, merge?: string): void {
    if (next === from) return;
    const part = { label, atMs: nowMs(), ...(merge !== undefined && { merge }) };
    store.setState(kept({ ...get(), ...withStep({ document: from, history: get().history }, next, part) }));
    tell();
  }

  function travel(go: typeof undone): void {
    dragged = null;
    const done = go(get());
    if (done === null || get().readOnly) return;
    store.setState(kept({ ...get(), ...done, drag: null }));
    tell();
  }

  return {
    store,
    apply(change, label, merge) {
      if (get().readOnly) return;
      const { document } = get();
      step(document, change(document), label, merge);
    },
    preview(change) {
      if (get().readOnly) return;
      dragged ??= get().document;
      store.setState({ document: change(dragged) });
    },
    commit(label) {
      const from = dragged;
      dragged = null;
      if (from !== null) step(from, get().document, label);
    },
    cancel() {
      if (dragged !== null) store.setState({ document: dragged });
      dragged = null;
      store.setState({ drag: null });
    },
    undo: () => travel(undone),
    redo: () => travel(redone),
    replace(document, label) {
      dragged = null;
      const before = get();
      const part = { label: label ?? '', atMs: nowMs() };
      const done = label === undefined ? { document, history: NO_HISTORY } : withStep(before, document, part);
      store.setState(kept({ ...before, ...done, drag: null }));
    },
    ...viewing(store),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What changes how the document is looked at, and not the document. */
function viewing(
  store: StoreApi<BuilderState>,
): Pick<Builder, 'select' | 'show' | 'setDrag' | 'setViewport' | 'setArea' | 'fit' | 'zoomTo'> {
  const get = store.getState;
  return {
    select(ids) {
      const { selection } = get();
      const same = ids.length === selection.length && ids.every((id, index) => id === selection[index]);
      if (!same) store.setState({ selection: [...ids], editingText: null });
    },
    show: (part) => store.setState(kept({ ...get(), ...part })),
    setDrag: (drag) => store.setState({ drag }),
    setViewport: (viewport) => store.setState({ viewport }),
    setArea(width, height) {
      // What was fitted into the window stays so when a side opens or a tablet is turned.
      const isFitted = get().area.width === 0 || isSame(get().viewport, fitted(get(), 'canvas'));
      store.setState({ area: { width, height } });
      if (isFitted) store.setState({ viewport: fitted(get(), 'canvas') });
    },
    fit: (what) => store.setState({ viewport: fitted(get(), what) }),
    zoomTo(zoom) {
      const { viewport, area } = get();
      store.setState({ viewport: zoomAt(viewport, zoom, { x: area.width / 2, y: area.height / 2 }) });
    },
  };
}

function initial({
  templateId,
  document,
  history = NO_HISTORY,
  readOnly = false,
}: BuilderStart): BuilderState {
  return {
    templateId,
    document,
    history,
    layout: document.layouts[0]?.name ?? '',
    mode: 'active',
    selection: [],
    viewport: { zoom: 1, left: 0, top: 0 },
    area: { width: 0, height: 0 },
    tool: 'select',
    showsGuides: true,
    snaps: true,
    drag: null,
    editingText: null,
    readOnly,
  };
}

/** The same state without what the document no longer has: a layout that was deleted, blocks that are gone. */
function kept(state: BuilderState): BuilderState {
  const layout = layoutOf(state.document, state)?.name ?? state.document.layouts[0]?.name ?? '';
  const blocks = new Set(layoutOf(state.document, { layout })?.blocks.map(({ id }) => id));
  const selection = state.selection.filter((id) => blocks.has(id));
  return {
    ...state,
    layout,
    selection: selection.length === state.selection.length ? state.selection : selection,
  };
}

function isSame(one: Viewport, other: Viewport): boolean {
  return one.zoom === other.zoom && one.left === other.left && one.top === other.top;
}

function fitted(state: BuilderState, what: 'canvas' | 'selection'): Viewport {
  const canvas = layoutOf(state.document, state)?.canvas;
  const { width, height } = state.area;
  if (canvas === undefined || width === 0) return state.viewport;
  const chosen =
    what === 'selection' ? selectionBounds(state.document, placeOf(state), state.selection) : null;
  const box = chosen ?? { x: 0, y: 0, width: canvas.widthPx, height: canvas.heightPx };
  return fitBox(box, width, height, Math.min(BUILDER_LIMITS.marginPx, width / 10));
}
