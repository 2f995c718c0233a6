import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';

let t: TestHttp;
let linkId: string;
const HTML = { accept: 'text/html,*/*' };

beforeAll(async () => {
  t = await startTestHttp();
  const { json: made } = await t.a.owner('POST', '/api/sessions/create', { name: 'Pier', mode: 'results' });
  const { json: link } = await t.a.owner('POST', '/api/display/generate-url', { sessionId: made.id });
  linkId = link.id;
});
afterAll(() => t.close());

const titleOf = (text: string) => /<title>(.*?)<\/title>/.exec(text)?.[1];

describe('pages without a sign-in', () => {
  test('a link, its status and a TV without a link each have theirs', async () => {
    const pages = {
      '/display': 'display',
      [`/display/${linkId}`]: 'display',
      [`/display/${linkId}/status`]: 'status',
    };
    for (const [path, title] of Object.entries(pages)) {
      const page = await t.anybody('GET', path, undefined, HTML);
      expect([page.status, titleOf(page.text)], path).toEqual([200, title]);
      expect(page.headers.get('cache-control'), path).toBe('no-cache');
      expect(page.headers.get('content-security-policy'), path).toContain(`worker-src 'self'`);
    }
  });

  test('a link that nobody made has neither', async () => {
    for (const path of ['/display/ZZZZZZZZ', '/display/ZZZZZZZZ/status']) {
      const page = await t.anybody('GET', path, undefined, HTML);
      expect([page.status, titleOf(page.text)], path).toEqual([404, 'No such display link']);
    }
  });

  test('the builder is a page of its own', async () => {
    for (const path of ['/builder', '/builder/0190?x=1']) {
      expect(titleOf((await t.anybody('GET', path, undefined, HTML)).text), path).toBe('builder');
    }
    expect(titleOf((await t.anybody('GET', '/builders', undefined, HTML)).text)).toBe('console');
  });
});

describe('workers', () => {
  test('the pages that they keep come to them as well', async () => {
    for (const [path, title] of [
      ['/', 'console'],
      ['/builder/', 'builder'],
      ['/display', 'display'],
    ] as const) {
      const page = await t.anybody('GET', path, undefined, { accept: '*/*' });
      expect([page.status, titleOf(page.text)], path).toEqual([200, title]);
    }
  });

  test.each(['display', 'console'])(
    '%s: a script that is asked for anew each time, and may fetch its pages',
    async (name) => {
      const worker = await t.anybody('GET', `/${name}-worker.js`);
      expect([worker.status, worker.text]).toEqual([200, `// ${name}`]);
      expect(worker.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
      expect(worker.headers.get('cache-control')).toBe('no-cache');
      expect(worker.headers.get('content-security-policy')).toContain(`connect-src 'self'`);
    },
  );
});
