/** A colour: `#rrggbb`, `#rrggbbaa`, or `$name` for one of the theme's colours. */
export type Colour = string;

/** Position and size in design pixels of the layout's canvas, before rotation. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Faces that are shipped with the product; what they are called on the page is the renderer's business. */
export const FONTS = ['sans', 'condensed', 'wide', 'serif', 'mono'] as const;
export type FontName = (typeof FONTS)[number];

export interface TextStyle {
  font: FontName;
  sizePx: number;
  weight: 400 | 500 | 600 | 700 | 800;
  colour: Colour;
  align: 'left' | 'center' | 'right';
  valign: 'top' | 'middle' | 'bottom';
  upper?: boolean;
  italic?: boolean;
  tabular?: boolean;
  letterSpacingPx?: number;
  /** Distance of two lines as a share of the size. */
  lineHeight?: number;
  shadow?: Shadow;
  outline?: { colour: Colour; widthPx: number };
}

export interface Shadow {
  colour: Colour;
  dxPx: number;
  dyPx: number;
  blurPx: number;
}

export type Fill = Colour | { from: Colour; to: Colour; angleDeg: number };

export interface Border {
  colour: Colour;
  widthPx: number;
}

/** What to do with text that is too wide. `condense` sets it narrower before it makes it smaller. */
export interface Fit {
  mode: 'shrink' | 'condense' | 'abbreviate' | 'ellipsis' | 'wrap';
  /** Smallest scale of the font size (or of the width, for `condense`) before the text is abbreviated, 0 to 1. */
  minScale: number;
  maxLines?: number;
}

/** How a block comes, goes, or shows that its content has changed. Only transform and opacity move. */
export const MOTIONS = [
  'none',
  'fade',
  'rise',
  'drop',
  'slide-left',
  'slide-right',
  'zoom',
  'flash',
] as const;
export type MotionKind = (typeof MOTIONS)[number];

export interface BlockMotion {
  kind: MotionKind;
  durationMs: number;
  delayMs: number;
}
