import type { Colour, Fill } from '@project88/core/displays/document/style.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import type { MeasureText } from '@project88/core/displays/text/fit.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Motion } from './motion.ts';

/** What every block needs to draw itself. */
export interface Tools {
  document: Document;
  measure: MeasureText;
  /** Address of a picture that is shown `widthPx` design pixels wide. */
  picture(assetId: string, widthPx: number): string;
  /** Nothing may move by itself. */
  isCalm(): boolean;
}

/** One block on the stage. It fills the element that it makes; the stage puts that in its place. */
export interface View {
  element: HTMLElement;
  /** The block has a size, or another one. Called before the first `render`; the next `render` draws. */
  resize?(widthPx: number, heightPx: number): void;
  /** Draw a new state. Called at most once per frame. */
  render?(state: ScreenState, motion: Motion): void;
  /** Draw what changes with time alone. `dataAgeMs` is null while the data is fresh. */
  tick?(nowMs: InstantMs, dataAgeMs: number | null): void;
  /** Measure again: a font has arrived. The next `render` draws. */
  forget?(): void;
}

/**
 * A colour as CSS: names are variables that the stage sets from the theme, so another theme needs no new blocks.
 */
export function cssColour(colour: Colour): string {
  return colour.startsWith('$') ? `var(--${colour.slice(1)}, #ff00ff)` : colour;
}

export function cssFill(fill: Fill): string {
  if (typeof fill === 'string') return cssColour(fill);
  return `linear-gradient(${fill.angleDeg}deg, ${cssColour(fill.from)}, ${cssColour(fill.to)})`;
}
