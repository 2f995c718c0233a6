import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { generate } from 'selfsigned';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SmallInternet } from '../../../test/support/smallInternet.ts';
import { WEB_LIMITS } from './limits.ts';
import { WebFetcher, type WebFetcherOptions } from './webFetcher.ts';

const PUBLIC = '93.184.216.34';

let internet: SmallInternet;
let seen: IncomingMessage[];
/** What the site does, by path. */
let site: Record<string, (reply: ServerResponse) => void>;

beforeEach(async () => {
  internet = new SmallInternet();
  internet.names.set('run.example', [PUBLIC]);
  seen = [];
  site = {};
  await internet.serve((request, reply) => {
    seen.push(request);
    const act = site[request.url ?? ''];
    if (act !== undefined) act(reply);
    else reply.writeHead(404).end();
  });
});
afterEach(() => internet.close());

function get(url: string, options: Partial<WebFetcherOptions> = {}, limitBytes = 1_000_000) {
  const fetcher = new WebFetcher({ allow: () => true, limits: WEB_LIMITS, internet, ...options });
  return fetcher.get(new URL(url), { accept: 'text/html', limitBytes });
}

async function wordsOf(work: Promise<unknown>): Promise<string> {
  const failure = await work.then(
    () => new Error('it was fetched'),
    (error: Error & { code?: string }) => error,
  );
  return `${(failure as { code?: string }).code} ${failure.message}`;
}

const brotliQuick = (bytes: Buffer) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } });

const quick = { limits: { ...WEB_LIMITS, timeoutMs: 300 } };

