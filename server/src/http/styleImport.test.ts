import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callerAt, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { SmallInternet } from '../../../test/support/smallInternet.ts';

let t: TestHttp;
let internet: SmallInternet;

beforeAll(async () => {
  internet = new SmallInternet();
  await internet.serveHarbourRun();
  t = await startTestHttp({ web: internet.fetcher() });
});
afterAll(async () => {
  await t.close();
  await internet.close();
});
beforeEach(() => t.pass(60_000));
afterEach(() => {
  internet.dialled.length = 0;
});

const look = (url: string) => t.a.owner('POST', '/api/style-import', { url });

describe('the look of a site', () => {
  test('comes back as proposals, and who looked is written down', async () => {
    const answer = await look('http://harbour.example');
    expect(answer.status, answer.text).toBe(200);
    expect(answer.json).toMatchObject({
      pageUrl: 'http://harbour.example/',
      title: 'Harbour Run',
      colours: [{ colour: '#0b3d91' }, { colour: '#f97316' }],
      fonts: [{ family: 'Oswald', nearest: 'condensed', headings: true }],
      pictures: [{ kind: 'logo', url: 'http://harbour.example/logo.svg' }],
      missingSheets: 0,
    });
    const { items } = (await t.a.owner('GET', '/api/audit?limit=1')).json;
    expect(items[0]).toMatchObject({ action: 'style.imported', after: { url: 'http://harbour.example/' } });
  });

  test('is for those who may edit templates', async () => {
    const made = await t.a.owner('POST', '/api/api-keys', {
      name: 'Results',
      permissions: ['templates.view'],
    });
    const reader = callerAt(t.url, { 'x-api-key': made.json.key });
    for (const [caller, status] of [
      [reader, 403],
      [t.anybody, 401],
    ] as const) {
      expect((await caller('POST', '/api/style-import', { url: 'http://harbour.example' })).status).toBe(
        status,
      );
    }
    expect(internet.dialled).toEqual([]);
  });

  test('is not there when the installation has it switched off', async () => {
    const off = await startTestHttp();
    try {
      const { status, json } = await off.a.owner('POST', '/api/style-import', {
        url: 'http://harbour.example',
      });
      expect([status, json.error.code]).toEqual([403, 'STYLE_IMPORT_OFF']);
      const preview = await off.a.owner(
        'GET',
        '/api/style-import/preview?url=http://harbour.example/logo.svg',
      );
      expect(preview.json.error.code).toBe('STYLE_IMPORT_OFF');
    } finally {
      await off.close();
    }
  });
});

describe('what is inside', () => {
  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'http://192.168.1.1/',
    '10.0.0.1',
    'file:///etc/passwd',
    'http://harbour.example:5432/',
    'http://robin:secret@harbour.example/',
  ])('is not read: %s', async (url) => {
    for (const answer of [
      await look(url),
      await t.a.owner('GET', `/api/style-import/preview?url=${encodeURIComponent(url)}`),
      await t.a.owner('POST', '/api/style-import/picture', { url, name: 'Inside' }),
    ]) {
      expect([answer.status, answer.json.error.code]).toEqual([422, 'WEB_FETCH_REFUSED']);
    }
    expect(internet.dialled).toEqual([]);
  });

  test('is not told by the answer, nor by its time: what listens here looks like what does not', async () => {
    // The server's own port is open; port 1 of this machine is not.
    const open = new URL(t.url).port;
    const said = new Set<string>();
    const timesMs: number[][] = [[], []];
    for (let round = 0; round < 10; round += 1) {
      for (const [index, port] of [open, '1'].entries()) {
        const from = performance.now();
        const { status, json } = await look(`http://127.0.0.1:${port}/`);
        timesMs[index]?.push(performance.now() - from);
        said.add(`${status} ${json.error.code} ${json.error.message}`);
      }
    }
    expect([...said]).toEqual([
      '422 WEB_FETCH_REFUSED This address is not read: only the ports 80 and 443 are read.',
    ]);
    const [whenOpen, whenClosed] = timesMs.map((each) => each.toSorted((a, b) => a - b)[5] ?? 0);
    expect(Math.abs((whenOpen ?? 0) - (whenClosed ?? 0))).toBeLessThan(100);
    expect(internet.dialled).toEqual([]);
  });

  test('has no names that could be guessed', async () => {
    internet.names.set('printer.office.example', ['10.0.0.9']);
    const words = new Set<string>();
    for (const name of ['printer.office.example', 'nothing.office.example']) {
      const { status, json } = await look(`http://${name}/`);
      words.add(`${status} ${json.error.message}`);
    }
    expect([...words]).toEqual(['422 This address is not read: no public site has this name.']);
  });
});

describe('a picture of a site', () => {
  const LOGO = 'http://harbour.example/logo.svg';

  test('is shown in small without being kept', async () => {
    const answer = await t.a.owner('GET', `/api/style-import/preview?url=${encodeURIComponent(LOGO)}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect((await t.a.owner('GET', '/api/assets')).json.items).toEqual([]);
  });

  test('is kept among the partner’s, and where it came from is written down', async () => {
    const body = { url: LOGO, name: 'Harbour Run', folder: 'Logos' };
    const answer = await t.a.owner('POST', '/api/style-import/picture', body);
    expect(answer.status, answer.text).toBe(201);
    const asset = await t.a.owner('GET', `/api/assets/${answer.json.id}`);
    expect(asset.json).toMatchObject({ name: 'Harbour Run', folder: 'Logos', sourceMime: 'image/svg+xml' });
    const { items } = (await t.a.owner('GET', '/api/audit?limit=1')).json;
    expect(items[0]).toMatchObject({ action: 'asset.imported', after: { url: LOGO } });
    expect((await t.b.owner('GET', `/api/assets/${answer.json.id}`)).status).toBe(404);
  });

  test('that is a page is told by its content', async () => {
    const body = { url: 'http://harbour.example/page.png', name: 'Page' };
    const { status, json } = await t.a.owner('POST', '/api/style-import/picture', body);
    expect([status, json.error.code]).toEqual([422, 'ASSET_UNREADABLE']);
    expect(json.error.message).toContain('web page');
  });
});

test('one partner looks at two sites at a time, and does not hold up another', async () => {
  let release = () => {};
  const held = new Promise<string[]>((resolve) => {
    release = () => resolve(['93.184.216.34']);
  });
  internet.names.set('slow.example', () => held);
  const slow = Array.from({ length: 3 }, () => look('http://slow.example/'));
  const others = await t.b.owner('POST', '/api/style-import', { url: 'http://harbour.example/' });
  expect(others.status).toBe(200);
  release();
  expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200, 200]);
});
