import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { Layout, TemplateDocument } from '@project88/core/displays/document/template.ts';
import { nearestLayout, type Placement, placeCanvas } from '@project88/core/displays/screen/arrange.ts';
import { type ScreenState, screenMode } from '@project88/core/displays/screen/screen.ts';
import type { MeasureText } from '@project88/core/displays/text/fit.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { type Motion, STILL } from './motion.ts';
import { blocksIn, createSlice, paintBackground } from './output.ts';
import { stepIns } from './stepIn.ts';
import { createSurface, type Surface } from './surface.ts';
import type { Tools } from './view.ts';

/**
 * Draws screen states into a host element. It knows templates and states and nothing else: no socket, no clock, no
 * page; a builder's canvas uses it as the live screen does.
 */
export interface Stage {
  /** Draw a state. Only blocks whose part of the state changed are touched; the same block object keeps its elements. */
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
  /** Address of a picture of which `widthPx` pixels are needed across. */
  assetUrl: (assetId: string, widthPx: number) => string;
  /** Draw this layout whatever the shape of the host; absent, or without such a layout: the nearest one. */
  layoutName?: string;
  /** Nothing moves by itself: sponsors change without fading, tickers turn pages. */
  reducedMotion?: () => boolean;
  /** This is the screen itself: pixel maps and `native` count. Else the canvas is shown as it was drawn. */
  isOutput?: boolean;
}

export function createStage(host: HTMLElement, options: StageOptions): Stage {
  const document = host.ownerDocument;
  let size = { widthPx: options.widthPx, heightPx: options.heightPx };
  let placement: Placement = { scale: 1, scaleY: 1, left: 0, top: 0 };
  let template: TemplateDocument | null = null;
  let layout: Layout | null = null;
  let surfaces: Surface[] = [];
  let drawn: ScreenState | null = null;
  let helpers: Block[] = [];

  const picture = (assetId: string, widthPx: number): string => {
    const ratio = document.defaultView?.devicePixelRatio ?? 1;
    return options.assetUrl(assetId, Math.max(1, Math.ceil(widthPx * placement.scale * ratio)));
  };
  const tools: Tools = {
    document,
    measure: options.measure,
    picture,
    isCalm: options.reducedMotion ?? (() => false),
  };
  host.classList.add('stage');

  function chosen({ layouts }: TemplateDocument): Layout | null {
    const named = layouts.find(({ name }) => name === options.layoutName);
    return named ?? nearestLayout(layouts, size.widthPx, size.heightPx);
  }

  /** Take the template of a state: whatever it shares with the one before stays as it stands. */
  function arrange(next: TemplateDocument): void {
    const nearest = chosen(next);
    if (next === template && nearest === layout) return;
    if (next.theme !== template?.theme) colourIn(host, next);
    const before = layout;
    template = next;
    layout = nearest;
    drawn = null;
    if (nearest === null) {
      surfaces = [];
      host.replaceChildren();
      return;
    }
    if (before?.canvas.pixelMap !== nearest.canvas.pixelMap || surfaces.length === 0) layOut(nearest);
    if (before?.canvas !== nearest.canvas) fitCanvas();
    fill(nearest, next);
  }

  /** One canvas, or one for each piece of the output. */
  function layOut({ canvas }: Layout): void {
    const slices = options.isOutput ? canvas.pixelMap?.slices : undefined;
    surfaces = (slices ?? [null]).map(() => createSurface(tools));
    host.replaceChildren(
      ...surfaces.map(({ element }, index) => {
        const slice = slices?.[index];
        return slice ? createSlice(document, slice, element) : element;
      }),
    );
  }

  function fill(given: Layout, { airing }: TemplateDocument): void {
    const needed = stepIns(given, airing.crowd);
    // Made anew for every change of the design, they are mostly what they were.
    if (JSON.stringify(needed) !== JSON.stringify(helpers)) helpers = needed;
    const blocks = [...given.blocks, ...helpers];
    const slices = options.isOutput ? given.canvas.pixelMap?.slices : undefined;
    for (const [index, surface] of surfaces.entries()) {
      const slice = slices?.[index];
      surface.adopt(slice ? blocksIn(slice, blocks) : blocks);
    }
  }

  function fitCanvas(): void {
    if (layout === null) return;
    const { canvas } = layout;
    const isMapped = options.isOutput === true && canvas.pixelMap !== undefined;
    const fit = canvas.fit === 'native' && !options.isOutput ? 'contain' : canvas.fit;
    placement = isMapped
      ? { scale: 1, scaleY: 1, left: 0, top: 0 }
      : placeCanvas({ ...canvas, fit }, size.widthPx, size.heightPx);
    const { scale, scaleY, left, top } = placement;
    host.classList.toggle('clear', canvas.background.kind === 'transparent');
    const background = (id: string): string => picture(id, canvas.widthPx);
    // The whole screen has the background, so that one of another ratio has no bars.
    if (!isMapped) paintBackground(host, canvas.background, background);
    else host.style.background = '#000000';
    for (const { element } of surfaces) {
      element.style.width = `${canvas.widthPx}px`;
      element.style.height = `${canvas.heightPx}px`;
      if (isMapped) paintBackground(element, canvas.background, background);
      else element.style.transform = `translate(${left}px, ${top}px) ${scaling(scale, scaleY)}`;
    }
  }

  function render(state: ScreenState, motion: Motion = STILL): void {
    arrange(state.template);
    if (drawn === state) return;
    host.classList.toggle('dark', screenMode(state) === 'blackout');
    for (const surface of surfaces) surface.render(state, motion);
    drawn = state;
  }

  function again(): void {
    const state = drawn;
    drawn = null;
    if (state !== null) render(state);
  }

  return {
    render,
    tick(nowMs, dataAgeMs) {
      for (const surface of surfaces) surface.tick(nowMs, dataAgeMs);
    },
    resize(widthPx, heightPx) {
      if (widthPx === size.widthPx && heightPx === size.heightPx) return;
      size = { widthPx, heightPx };
      fitCanvas();
      for (const surface of surfaces) surface.remeasure();
      again();
    },
    refit() {
      for (const surface of surfaces) surface.forget();
      again();
    },
  };
}

function colourIn(host: HTMLElement, { theme }: TemplateDocument): void {
  for (const [name, colour] of Object.entries(theme.colours)) host.style.setProperty(`--${name}`, colour);
}

function scaling(scale: number, scaleY: number): string {
  return scale === scaleY ? `scale(${scale})` : `scale(${scale}, ${scaleY})`;
}
