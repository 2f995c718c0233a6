import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fit, TextStyle } from '../document/style.ts';
import { fitText } from './fit.ts';

const style: TextStyle = {
  font: 'condensed',
  sizePx: 100,
  weight: 700,
  colour: '#ffffff',
  align: 'left',
  valign: 'middle',
};

/** Ten pixels a letter, so that expected widths can be counted by hand. */
const measure = (text: string): number => Array.from(text).length * 10;
const shrink: Fit = { mode: 'shrink', minScale: 0.5 };

describe('fitText', () => {
  it('leaves a text that fits alone', () => {
    expect(fitText(['Ana'], 30, style, shrink, measure)).toEqual({ lines: ['Ana'], scale: 1 });
  });

  it('shrinks before it abbreviates', () => {
    const fitted = fitText(['Konstantina Ray', 'K. Ray'], 75, style, shrink, measure);
    expect(fitted).toEqual({ lines: ['Konstantina Ray'], scale: 0.5 });
  });

  it('abbreviates when shrinking is not enough', () => {
    const fitted = fitText(['Konstantina Ray', 'K. Ray'], 48, style, shrink, measure);
    expect(fitted).toEqual({ lines: ['K. Ray'], scale: 0.8 });
  });

  it('uses more lines, if it may, before it abbreviates', () => {
    const twoLines: Fit = { mode: 'shrink', minScale: 0.5, maxLines: 2 };
    const fitted = fitText(['Konstantina Papadopoulou', 'K. Papadopoulou'], 65, style, twoLines, measure);
    expect(fitted).toEqual({ lines: ['Konstantina', 'Papadopoulou'], scale: 0.5 });
  });

  it('cuts the shortest variant when nothing fits', () => {
    const fitted = fitText(['Konstantina Papadopoulou', 'K. Papadopoulou'], 40, style, shrink, measure);
    expect(fitted).toEqual({ lines: ['K. Papa…'], scale: 0.5 });
  });

  it('never shrinks in mode ellipsis', () => {
    const fitted = fitText(['Papadopoulou'], 60, style, { mode: 'ellipsis', minScale: 0.1 }, measure);
    expect(fitted).toEqual({ lines: ['Papad…'], scale: 1 });
  });

  it('breaks at words and then shrinks', () => {
    const wrap: Fit = { mode: 'wrap', minScale: 0.4, maxLines: 2 };
    expect(fitText(['one two'], 40, style, wrap, measure)).toEqual({ lines: ['one', 'two'], scale: 1 });
    const long = fitText(['one two three'], 50, style, wrap, measure);
    expect(long.lines).toEqual(['one two', 'three']);
    expect(long.scale).toBeLessThan(1);
  });

  it('cuts the last line when too many words remain', () => {
    const wrap: Fit = { mode: 'wrap', minScale: 1, maxLines: 2 };
    expect(fitText(['one two three four'], 50, style, wrap, measure).lines).toEqual(['one', 'two…']);
  });

  it('stays in the box and within the scale, whatever the text', () => {
    const modes = fc.constantFrom<Fit['mode']>('shrink', 'ellipsis', 'wrap');
    const args = [fc.string({ maxLength: 60 }), fc.integer({ min: 20, max: 400 }), modes, fc.nat(3)] as const;
    fc.assert(
      fc.property(...args, (text, widthPx, mode, moreLines) => {
        const fit: Fit = { mode, minScale: 0.4, maxLines: 1 + moreLines };
        const { lines, scale } = fitText([text], widthPx, style, fit, measure);
        expect(scale).toBeLessThanOrEqual(1);
        expect(scale).toBeGreaterThanOrEqual(0.4);
        expect(lines.length).toBeLessThanOrEqual(1 + moreLines);
        for (const line of lines) expect(measure(line) * scale).toBeLessThanOrEqual(widthPx + 1e-6);
      }),
      { numRuns: 300 },
    );
  });
});
