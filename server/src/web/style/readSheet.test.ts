import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupColours } from './colours.ts';
import { groupFonts, nearestFont } from './fonts.ts';
import { importsOf, readSheets } from './readSheet.ts';

const PAGE = new Set(['body', 'header', 'nav', 'a', 'p', 'h1', '.btn', '.row', '#top']);

function coloursOf(...sheets: string[]): string[] {
  return groupColours(readSheets(sheets, PAGE).colours).map(({ colour }) => colour);
}

function fontsOf(...sheets: string[]) {
  return groupFonts(readSheets(sheets, PAGE).fonts);
}

describe('colours of style sheets', () => {
  it('are found in every notation', () => {
    expect(
      coloursOf(
        `a{color:#e5484d} p{background:rgb(0 144 255)} h1{border:1px solid hsl(120deg 60% 30%)}
         nav{background:linear-gradient(90deg, gold, 50%, #8e4ec6ff)} header{color:oklch(60% 0.1 200)}`,
      ).toSorted(),
    ).toEqual(['#e5484d', '#0090ff', '#1f7a1f', '#ffd700', '#8e4ec6', '#0d9298'].toSorted());
  });

  it('come by how much they are used; near ones are one, and greys are last', () => {
    const proposed = groupColours(
      readSheets(
        [
          'body{background:#fff;color:#111} header,nav{background:#0b3d91} .btn{background:#0c3e92} a{color:#e5484d} p{color:#777}',
        ],
        PAGE,
      ).colours,
    );
    expect(proposed.map(({ colour, grey }) => [colour, grey])).toEqual([
      ['#0b3d91', false],
      ['#e5484d', false],
      ['#ffffff', true],
      ['#111111', true],
      ['#777777', true],
    ]);
    expect(proposed.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 2);
  });

  it('behind variables count where they are used', () => {
    const sheet =
      ':root{--brand:#e5484d;--cta:var(--brand);--unused:#00ff00} .btn{background:var(--cta)} p{color:var(--none, #0090ff)}';
    expect(coloursOf(sheet)).toEqual(['#e5484d', '#0090ff']);
    // Variables may come in a later sheet than their use.
    expect(coloursOf('.btn{background:var(--x)}', ':root{--x:#e5484d}')).toEqual(['#e5484d']);
  });

  it('of variables in a circle or with very many children are left out', () => {
    expect(coloursOf(':root{--a:var(--b);--b:var(--a)} p{color:var(--a)} a{color:#e5484d}')).toEqual([
      '#e5484d',
    ]);
    const many = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const laughs = many
      .map((name, index) => `--${name}:${`var(--${many[index + 1]}) `.repeat(100)};`)
      .join('');
    expect(coloursOf(`:root{${laughs}} p{background:var(--a)} a{color:#e5484d}`)).toEqual(['#e5484d']);
  });

  it('that the page does not use count little: a framework has hundreds', () => {
    const framework =
      '.alert-danger{background:#dc3545} .x .y{background:#6610f2} #other{background:#198754}';
    expect(coloursOf(`${framework} .btn{border-color:#e5484d}`)[0]).toBe('#e5484d');
  });

  it('for print, for the dark and for shadows are not the brand', () => {
    expect(
      coloursOf(
        '@media print{a{color:#f0f}} @media (prefers-color-scheme: dark){a{color:#0f0}} p{box-shadow:0 0 2px rgb(255 0 0/.2)}',
      ),
    ).toEqual([]);
    expect(coloursOf('@media (min-width:600px){a{color:#e5484d}}')).toEqual(['#e5484d']);
  });

  it('of any text are colours', () => {
    const piece = fc.constantFrom(
      'a{',
      '}',
      'color:',
      'red',
      '#fff',
      'var(--a)',
      '--a:',
      ';',
      '@media',
      '(',
      ')',
      '/*',
      '"',
      'url(',
      '\\',
      '@import "x";',
      'font:',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }), (pieces) => {
        const sheet = pieces.join('');
        importsOf(sheet);
        return coloursOf(sheet).every((colour) => /^#[0-9a-f]{6}$/.test(colour));
      }),
      { numRuns: 500 },
    );
  });
});

describe('fonts of style sheets', () => {
  it('are the first families that are names, headings told apart', () => {
    expect(
      fontsOf(
        `body{font-family:system-ui,-apple-system,"Source Sans 3",sans-serif} p{font:italic 400 1rem/1.5 'Source Sans 3', sans-serif}
         h1{font-family:"Barlow Condensed",sans-serif} .btn{font-family:inherit} a{font-family:"Font Awesome 6 Free"}
         @font-face{font-family:"Never Used";src:url(x)} :root{--f:Lora,serif} nav{font-family:var(--f)}`,
      ),
    ).toEqual([
      { family: 'Lora', nearest: 'serif', headings: false },
      { family: 'Source Sans 3', nearest: 'sans', headings: false },
      { family: 'Barlow Condensed', nearest: 'condensed', headings: true },
    ]);
  });

  it.each([
    ['Roboto', '', 'sans'],
    ['Open Sans', '', 'sans'],
    ['Source Sans Pro', '', 'sans'],
    ['PT Serif', '', 'serif'],
    ['Playfair Display', '', 'serif'],
    ['Roboto Condensed', '', 'condensed'],
    ['Bebas Neue', '', 'condensed'],
    ['Montserrat', '', 'wide'],
    ['JetBrains Mono', '', 'mono'],
    ['House Face', 'House Face, Georgia, serif', 'serif'],
    ['House Face', 'House Face, Arial, sans-serif', 'sans'],
    ['House Face', 'House Face, monospace', 'mono'],
  ])('%s (%s) is nearest to our %s', (family, list, ours) => {
    expect(nearestFont(family, list)).toBe(ours);
  });
});

it('imports are found as they are written', () => {
  expect(importsOf('@import url("a.css") screen; @import "b.css"; p{color:red}')).toEqual(['a.css', 'b.css']);
});