describe('a fetch', () => {
  it('gives the bytes and what the site says about them', async () => {
    site['/a?b=1'] = (reply) =>
      reply.writeHead(200, { 'content-type': 'Text/HTML; q=1; Charset="ISO-8859-7"' }).end('hello');
    const { url, mime, charset, bytes } = await get('http://run.example/a?b=1#c');
    expect([url.href, mime, charset, Buffer.from(bytes).toString()]).toEqual([
      'http://run.example/a?b=1#c',
      'text/html',
      'iso-8859-7',
      'hello',
    ]);
    expect(internet.dialled).toEqual([`${PUBLIC}:80`]);
  });

  it('sends nothing that we know, and no cookie that it was given', async () => {
    site['/'] = (reply) => reply.writeHead(302, { location: '/b', 'set-cookie': 'a=b' }).end();
    site['/b'] = (reply) => reply.end('');
    await get('http://run.example/');
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(Object.keys(seen[1]?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(seen[1]?.headers.host).toBe('run.example');
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('unpacks %s', async (encoding, pack) => {
    site['/'] = (reply) => reply.writeHead(200, { 'content-encoding': encoding }).end(pack('hello'));
    expect(Buffer.from((await get('http://run.example/')).bytes).toString()).toBe('hello');
  });

  it('takes no proxy from the environment', async () => {
    site['/'] = (reply) => reply.end('straight');
    process.env.HTTP_PROXY = 'http://127.0.0.1:9';
    process.env.NODE_USE_ENV_PROXY = '1';
    try {
      expect(Buffer.from((await get('http://run.example/')).bytes).toString()).toBe('straight');
    } finally {
      delete process.env.HTTP_PROXY;
      delete process.env.NODE_USE_ENV_PROXY;
    }
  });

  it('of an address in figures goes to these figures', async () => {
    site['/'] = (reply) => reply.end('figures');
    expect((await get(`http://${PUBLIC}/`)).mime).toBe('');
    expect((await get('http://[2606:4700::1111]/')).mime).toBe('');
    expect(internet.dialled).toEqual([`${PUBLIC}:80`, '2606:4700::1111:80']);
    expect(seen.map(({ headers }) => headers.host)).toEqual([PUBLIC, '[2606:4700::1111]']);
  });

  it('is for the addresses that the fetcher is for, on every hop', async () => {
    internet.names.set('other.example', [PUBLIC]);
    site['/'] = (reply) => reply.writeHead(302, { location: 'http://other.example/' }).end();
    const allow = ({ hostname }: URL) => hostname === 'run.example';
    expect(await wordsOf(get('http://other.example/', { allow }))).toMatch(/REFUSED.*not on the list/);
    expect(await wordsOf(get('http://run.example/', { allow }))).toMatch(/REFUSED.*not on the list/);
    expect(seen).toHaveLength(1);
  });
});

describe('what is inside', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://017700000001/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[64:ff9b::7f00:1]/',
    'http://inside.example/',
    'http://localhost/',
    'https://127.0.0.1/',
    'http://robin:secret@run.example/',
    'http://run.example:8080/',
    'file:///etc/passwd',
    'ftp://run.example/',
    'gopher://run.example/',
    '//127.0.0.1/',
  ])('is not reached by a redirect to %s', async (location) => {
    internet.names.set('inside.example', ['192.168.1.5']);
    site['/'] = (reply) => reply.writeHead(302, { location }).end();
    expect(await wordsOf(get('http://run.example/'))).toMatch(/^WEB_FETCH_REFUSED/);
    expect(internet.dialled).toEqual([`${PUBLIC}:80`]);
  });

  it('is not reached by a name whose next answer is another one', async () => {
    const answers = [[PUBLIC], ['127.0.0.1']];
    internet.names.set('turning.example', () => answers.shift() ?? ['127.0.0.1']);
    site['/'] = (reply) => reply.writeHead(302, { location: 'http://turning.example/again' }).end();
    site['/again'] = (reply) => reply.end('inside');
    // The first hop goes to the answer that was checked; the second hop asks anew and is refused.
    expect(await wordsOf(get('http://turning.example/'))).toMatch(/^WEB_FETCH_REFUSED/);
    expect(internet.dialled).toEqual([`${PUBLIC}:80`]);
    expect(answers).toEqual([]);
  });

  it('is not reached by a name with two kinds of answers', async () => {
    internet.names.set('mixed.example', [PUBLIC, '10.0.0.1']);
    expect(await wordsOf(get('http://mixed.example/'))).toMatch(/^WEB_FETCH_REFUSED/);
    expect(internet.dialled).toEqual([]);
  });

  it('by the system’s resolver neither', async () => {
    // The real internet: nothing is connected to, because the checks come first.
    const fetcher = new WebFetcher({ allow: () => true, limits: WEB_LIMITS });
    for (const url of ['http://localhost/', 'http://127.0.0.1/', 'http://[::1]/']) {
      const work = fetcher.get(new URL(url), { accept: '*/*', limitBytes: 1 });
      expect(await wordsOf(work)).toMatch(/^WEB_FETCH_REFUSED/);
    }
  });
});

describe('a site that does us harm', () => {
  const TOO_LONG = /^WEB_FETCH_FAILED .*takes longer than 0.3 s/;

  it.each<[string, (reply: ServerResponse) => void]>([
    ['that never answers', () => {}],
    ['that sends its head and waits', (reply) => reply.writeHead(200).flushHeaders()],
    [
      'that sends a byte now and then',
      (reply) => {
        const drip = setInterval(() => reply.write('a'), 20);
        reply.once('close', () => clearInterval(drip));
      },
    ],
  ])('%s: the time ends it', async (_what, act) => {
    site['/'] = act;
    expect(await wordsOf(get('http://run.example/', quick))).toMatch(TOO_LONG);
  });

  it('whose name servers never answer: the time ends it', async () => {
    internet.names.set('slow.example', () => new Promise(() => {}));
    expect(await wordsOf(get('http://slow.example/', quick))).toMatch(TOO_LONG);
  });

  it('whose redirects take their time: it is one time for all', async () => {
    let hop = 0;
    const next = (reply: ServerResponse) => {
      hop += 1;
      setTimeout(() => reply.writeHead(302, { location: `/${hop}` }).end(), 200);
    };
    for (const path of ['/', '/1', '/2', '/3']) site[path] = next;
    expect(await wordsOf(get('http://run.example/', quick))).toMatch(TOO_LONG);
    expect(hop).toBe(2);
  });

  it('that never ends is cut off', async () => {
    let written = 0;
    let isOver = false;
    site['/'] = (reply) => {
      const more = () => {
        if (isOver) return;
        written += 64 * 1024;
        if (reply.write(Buffer.alloc(64 * 1024))) setImmediate(more);
        else reply.once('drain', more);
      };
      reply.once('close', () => {
        isOver = true;
      });
      more();
    };
    expect(await wordsOf(get('http://run.example/'))).toMatch(/larger than 1 MB/);
    expect(written).toBeLessThan(32 * 1024 * 1024);
  });

  it('that sends one line of 10 MB is cut off', async () => {
    site['/'] = (reply) => reply.end('a'.repeat(10 * 1024 * 1024));
    expect(await wordsOf(get('http://run.example/'))).toMatch(/larger than 1 MB/);
  });

  it.each([
    ['gzip', gzipSync],
    ['br', brotliQuick],
  ])('that packs a bomb in %s: what it becomes is counted', async (encoding, pack) => {
    const bomb = pack(Buffer.alloc(100 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(200_000);
    site['/'] = (reply) => reply.writeHead(200, { 'content-encoding': encoding }).end(bomb);
    const before = process.memoryUsage().arrayBuffers;
    expect(await wordsOf(get('http://run.example/'))).toMatch(/larger than 1 MB/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  it.each([
    ['deflate', 'packed in a way'],
    ['gzip, gzip', 'packed in a way'],
    ['gzip', 'cannot be read'],
  ])('that says %s: %s', async (encoding, words) => {
    site['/'] = (reply) => reply.writeHead(200, { 'content-encoding': encoding }).end('plain');
    expect(await wordsOf(get('http://run.example/'))).toContain(words);
  });

  it('that sends on in a circle is left', async () => {
    site['/'] = (reply) => reply.writeHead(302, { location: '/' }).end();
    expect(await wordsOf(get('http://run.example/'))).toMatch(/^WEB_FETCH_FAILED .*too often/);
    expect(seen).toHaveLength(4);
  });

  it('that sends an endless head is left', async () => {
    site['/'] = (reply) => reply.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(2_000)}`);
    const limits = { ...WEB_LIMITS, headBytes: 1_024 };
    expect(await wordsOf(get('http://run.example/', { limits }))).toContain('cannot be read');
  });

  it('that speaks no HTTP is left', async () => {
    site['/'] = (reply) => reply.socket?.end('SSH-2.0-OpenSSH\r\n');
    expect(await wordsOf(get('http://run.example/'))).toContain('cannot be read');
  });

  it('that breaks off is not taken for a whole one', async () => {
    site['/'] = (reply) => {
      reply.writeHead(200, { 'content-length': 100 });
      reply.write('half');
      setTimeout(() => reply.destroy(), 20);
    };
    expect(await wordsOf(get('http://run.example/'))).toContain('it broke off');
  });

  it.each([401, 404, 500, 206, 304])('that answers with %i says so', async (status) => {
    site['/'] = (reply) => reply.writeHead(status).end();
    expect(await wordsOf(get('http://run.example/'))).toContain(`it answers with ${status}`);
  });

  it('that is not there says so', async () => {
    expect(await wordsOf(get('https://run.example/'))).toMatch(/^WEB_FETCH_FAILED .*does not answer/);
  });

  it('whose certificate nobody knows is sent nothing', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'run.example' }], {
      keyType: 'ec',
    });
    await internet.serve((request) => seen.push(request), { key, cert });
    expect(await wordsOf(get('https://run.example/'))).toMatch(
      /^WEB_FETCH_FAILED .*certificate is not valid/,
    );
    expect(seen).toEqual([]);
  });

  it('whose caller gives up is left at once', async () => {
    site['/'] = () => {};
    const fetcher = new WebFetcher({ allow: () => true, limits: WEB_LIMITS, internet });
    const giveUp = new AbortController();
    const work = fetcher.get(new URL('http://run.example/'), {
      accept: '*/*',
      limitBytes: 1,
      signal: giveUp.signal,
    });
    setTimeout(() => giveUp.abort(), 50);
    expect(await wordsOf(work)).toMatch(/^WEB_FETCH_FAILED/);
  });
});
