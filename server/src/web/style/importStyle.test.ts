import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SmallInternet } from '../../../../test/support/smallInternet.ts';
import { WEB_LIMITS } from '../limits.ts';
import { WebFetcher } from '../webFetcher.ts';
import { importStyle } from './importStyle.ts';
import { StyleReader } from './styleReader.ts';

let internet: SmallInternet;
let site: Record<string, [type: string, body: string] | ((reply: ServerResponse) => void)>;
let asked: string[];

const HTML = 'text/html; charset=utf-8';
const CSS = 'text/css';

beforeEach(async () => {
  internet = new SmallInternet();
  internet.names.set('run.example', ['93.184.216.34']);
  internet.names.set('cdn.example', ['93.184.216.35']);
  internet.names.set('inside.example', ['10.0.0.7']);
  site = {};
  asked = [];
  await internet.serve((request, reply) => {
    asked.push(`${request.headers.host}${request.url}`);
    const known = site[request.url ?? ''];
    if (typeof known === 'function') known(reply);
    else if (known === undefined)
      reply.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>');
    else reply.writeHead(200, { 'content-type': known[0] }).end(known[1]);
  });
});
afterEach(() => internet.close());

function look(path = '/') {
  const fetcher = new WebFetcher({ allow: () => true, limits: WEB_LIMITS, internet });
  return importStyle(fetcher, new URL(path, 'http://run.example'));
}

describe('the look of a site', () => {
  it('is read from its page and its style sheets, wherever they are', async () => {
    site['/'] = [
      HTML,
      `<title>Harbour Run</title><link rel="stylesheet" href="/a.css">
       <link rel="stylesheet" href="http://cdn.example/b.css"><body><header><img src="/logo.svg" alt="Harbour Run"></header>`,
    ];
    site['/a.css'] = [CSS, '@import "/c.css"; header{background:var(--navy)}'];
    site['/b.css'] = [CSS, ':root{--navy:#0b3d91}'];
    site['/c.css'] = [CSS, 'body{font-family:Oswald,sans-serif;color:#222}'];
    expect(await look()).toEqual({
      pageUrl: 'http://run.example/',
      title: 'Harbour Run',
      colours: [
        { colour: '#0b3d91', share: expect.any(Number), grey: false },
        { colour: '#222222', share: expect.any(Number), grey: true },
      ],
      fonts: [{ family: 'Oswald', nearest: 'condensed', headings: false }],
      pictures: [
        {
          url: 'http://run.example/logo.svg',
          kind: 'logo',
          words: 'Harbour Run',
          widthPx: null,
          heightPx: null,
        },
      ],
      missingSheets: 0,
    });
    expect(asked).toContain('cdn.example/b.css');
  });

  it('lacks sheets that are gone, pages in disguise, too large, or inside; and says how many', async () => {
    const links = ['gone.css', 'page.css', 'large.css', 'http://inside.example/x.css', 'good.css'];
    site['/'] = [HTML, links.map((href) => `<link rel="stylesheet" href="${href}">`).join('')];
    site['/page.css'] = [HTML, '<style>p{color:red}</style>'];
    site['/large.css'] = [CSS, `p{color:red}${' '.repeat(WEB_LIMITS.textBytes)}`];
    site['/good.css'] = [CSS, 'link{color:#0b3d91}'];
    const { missingSheets, colours } = await look();
    expect([missingSheets, colours.map(({ colour }) => colour)]).toEqual([4, ['#0b3d91']]);
    expect(internet.dialled.filter((each) => each.startsWith('10.'))).toEqual([]);
  });

  it('takes so many sheets and no more, also when each imports the next', async () => {
    site['/'] = [HTML, '<link rel="stylesheet" href="/0.css">'];
    for (let index = 0; index < 20; index += 1) site[`/${index}.css`] = [CSS, `@import "/${index + 1}.css";`];
    await look();
    expect(asked).toHaveLength(1 + WEB_LIMITS.stylesheets);
    site['/0.css'] = [CSS, '@import "/0.css";'];
    asked = [];
    await look();
    expect(asked).toHaveLength(2);
  });

  it.each([
    ['a picture', 'image/png', 'x'],
    ['data', 'application/json', '{}'],
    ['something that does not say what it is', '', 'hello'],
  ])('is not read from %s', async (_what, type, body) => {
    site['/'] = [type, body];
    await expect(look()).rejects.toMatchObject({ code: 'WEB_FETCH_FAILED', message: /not a web page/ });
  });

  it('is named after its host when it has no name', async () => {
    site['/'] = [HTML, ''];
    expect(await look()).toMatchObject({ title: 'run.example', colours: [], fonts: [], pictures: [] });
  });
});

describe('a page that does us harm', () => {
  it('is read beside the race: the process goes on meanwhile', async () => {
    site['/'] = [HTML, `<style>${'.a{color:#123456;margin:0 auto}'.repeat(60_000)}</style><p class="a">`];
    let longestMs = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - last);
      last = performance.now();
    }, 5);
    const { colours } = await look();
    clearInterval(watch);
    expect(colours[0]?.colour).toBe('#123456');
    // Reading takes most of a second; the machine of the tests is shared.
    expect(longestMs).toBeLessThan(500);
  });

  it('may nest as deep as it likes', async () => {
    site['/'] = [HTML, `${'<div>'.repeat(200_000)}<style>a{color:${'('.repeat(200_000)}</style>`];
    expect(await look()).toMatchObject({ colours: [] });
  });

  it('that takes too long to read is left', async () => {
    const reader = new StyleReader({ ...WEB_LIMITS, readMs: 1 });
    const page = { bytes: Buffer.from('<p>'.repeat(500_000)), charset: null };
    await expect(reader.ask({ ask: 'page', page, url: 'http://run.example/' })).rejects.toMatchObject({
      code: 'WEB_FETCH_FAILED',
      message: /takes too long/,
    });
  });

  it('that takes too much memory is left', async () => {
    const reader = new StyleReader({ ...WEB_LIMITS, readMs: 60_000, readMemoryMb: 48 });
    const parts = { title: '', sheets: [], css: [], colours: [], pictures: [], names: ['.a'] };
    const sheet = { bytes: Buffer.from('.a{color:#123456;color:red}'.repeat(75_000)), charset: null };
    const sheets = Array.from({ length: WEB_LIMITS.stylesheets }, () => sheet);
    await expect(reader.ask({ ask: 'style', parts, sheets })).rejects.toMatchObject({
      code: 'WEB_FETCH_FAILED',
      message: /takes too much/,
    });
  });

  it('of the worst kind that is let in is read in the memory there is', async () => {
    const reader = new StyleReader({ ...WEB_LIMITS, readMs: 60_000 });
    const parts = { title: '', sheets: [], css: [], colours: [], pictures: [], names: ['.a'] };
    const sheet = { bytes: Buffer.from('.a{color:#123456;color:red}'.repeat(75_000)), charset: null };
    const sheets = Array.from({ length: WEB_LIMITS.stylesheets }, () => sheet);
    expect((await reader.ask({ ask: 'style', parts, sheets })).colours).toHaveLength(2);
    reader.end();
  });
});
