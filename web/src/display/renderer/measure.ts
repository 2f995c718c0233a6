import type { TextStyle } from '@project88/core/displays/document/style.ts';
import type { MeasureText } from '@project88/core/displays/text/fit.ts';

/** Families by the template's names. Inter follows Barlow because it has the Greek and Cyrillic letters. */
const FAMILIES: Record<TextStyle['font'], string> = {
  sans: '"Inter", system-ui, sans-serif',
  condensed: '"Barlow Condensed", "Inter", "Arial Narrow", sans-serif',
  wide: '"Archivo Expanded", "Inter", sans-serif',
  serif: '"Source Serif 4 Variable", Georgia, serif',
  mono: '"JetBrains Mono Variable", ui-monospace, monospace',
};

/** The CSS `font` shorthand of a style at a scale. */
export function cssFont(style: TextStyle, scale = 1): string {
  return `${style.italic ? 'italic ' : ''}${style.weight} ${style.sizePx * scale}px ${FAMILIES[style.font]}`;
}

/** What tabular figures add to the width of one digit and one colon, as a share of the font size. */
export interface TabularExtra {
  digit: number;
  colon: number;
}

/**
 * Measures with a canvas: about fifty times cheaper than asking the layout. A canvas knows neither letter spacing
 * (everywhere) nor tabular figures, so both are added; `tabularExtra` tells how much wider tabular figures are.
 */
export function createMeasure(
  context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'>,
  tabularExtra: (style: TextStyle, zeroWidthPx: number) => TabularExtra,
): MeasureText {
  // A context tells its font in words of its own, so what was set is remembered here.
  let lastFont = '';
  return (text, style) => {
    const font = cssFont(style);
    if (font !== lastFont) context.font = font;
    lastFont = font;
    const spacingPx = (style.letterSpacingPx ?? 0) * text.length;
    if (!style.tabular) return context.measureText(text).width + spacingPx;
    const widthPx = context.measureText(text.replace(/\d/g, '0')).width;
    const extra = tabularExtra(style, context.measureText('0').width);
    const extraEm = count(text, /\d/g) * extra.digit + count(text, /:/g) * extra.colon;
    return widthPx + spacingPx + extraEm * style.sizePx;
  };
}

/** A measure on a canvas of its own; without a canvas (some test environments) a rough guess by letters. */
export function createCanvasMeasure(document: Document): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  return context === null ? guess : createMeasure(context, createTabularProbe(document));
}

/**
 * Asks the layout once per face how wide its tabular figures are. The width of the zero is part of the key: it changes
 * when a face arrives in place of its fallback.
 */
function createTabularProbe(document: Document): (style: TextStyle, zeroWidthPx: number) => TabularExtra {
  const known = new Map<string, TabularExtra>();
  return (style, zeroWidthPx) => {
    const key = `${style.font} ${style.italic} ${style.weight} ${(zeroWidthPx / style.sizePx).toFixed(4)}`;
    const extra = known.get(key) ?? probe(document, style);
    known.set(key, extra);
    return extra;
  };
}

function probe(document: Document, style: TextStyle): TabularExtra {
  const sizePx = 100;
  const line = document.createElement('span');
  line.style.font = cssFont({ ...style, sizePx });
  Object.assign(line.style, { position: 'absolute', visibility: 'hidden', whiteSpace: 'pre' });
  document.body.append(line);
  const width = (text: string, variant: string): number => {
    line.style.fontVariantNumeric = variant;
    line.textContent = text;
    return line.getBoundingClientRect().width;
  };
  const extra = (letter: string): number =>
    (width(letter, 'tabular-nums') - width(letter, 'normal')) / sizePx;
  const extras = { digit: extra('0'), colon: extra('0:0') - 2 * extra('0') };
  line.remove();
  return extras;
}

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

function guess(text: string, style: TextStyle): number {
  return text.length * style.sizePx * (style.font === 'condensed' ? 0.42 : 0.58);
}
