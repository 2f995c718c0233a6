import type { Fit, TextStyle } from '@project88/core/displays/document/style.ts';
import {
  type FittedText,
  fitText,
  LINE_HEIGHT,
  type MeasureText,
} from '@project88/core/displays/text/fit.ts';
import { upperCase } from '@project88/core/displays/text/format.ts';
import { cssFont } from './measure.ts';
import { cssColour } from './view.ts';

/** Texts remembered per box. A screen shows the same runners again and again; more would only grow the heap. */
const CACHED_TEXTS = 500;

/** Fits texts into one box, remembering the last ones. Rows of a list share one. */
export interface Fitter {
  fit(variants: readonly string[]): FittedText;
  resize(widthPx: number, heightPx: number): void;
  /** Forget all: the font that was measured has changed. */
  forget(): void;
}

export function createFitter(style: TextStyle, fit: Fit, measure: MeasureText): Fitter {
  const known = new Map<string, FittedText>();
  let size = { widthPx: 0, heightPx: 0 };
  return {
    fit(variants) {
      const key = variants.join('\n');
      const cached = known.get(key);
      if (cached !== undefined) return cached;
      if (known.size >= CACHED_TEXTS) known.clear();
      const shown = style.upper ? variants.map(upperCase) : variants;
      const fitted = fitText(shown, size.widthPx, style, fit, measure, size.heightPx);
      known.set(key, fitted);
      return fitted;
    },
    resize(widthPx, heightPx) {
      size = { widthPx, heightPx };
      known.clear();
    },
    forget: () => known.clear(),
  };
}

/** One text on the stage: a box with a single text node that is only ever given new data. */
export interface TextBox {
  element: HTMLElement;
  set(fitted: FittedText): void;
}

const FLEX: Record<TextStyle['align'] | TextStyle['valign'], string> = {
  left: 'flex-start',
  center: 'center',
  right: 'flex-end',
  top: 'flex-start',
  middle: 'center',
  bottom: 'flex-end',
};
/** Letters may reach so far out of their box, as a share of the size: accents, tails, and the light around them. */
const OVERHANG = 0.2;

export function createTextBox(document: Document, style: TextStyle): TextBox {
  const element = document.createElement('div');
  const line = document.createElement('span');
  const text = document.createTextNode('');
  line.append(text);
  element.append(line);
  element.className = 'text';
  Object.assign(element.style, {
    justifyContent: FLEX[style.align],
    alignItems: FLEX[style.valign],
    overflowClipMargin: `${style.sizePx * OVERHANG + reach(style)}px`,
  });
  dress(line, style);
  let scale = 1;
  let stretch = 1;
  return {
    element,
    set(fitted) {
      const data = fitted.lines.join('\n');
      if (text.data !== data) text.data = data;
      if (fitted.scale !== scale) {
        scale = fitted.scale;
        line.style.fontSize = `${style.sizePx * scale}px`;
      }
      if ((fitted.stretch ?? 1) === stretch) return;
      stretch = fitted.stretch ?? 1;
      line.style.transform = stretch === 1 ? '' : `scaleX(${stretch})`;
    },
  };
}

/** How far the shadow and the outline of a text reach beyond its letters. */
function reach({ shadow, outline }: TextStyle): number {
  const shade =
    shadow === undefined ? 0 : Math.max(Math.abs(shadow.dxPx), Math.abs(shadow.dyPx)) + shadow.blurPx;
  return shade + (outline?.widthPx ?? 0);
}

/** Give an element the look of a style. Lengths that belong to the letters are in ems, so that they shrink with them. */
function dress(line: HTMLElement, style: TextStyle): void {
  const em = (px: number): string => `${px / style.sizePx}em`;
  line.style.font = cssFont(style);
  line.style.lineHeight = String(style.lineHeight ?? LINE_HEIGHT);
  line.style.color = cssColour(style.colour);
  line.style.textAlign = style.align;
  line.style.transformOrigin = style.align;
  if (style.tabular) line.style.fontVariantNumeric = 'tabular-nums';
  if (style.letterSpacingPx) line.style.letterSpacing = em(style.letterSpacingPx);
  if (style.shadow) {
    const { dxPx, dyPx, blurPx, colour } = style.shadow;
    line.style.textShadow = `${em(dxPx)} ${em(dyPx)} ${em(blurPx)} ${cssColour(colour)}`;
  }
  if (style.outline) {
    // Half of a stroke lies under the letters.
    line.style.setProperty(
      '-webkit-text-stroke',
      `${em(2 * style.outline.widthPx)} ${cssColour(style.outline.colour)}`,
    );
    line.style.setProperty('paint-order', 'stroke fill');
  }
}
