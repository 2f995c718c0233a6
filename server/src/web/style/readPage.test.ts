import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decodeText.ts';
import { readPage } from './readPage.ts';

const AT = 'https://run.example/2031/index.html';

describe('a page', () => {
  it('has a title, preferably the name of the site', () => {
    expect(readPage('<title>\n Harbour  Run &amp; Walk </title>', AT).title).toBe('Harbour Run & Walk');
    const named = '<meta property="og:site_name" content="Harbour Run"><title>Home | Harbour Run</title>';
    expect(readPage(named, AT).title).toBe('Harbour Run');
  });

  it('has style sheets for screens, with whole addresses', () => {
    const html = `
      <link rel=stylesheet href=a.css><link rel="alternate stylesheet" href="b.css">
      <link rel="stylesheet" href="print.css" media="print"><link rel="preload" as="style" href="//cdn.example/c.css">
      <link rel="preload" as="font" href="d.woff2"><link rel="stylesheet" href="data:text/css,a{}">
      <link rel="stylesheet" href="a.css#again"><link rel="stylesheet" href="file:///etc/passwd">`;
    expect(readPage(html, AT).sheets).toEqual([
      'https://run.example/2031/a.css',
      'https://cdn.example/c.css',
    ]);
    expect(readPage(`<base href="/x/">${html}`, AT).sheets[0]).toBe('https://run.example/x/a.css');
  });

  it('has styles of its own, and colours that it names', () => {
    const html =
      '<meta name="theme-color" content="#123456"><style>p{color:red}</style><p style="color:blue" class="a b" id="c">';
    const { css, colours, names } = readPage(html, AT);
    expect(css).toEqual(['p{color:red}', 'p{color:blue}']);
    expect(colours).toEqual([{ text: '#123456', weight: 50 }]);
    expect(names).toEqual(['meta', 'style', 'p', '.a', '.b', '#c']);
  });

  it('has pictures: logos first, then icons by size, what it shows of itself, and the others', () => {
    const html = `
      <meta property="og:image" content="/cover.jpg">
      <link rel="shortcut icon" href="/favicon.ico" sizes="32x32">
      <link rel="apple-touch-icon" href="/touch.png" sizes="180x180">
      <header><img src="/brand/harbour%20run.svg" alt=""></header>
      <img src="/dot.gif" width="1" height="1">
      <img src="data:image/png;base64,AA" data-src="/late.jpg" alt="Start of the 10 km" width="800px" height="450">
      <img srcset="/small.jpg 320w, /large.jpg 1280w" alt="Finish">
      <img src="/sponsors/logo-bank.png" alt="Bank">`;
    expect(
      readPage(html, AT).pictures.map(({ url, kind, words, widthPx }) => [
        new URL(url).pathname,
        kind,
        words,
        widthPx,
      ]),
    ).toEqual([
      ['/brand/harbour%20run.svg', 'logo', 'harbour run', null],
      ['/sponsors/logo-bank.png', 'logo', 'Bank', null],
      ['/touch.png', 'icon', 'touch', 180],
      ['/favicon.ico', 'icon', 'favicon', 32],
      ['/cover.jpg', 'cover', 'cover', null],
      ['/late.jpg', 'picture', 'Start of the 10 km', 800],
      ['/large.jpg', 'picture', 'Finish', null],
    ]);
  });

  it('of any text has only addresses of the web', () => {
    const piece = fc.constantFrom(
      '<img src="',
      '">',
      "'>",
      '<link rel=stylesheet href=',
      '<style>',
      '</style>',
      '<base href="javascript:1">',
      '<base href="file:///">',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      '//x.example/%',
      '\0',
      '<!--',
      '<![CDATA[',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (pieces) => {
        const { sheets, pictures } = readPage(pieces.join(''), AT);
        const all = [...sheets, ...pictures.map(({ url }) => url)];
        return all.every((url) => /^https?:\/\//.test(url));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the text of a page', () => {
  const bytes = (...parts: (string | number[])[]) =>
    Buffer.concat(
      parts.map((each) => (typeof each === 'string' ? Buffer.from(each, 'latin1') : Buffer.from(each))),
    );

  it.each([
    ['UTF-8 without a word', bytes([0xc3, 0xa9]), null, 'é'],
    ['Latin without a word', bytes([0xe9]), null, 'é'],
    ['as the answer says', bytes([0xe1]), 'iso-8859-7', 'α'],
    ['as the page says', bytes('<meta charset="iso-8859-7">', [0xe1]), null, '<meta charset="iso-8859-7">α'],
    [
      'as the answer says, which counts more',
      bytes('<meta charset="utf-8">', [0xe1]),
      'iso-8859-7',
      '<meta charset="utf-8">α',
    ],
    ['as its mark says, which counts most', bytes([0xff, 0xfe, 0xb1, 0x03]), 'utf-8', 'α'],
    ['a name that nobody knows', bytes([0xc3, 0xa9]), 'klingon', 'é'],
    ['a wrong name', bytes([0xe9]), 'utf-8', '\ufffd'],
  ])('%s', (_what, page, named, text) => {
    expect(decodeText(page, named, 'html')).toBe(text);
  });

  it('of a style sheet says it at its beginning', () => {
    expect(decodeText(bytes('@charset "iso-8859-7";', [0xe1]), null, 'css')).toMatch(/α$/);
  });
});
