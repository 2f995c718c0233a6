import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError, errorFrom, request, withQuery } from './api.ts';

const origin = 'http://timing.test';
const ANSWERS: Record<string, [number, string]> = {
  '/empty': [204, ''],
  '/gone': [410, '{"error":{"code":"LINK_GONE","message":"It is gone.","requestId":"req-7"}}'],
  '/proxy': [502, '<html>Bad gateway</html>'],
};

/** The network ends at `fetch`: these answers are the ones that a server and a proxy give. */
async function answer(url: string, init: RequestInit): Promise<Response> {
  const { pathname } = new URL(url);
  if (pathname === '/dead') throw new TypeError('Failed to fetch');
  const type = new Headers(init.headers).get('content-type') ?? 'none';
  const [status, body] = ANSWERS[pathname] ?? [200, `{"type":"${type}"}`];
  return new Response(status === 204 ? null : body, { status });
}

beforeEach(() => {
  vi.stubGlobal('fetch', answer);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('request', () => {
  it('sends a content type only with a body', async () => {
    expect(await request('GET', `${origin}/ok`)).toEqual({ type: 'none' });
    expect(await request('POST', `${origin}/ok`, { body: {} })).toEqual({ type: 'application/json' });
  });

  it('answers undefined to an empty reply', async () => {
    expect(await request('DELETE', `${origin}/empty`)).toBeUndefined();
  });

  it('keeps code and request id of a failure', async () => {
    const failure = await request('GET', `${origin}/gone`).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({
      status: 410,
      code: 'LINK_GONE',
      requestId: 'req-7',
      message: 'It is gone.',
    });
  });

  it('tells a dead server from a failing one', async () => {
    const failure = await request('GET', `${origin}/dead`).catch((error: unknown) => error);
    expect(failure).toMatchObject({ status: 0, isNetwork: true });
    expect(await request('GET', `${origin}/proxy`).catch((error: unknown) => error)).toMatchObject({
      code: 'HTTP_502',
      isNetwork: false,
    });
  });
});

describe('errorFrom', () => {
  it('survives every body', () => {
    for (const body of ['', 'null', '[]', '{"error":1}', '{"error":{}}', '{']) {
      expect(errorFrom(500, body).code).toBe('HTTP_500');
    }
  });
});

describe('withQuery', () => {
  it('leaves out what is absent and escapes the rest', () => {
    expect(withQuery('/api/x', { limit: 5, cursor: null, q: undefined })).toBe('/api/x?limit=5');
    expect(withQuery('/api/x', { q: 'a&b' })).toBe('/api/x?q=a%26b');
    expect(withQuery('/api/x', {})).toBe('/api/x');
  });
});
