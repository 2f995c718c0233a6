import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { Layout } from '@project88/core/displays/document/template.ts';
import { isShown, nearestLayout, placeCanvas } from '@project88/core/displays/screen/arrange.ts';
import { type ScreenState, screenMode } from '@project88/core/displays/screen/screen.ts';
import type { MeasureText } from '@project88/core/displays/text/fit.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { createView } from './createView.ts';
import { dataAgeBadge } from './dataAgeBadge.ts';
import { type Motion, STILL } from './motion.ts';
import type { Tools, View } from './view.ts';

/**
 * Draws screen states into a host element. It knows templates and states and nothing else: no socket, no clock, no
 * page; a builder's canvas uses it as the live screen does.
 */
export interface Stage {
  /** Draw a state. Only blocks whose part of the state changed are touched. */
  render(state: ScreenState, motion?: Motion): void;
  /** Draw what changes with time alone. `dataAgeMs` is null while the data is fresh. */
  tick(nowMs: InstantMs, dataAgeMs: number | null): void;
  /** The host has a new size, in CSS pixels. */
  resize(widthPx: number, heightPx: number): void;
  /** Measure and draw all texts again: a font has arrived. */
  refit(): void;
}

export interface StageOptions {
  measure: MeasureText;
  widthPx: number;
  heightPx: number;
}

interface Part {
  block: Block;
  view: View;
}

export function createStage(host: HTMLElement, options: StageOptions): Stage {
  const tools: Tools = { document: host.ownerDocument, measure: options.measure };
  const canvas = tools.document.createElement('div');
  canvas.className = 'canvas';
  host.classList.add('stage');
  host.append(canvas);

  let size = { widthPx: options.widthPx, heightPx: options.heightPx };
  let layout: Layout | null = null;
  let parts: Part[] = [];
  let drawn: ScreenState | null = null;

  function arrange(state: ScreenState): void {
    const nearest = nearestLayout(state.template.layouts, size.widthPx, size.heightPx);
    if (nearest === layout) return;
    layout = nearest;
    parts = nearest === null ? [] : buildParts(nearest, tools);
    canvas.replaceChildren(...parts.map((part) => part.view.element));
    drawn = null;
    fitCanvas();
  }

  function fitCanvas(): void {
    if (layout === null) return;
    const { scale, left, top } = placeCanvas(layout.canvas, size.widthPx, size.heightPx);
    const { background } = layout.canvas;
    host.style.background =
      background.kind === 'fill' && typeof background.fill === 'string' ? background.fill : '#000000';
    canvas.style.width = `${layout.canvas.widthPx}px`;
    canvas.style.height = `${layout.canvas.heightPx}px`;
    canvas.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  }

  function render(state: ScreenState, motion: Motion = STILL): void {
    arrange(state);
    if (drawn === state) return;
    const card = state.onAir?.card ?? null;
    const mode = screenMode(state);
    for (const { block, view } of parts) {
      show(view.element, isShown(block, mode, card));
      view.render(state, drawn === null || view.element.hidden ? STILL : motion);
    }
    drawn = state;
  }

  return {
    render,
    tick(nowMs, dataAgeMs) {
      for (const { view } of parts) if (!view.element.hidden) view.tick?.(nowMs, dataAgeMs);
    },
    resize(widthPx, heightPx) {
      size = { widthPx, heightPx };
      fitCanvas();
      if (drawn !== null) render(drawn);
    },
    refit() {
      for (const { view } of parts) view.forget?.();
      const state = drawn;
      drawn = null;
      if (state !== null) render(state);
    },
  };
}

function buildParts(layout: Layout, tools: Tools): Part[] {
  const badge = dataAgeBadge(layout);
  const blocks = badge === null ? layout.blocks : [...layout.blocks, badge];
  return blocks.map((block) => {
    const view = createView(block, tools);
    view.element.dataset.block = block.id;
    return { block, view };
  });
}

function show(element: HTMLElement, shown: boolean): void {
  if (element.hidden === shown) element.hidden = !shown;
}
