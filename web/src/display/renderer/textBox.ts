import type { Box, Fit, TextStyle } from '@project88/core/displays/document/style.ts';
import { type FittedText, fitText, type MeasureText } from '@project88/core/displays/text/fit.ts';
import { upperCase } from '@project88/core/displays/text/format.ts';
import { cssFont } from './measure.ts';

/** Texts remembered per box. A screen shows the same runners again and again; more would only grow the heap. */
const CACHED_TEXTS = 500;

/** Fits texts into one width, remembering the last ones. Rows of a list share one. */
export interface Fitter {
  fit(variants: readonly string[]): FittedText;
  /** Forget all: the font that was measured has changed. */
  forget(): void;
}

export function createFitter(widthPx: number, style: TextStyle, fit: Fit, measure: MeasureText): Fitter {
  const known = new Map<string, FittedText>();
  return {
    fit(variants) {
      const key = variants.join('\n');
      const cached = known.get(key);
      if (cached !== undefined) return cached;
      if (known.size >= CACHED_TEXTS) known.clear();
      const shown = style.upper ? variants.map(upperCase) : variants;
      const fitted = fitText(shown, widthPx, style, fit, measure);
      known.set(key, fitted);
      return fitted;
    },
    forget: () => known.clear(),
  };
}

/** One text on the stage: a box with a single text node that is only ever given new data. */
export interface TextBox {
  element: HTMLElement;
  set(fitted: FittedText): void;
}

const JUSTIFY: Record<TextStyle['align'], string> = {
  left: 'flex-start',
  center: 'center',
  right: 'flex-end',
};
const ALIGN: Record<TextStyle['valign'], string> = {
  top: 'flex-start',
  middle: 'center',
  bottom: 'flex-end',
};

export function createTextBox(document: Document, box: Box, style: TextStyle): TextBox {
  const element = document.createElement('div');
  const line = document.createElement('span');
  const text = document.createTextNode('');
  line.append(text);
  element.append(line);
  element.className = 'text';
  place(element, box);
  Object.assign(element.style, { justifyContent: JUSTIFY[style.align], alignItems: ALIGN[style.valign] });
  dress(line, style);
  let scale = 1;
  return {
    element,
    set(fitted) {
      const data = fitted.lines.join('\n');
      if (text.data !== data) text.data = data;
      if (fitted.scale === scale) return;
      scale = fitted.scale;
      line.style.fontSize = `${style.sizePx * scale}px`;
    },
  };
}

/** Put an element at a box of its parent, in design pixels. */
export function place(element: HTMLElement, box: Box): void {
  const { x, y, width, height } = box;
  Object.assign(element.style, {
    left: `${x}px`,
    top: `${y}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
}

function dress(line: HTMLElement, style: TextStyle): void {
  line.style.font = cssFont(style);
  line.style.lineHeight = 'inherit';
  line.style.color = style.colour;
  line.style.textAlign = style.align;
  if (style.tabular) line.style.fontVariantNumeric = 'tabular-nums';
  // In ems, so that it shrinks with the text.
  if (style.letterSpacingPx) line.style.letterSpacing = `${style.letterSpacingPx / style.sizePx}em`;
}
