import type { Block } from '@project88/core/displays/document/blocks.ts';
import type { Layout, PixelSlice, TemplateDocument } from '@project88/core/displays/document/template.ts';
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
  return new HostedStage(host, options);
}

class HostedStage implements Stage {
  readonly #host: HTMLElement;
  readonly #options: StageOptions;
  readonly #tools: Tools;
  #size: { widthPx: number; heightPx: number };
  #placement: Placement = { scale: 1, scaleY: 1, left: 0, top: 0 };
  #template: TemplateDocument | null = null;
  #layout: Layout | null = null;
  #surfaces: Surface[] = [];
  #drawn: ScreenState | null = null;
  #helpers: Block[] = [];

  constructor(host: HTMLElement, options: StageOptions) {
    this.#host = host;
    this.#options = options;
    this.#size = { widthPx: options.widthPx, heightPx: options.heightPx };
    this.#tools = {
      document: host.ownerDocument,
      measure: options.measure,
      picture: (assetId, widthPx) => this.#picture(assetId, widthPx),
      isCalm: options.reducedMotion ?? (() => false),
    };
    host.classList.add('stage');
  }

  render(state: ScreenState, motion: Motion = STILL): void {
    this.#arrange(state.template);
    if (this.#drawn === state) return;
    this.#host.classList.toggle('dark', screenMode(state) === 'blackout');
    for (const surface of this.#surfaces) surface.render(state, motion);
    this.#drawn = state;
  }

  tick(nowMs: InstantMs, dataAgeMs: number | null): void {
    for (const surface of this.#surfaces) surface.tick(nowMs, dataAgeMs);
  }

  resize(widthPx: number, heightPx: number): void {
    if (widthPx === this.#size.widthPx && heightPx === this.#size.heightPx) return;
    this.#size = { widthPx, heightPx };
    if (this.#layout !== null) this.#fitCanvas(this.#layout);
    for (const surface of this.#surfaces) surface.remeasure();
    this.#again();
  }

  refit(): void {
    for (const surface of this.#surfaces) surface.forget();
    this.#again();
  }

  #again(): void {
    const state = this.#drawn;
    this.#drawn = null;
    if (state !== null) this.render(state);
  }

  #picture(assetId: string, widthPx: number): string {
    const ratio = this.#host.ownerDocument.defaultView?.devicePixelRatio ?? 1;
    return this.#options.assetUrl(assetId, Math.max(1, Math.ceil(widthPx * this.#placement.scale * ratio)));
  }

  #chosen({ layouts }: TemplateDocument): Layout | null {
    const named = layouts.find(({ name }) => name === this.#options.layoutName);
    return named ?? nearestLayout(layouts, this.#size.widthPx, this.#size.heightPx);
  }

  /** Take the template of a state: whatever it shares with the one before stays as it stands. */
  #arrange(next: TemplateDocument): void {
    const nearest = this.#chosen(next);
    if (next === this.#template && nearest === this.#layout) return;
    if (next.theme !== this.#template?.theme) colourIn(this.#host, next);
    const before = this.#layout;
    this.#template = next;
    this.#layout = nearest;
    this.#drawn = null;
    if (nearest === null) {
      this.#surfaces = [];
      this.#host.replaceChildren();
      return;
    }
    const isOther = before?.canvas.pixelMap !== nearest.canvas.pixelMap;
    if (isOther || this.#surfaces.length === 0) this.#layOut(nearest);
    if (before?.canvas !== nearest.canvas) this.#fitCanvas(nearest);
    this.#fill(nearest, next);
  }

  /** The pieces of the output; undefined when the canvas is shown as a whole. */
  #slices({ canvas }: Layout): readonly PixelSlice[] | undefined {
    return this.#options.isOutput ? canvas.pixelMap?.slices : undefined;
  }

  /** One canvas, or one for each piece of the output. */
  #layOut(layout: Layout): void {
    const slices = this.#slices(layout);
    this.#surfaces = (slices ?? [null]).map(() => createSurface(this.#tools));
    this.#host.replaceChildren(
      ...this.#surfaces.map(({ element }, index) => {
        const slice = slices?.[index];
        return slice ? createSlice(this.#tools.document, slice, element) : element;
      }),
    );
  }

  #fill(layout: Layout, { airing }: TemplateDocument): void {
    const needed = stepIns(layout, airing.crowd);
    // Made anew for every change of the design, they are mostly what they were.
    if (JSON.stringify(needed) !== JSON.stringify(this.#helpers)) this.#helpers = needed;
    const blocks = [...layout.blocks, ...this.#helpers];
    const slices = this.#slices(layout);
    for (const [index, surface] of this.#surfaces.entries()) {
      const slice = slices?.[index];
      surface.adopt(slice ? blocksIn(slice, blocks) : blocks);
    }
  }

  #fitCanvas(layout: Layout): void {
    const { canvas } = layout;
    const { widthPx, heightPx } = this.#size;
    const isMapped = this.#slices(layout) !== undefined;
    const fit = canvas.fit === 'native' && !this.#options.isOutput ? 'contain' : canvas.fit;
    this.#placement = isMapped
      ? { scale: 1, scaleY: 1, left: 0, top: 0 }
      : placeCanvas({ ...canvas, fit }, widthPx, heightPx);
    const { scale, scaleY, left, top } = this.#placement;
    const picture = (id: string): string => this.#picture(id, canvas.widthPx);
    this.#host.classList.toggle('clear', canvas.background.kind === 'transparent');
    // The whole screen has the background, so that one of another ratio has no bars.
    if (!isMapped) paintBackground(this.#host, canvas.background, picture);
    else this.#host.style.background = '#000000';
    for (const { element } of this.#surfaces) {
      element.style.width = `${canvas.widthPx}px`;
      element.style.height = `${canvas.heightPx}px`;
      if (isMapped) paintBackground(element, canvas.background, picture);
      else element.style.transform = `translate(${left}px, ${top}px) ${scaling(scale, scaleY)}`;
    }
  }
}

function colourIn(host: HTMLElement, { theme }: TemplateDocument): void {
  for (const [name, colour] of Object.entries(theme.colours)) host.style.setProperty(`--${name}`, colour);
}

function scaling(scale: number, scaleY: number): string {
  return scale === scaleY ? `scale(${scale})` : `scale(${scale}, ${scaleY})`;
}
