import type { Block } from './blocks.ts';
import type { Box, Colour, Fill } from './style.ts';

/**
 * Version of the template document's shape. A change of shape needs a new number and a step in `migrations.ts`, up and
 * down.
 *
 * 1  resting and active blocks: shape, text, clock, recent, status
 * 2  modes, groups, rotation, motion, themes; image, list, message, sponsor, ticker and QR blocks; the rules of a crowd
 */
export const TEMPLATE_SCHEMA_VERSION = 2;

/**
 * How the queue moves on this template. Nobody is dropped: whoever waits is counted on the screens, and everybody who comes
 * on air stays for `minDwellMs` at least. All in milliseconds.
 */
export interface AiringSettings {
  /** Time of one finisher on air when few wait. */
  dwellMs: number;
  /** Time on air when many wait, in every mode: still long enough to read a name. */
  minDwellMs: number;
  /** So many waiting cards switch to `minDwellMs`. */
  hurryFrom: number;
  /** Time after which the last card leaves and the screen rests. */
  restAfterMs: number;
  /** What happens when more come than one at a time can be shown; null: they wait, one after the other. */
  crowd: CrowdSettings | null;
}

export interface CrowdSettings {
  /** More than one runner in this time: the grid. */
  gridBelowMs: number;
  /** Places of the grid. */
  gridCards: number;
  /** More than the grid can show: a dense list of so many; 0: there is none, and they wait. */
  tickerCards: number;
  /** Longest time of a card in grid or list while nobody waits for its place. */
  maxDwellMs: number;
  /** So long it must have been quieter before the screen goes back. */
  calmMs: number;
}

/** What lies behind all blocks. Transparent is for a browser source in a video mixer. */
export type Background =
  | { kind: 'fill'; fill: Fill }
  | { kind: 'image'; asset: string; fit: 'cover' | 'contain' | 'stretch'; behind: Colour }
  | { kind: 'transparent' };

/** A piece of the canvas and where it goes on the output, for LED processors that take strips of one picture. */
export interface PixelSlice {
  from: Box;
  toX: number;
  toY: number;
  /** Quarter turns, clockwise. */
  turns?: 0 | 1 | 2 | 3;
}

export interface Canvas {
  widthPx: number;
  heightPx: number;
  background: Background;
  /** Part of each side that may be cut off, in percent of the shorter side. */
  safeAreaPct: number;
  /** How the canvas fills a screen of another ratio; `native`: pixel for pixel from the upper left corner. */
  fit: 'contain' | 'cover' | 'stretch' | 'native';
  /** Present: the output is made of these pieces, pixel for pixel. */
  pixelMap?: { widthPx: number; heightPx: number; slices: PixelSlice[] };
}

/** One arrangement of blocks for a shape of screen. A screen takes the layout whose ratio is nearest to its own. */
export interface Layout {
  name: string;
  canvas: Canvas;
  /** From back to front. */
  blocks: Block[];
}

/** Colours with names, which blocks use as `$name`. Another theme is another look of the same design. */
export interface Theme {
  name: string;
  colours: Record<string, Colour>;
}

/** A screen's design: typed data, never markup, and nothing of an editor's state. */
export interface TemplateDocument {
  schemaVersion: typeof TEMPLATE_SCHEMA_VERSION;
  id: string;
  name: string;
  airing: AiringSettings;
  /** Cards of unknown bibs come on air (`show`) or are only counted for the operator (`hide`). */
  unknownBibs: 'show' | 'hide';
  theme: Theme;
  layouts: Layout[];
}
