import type { TextStyle } from '@project88/core/displays/document/style.ts';
import { describe, expect, it } from 'vitest';
import { createMeasure, cssFont } from './measure.ts';

const style: TextStyle = {
  font: 'condensed',
  sizePx: 50,
  weight: 700,
  colour: '#ffffff',
  align: 'left',
  valign: 'middle',
};

/** A canvas whose letters are ten pixels wide, except the slim 1. */
function fakeContext() {
  const width = (text: string) =>
    Array.from(text).reduce((sum, letter) => sum + (letter === '1' ? 4 : 10), 0);
  return { font: '', measureText: (text: string) => ({ width: width(text) }) as TextMetrics };
}
const noExtra = () => ({ digit: 0, colon: 0 });

describe('createMeasure', () => {
  it('asks the canvas in the font of the style', () => {
    const context = fakeContext();
    expect(createMeasure(context, noExtra)('Ana', style)).toBe(30);
    expect(context.font).toBe(cssFont(style));
  });

  it('adds letter spacing', () => {
    expect(createMeasure(fakeContext(), noExtra)('Ana', { ...style, letterSpacingPx: 2 })).toBe(36);
  });

  it('gives all tabular figures one width, and what they are wider', () => {
    const measure = createMeasure(fakeContext(), () => ({ digit: 0.1, colon: 0.02 }));
    const tabular = { ...style, tabular: true };
    expect(measure('1:11', style)).toBe(22);
    expect(measure('1:11', tabular)).toBe(40 + 3 * 5 + 1);
    expect(measure('1:11', tabular)).toBe(measure('8:88', tabular));
  });
});
