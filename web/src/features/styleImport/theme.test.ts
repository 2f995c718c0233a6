import type { SiteColour } from '@project88/core/contract/styleImport.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, luminance, mix } from './colour.ts';
import { accentsOf, groundsOf, proposedPalette, READABLE, themeOf } from './theme.ts';

const site = (...colours: [colour: string, grey?: boolean][]): SiteColour[] =>
  colours.map(([colour, grey = false]) => ({ colour, grey, share: 0.1 }));

const anyColour = fc.nat(0xffffff).map((number) => `#${number.toString(16).padStart(6, '0')}`);

describe('arithmetic of colours', () => {
  it('knows contrast as WCAG has it', () => {
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080');
    expect(mix('#0b3d91', '#ffffff', 0)).toBe('#0b3d91');
  });
});

describe('a theme from two colours', () => {
  it('can be read, whatever the two are', () => {
    fc.assert(
      fc.property(anyColour, anyColour, (ground, accent) => {
        const { colours } = themeOf('Any', { ground, accent });
        const c = (one: string, other: string) => contrast(colours[one] ?? '', colours[other] ?? '');
        expect(colours.ground).toBe(ground);
        for (const ground of ['ground', 'panel']) {
          for (const text of ['text', 'accent', 'soft'])
            expect(c(text, ground)).toBeGreaterThanOrEqual(READABLE);
        }
        for (const surface of ['glow', 'panelEnd', 'row', 'rowNew']) {
          expect(c('text', surface)).toBeGreaterThanOrEqual(READABLE);
        }
        expect(c('onAccent', 'accent')).toBeGreaterThanOrEqual(READABLE);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves an accent alone that is seen well', () => {
    const { colours } = themeOf('Harbour', { ground: '#06182f', accent: '#f97316' });
    expect([colours.accent, colours.text, colours.onAccent]).toEqual(['#f97316', '#f6f8fb', '#000000']);
  });
});

describe('what is proposed', () => {
  it('is a dark ground of the brand and what stands out on it', () => {
    const colours = site(['#0b3d91'], ['#f97316'], ['#ffffff', true]);
    const { ground, accent } = proposedPalette(colours);
    expect([ground, accent]).toEqual(['#0b3d91', '#f97316']);
    expect(groundsOf(colours)).toHaveLength(5);
    expect(accentsOf(colours)).toEqual(['#0b3d91', '#f97316']);
  });

  it('is a darker one where the brand is bright', () => {
    const { ground, accent } = proposedPalette(site(['#ffd400']));
    expect(luminance(ground)).toBeLessThan(0.1);
    expect(accent).toBe('#ffd400');
  });

  it('is made of greys where there is nothing else, and of ours where there is nothing', () => {
    expect(proposedPalette(site(['#ffffff', true], ['#222222', true]))).toEqual({
      ground: '#ffffff',
      accent: '#222222',
    });
    expect(proposedPalette([])).toEqual({ ground: '#0a0d13', accent: '#f6f8fb' });
  });

  it('is there for any colours', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ colour: anyColour, grey: fc.boolean(), share: fc.constant(0.1) })),
        (colours) => {
          const palette = proposedPalette(colours);
          for (const colour of Object.values(themeOf('Any', palette).colours))
            expect(colour).toMatch(/^#[0-9a-f]{6}$/);
        },
      ),
    );
  });
});
