import { describe, expect, it } from 'vitest';
import { askLink, linkIdOf, socketUrl } from './bootstrap.ts';

const answering = (status: number, body: unknown = {}) =>
  (async () => new Response(JSON.stringify(body), { status })) as typeof fetch;

describe('linkIdOf', () => {
  it.each([
    ['/display/K7M2XPQA', 'K7M2XPQA'],
    ['/display/k7m2xpqa/', 'k7m2xpqa'],
    ['/display', ''],
    ['/other/K7M2XPQA', ''],
    ['/display/%zz', '%zz'],
  ])('%s has %s', (pathname, id) => {
    expect(linkIdOf(pathname)).toBe(id);
  });
});

describe('askLink', () => {
  it.each([
    [410, 'ended'],
    [404, 'unknown'],
    [400, 'unknown'],
    [429, 'later'],
    [503, 'later'],
  ])('takes %i as %s', async (status, kind) => {
    expect(await askLink('K7M2XPQA', answering(status))).toEqual({ kind });
  });

  it('hands on what the server said', async () => {
    const bootstrap = { id: 'K7M2XPQA', liveUrl: '/live/display/K7M2XPQA' };
    expect(await askLink('K7M2XPQA', answering(200, bootstrap))).toEqual({ kind: 'ready', bootstrap });
  });

  it('tries later without a network, and when something else answers', async () => {
    const offline: typeof fetch = () => Promise.reject(new TypeError('offline'));
    const html = (async () => new Response('<html>', { status: 200 })) as typeof fetch;
    expect(await askLink('K7M2XPQA', offline)).toEqual({ kind: 'later' });
    expect(await askLink('K7M2XPQA', html)).toEqual({ kind: 'later' });
  });
});

describe('socketUrl', () => {
  it.each([
    ['/live/display/A', 'http://race.test:8088/display/A', 'ws://race.test:8088/live/display/A'],
    ['/live/display/A', 'https://race.test/display/A', 'wss://race.test/live/display/A'],
    ['ws://other.test/live/display/A', 'http://race.test/display/A', 'ws://other.test/live/display/A'],
  ])('%s on %s', (liveUrl, page, url) => {
    expect(socketUrl(liveUrl, page)).toBe(url);
  });
});
