import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { validateTemplate } from '@project88/core/displays/document/validate.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { describe, expect, it } from 'vitest';
import { applyStyle } from './applyStyle.ts';
import { themeOf } from './theme.ts';

const theme = themeOf('Harbour Run', { ground: '#06182f', accent: '#f97316' });
const hero = BUILT_IN_TEMPLATES['finish-hero'];

function withBackground(background: TemplateDocument['layouts'][number]['canvas']['background']) {
  const layouts = hero.layouts.map((layout) => ({ ...layout, canvas: { ...layout.canvas, background } }));
  return applyStyle({ ...hero, layouts }, { theme, font: null }).layouts[0]?.canvas.background;
}

describe('a design in another style', () => {
  it.each(Object.entries(BUILT_IN_TEMPLATES))('is a design as before: %s', (_id, document) => {
    for (const font of [null, 'serif'] as const) {
      const styled = applyStyle(document, { theme, font });
      expect(validateTemplate(styled)).toMatchObject({ ok: true });
      expect(styled.theme).toEqual({
        name: 'Harbour Run',
        colours: { ...document.theme.colours, ...theme.colours },
      });
    }
  });

  it('keeps blocks as they are when only colours change', () => {
    const styled = applyStyle(hero, { theme, font: null });
    expect(styled.layouts.map(({ blocks }) => blocks)).toEqual(hero.layouts.map(({ blocks }) => blocks));
  });

  it('has one typeface where it had several, but for figures of one width', () => {
    const before = JSON.stringify(hero.layouts);
    const after = JSON.stringify(applyStyle(hero, { theme, font: 'serif' }).layouts);
    const faces = (text: string) => [...text.matchAll(/"font":"(\w+)"/g)].map(([, face]) => face);
    expect(faces(after)).toHaveLength(faces(before).length);
    expect(new Set(faces(after))).toEqual(
      new Set(faces(before).includes('mono') ? ['serif', 'mono'] : ['serif']),
    );
  });

  it('has a plain background in the new colours, and leaves others alone', () => {
    expect(withBackground({ kind: 'fill', fill: '#123456' })).toEqual({
      kind: 'fill',
      fill: { from: '$ground', to: '$glow', angleDeg: 160 },
    });
    const green = { kind: 'fill', fill: '#00b140' } as const;
    const named = { kind: 'fill', fill: '$panel' } as const;
    const clear = { kind: 'transparent' } as const;
    for (const kept of [green, named, clear]) expect(withBackground(kept)).toEqual(kept);
  });

  it('keeps the names of colours that blocks have, and has no more than a theme may have', () => {
    const own = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`own${at}`, '#111111']));
    const styled = applyStyle({ ...hero, theme: { name: 'Own', colours: own } }, { theme, font: null });
    expect(Object.keys(styled.theme.colours)).toHaveLength(32);
    expect(styled.theme.colours).toMatchObject(own);
  });
});
