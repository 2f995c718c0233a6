import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { ACCESS, ruleOf } from './access.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

describe('failures', () => {
  test.each([
    ['GET', '/api/nothing', 404, 'ROUTE_NOT_FOUND'],
    ['DELETE', '/api/sessions', 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/api/sessions?limit=0', 400, 'VALIDATION_FAILED'],
    ['GET', '/api/sessions?limit=501', 400, 'VALIDATION_FAILED'],
    ['GET', '/api/sessions?cursor=abc', 400, 'CURSOR_INVALID'],
    ['GET', '/api/chronotrack/sessions?cursor=abc', 400, 'CURSOR_INVALID'],
    ['GET', '/%zz', 400, 'BAD_REQUEST'],
  ])('%s %s', async (method, path, status, code) => {
    const answer = await t.a.owner(method, path);
    expect([answer.status, answer.json?.error.code]).toEqual([status, code]);
  });

  test.each([
    ['{"name":', 400, 'BODY_NOT_JSON'],
    ['', 400, 'VALIDATION_FAILED'],
    ['{"name":"","mode":"later"}', 400, 'VALIDATION_FAILED'],
    [`{"name":"${'x'.repeat(300_000)}"}`, 413, 'BODY_TOO_LARGE'],
  ])('the body %s', async (body, status, code) => {
    const headers = { 'content-type': 'application/json' };
    const answer = await t.a.owner('POST', '/api/sessions/create', body, headers);
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
  });

  test('a wrong field is named by its path', async () => {
    const { json } = await t.a.owner('POST', '/api/sessions/create', { name: ' ', mode: 'later' });
    expect(json.error.details.map((detail: { path: string }) => detail.path)).toEqual(['name', 'mode']);
  });

  test('another media type', async () => {
    const answer = await t.a.owner('POST', '/api/sessions/create', 'name=x', {
      'content-type': 'text/plain',
    });
    expect([answer.status, answer.json.error.code]).toEqual([415, 'MEDIA_TYPE_UNSUPPORTED']);
  });

  test('every failure has the one shape and a request id', async () => {
    const answer = await t.anybody('GET', '/api/sessions');
    expect(answer.json).toEqual({
      error: {
        code: 'NOT_SIGNED_IN',
        message: 'Sign in first.',
        requestId: answer.headers.get('x-request-id'),
      },
    });
  });
});

describe('a display session', () => {
  test('is made, changed, commanded and deleted, and the live displays hear of it', async () => {
    t.hub.calls.length = 0;
    const made = await t.a.operator('POST', '/api/sessions/create', {
      name: ' Finish ',
      mode: 'results',
      eventId: 'e1',
    });
    expect(made.json).toMatchObject({
      name: 'Finish',
      mode: 'results',
      eventId: 'e1',
      templateId: 'finish-hero',
    });
    const { id } = made.json;
    const changed = await t.a.operator('PATCH', `/api/sessions/${id}`, { templateId: 'announcer-list' });
    expect(changed.json).toMatchObject({ name: 'Finish', templateId: 'announcer-list' });
    await t.a.operator('POST', `/api/sessions/${id}/command`, { action: 'hold' });
    const bound = await t.a.operator('POST', `/api/chronotrack/sessions/${t.a.timingSessionId}/select`, {
      displaySessionId: id,
      locations: ['FINISH'],
    });
    expect(bound.json.streams).toMatchObject([
      { timingSessionId: t.a.timingSessionId, locations: ['FINISH'] },
    ]);
    const data = await t.a.operator('GET', `/api/sessions/${id}/data`);
    expect(data.json.streams[0].timingSession.eventName).toBe('Harbour Run');
    await t.a.operator('DELETE', `/api/sessions/${id}/streams/${t.a.timingSessionId}`);
    await t.a.operator('DELETE', `/api/sessions/${id}`);
    expect((await t.a.operator('GET', `/api/sessions/${id}`)).status).toBe(404);
    const { tenantId } = t.a;
    expect(t.hub.calls).toEqual([
      ['refresh', tenantId, id, 'all'],
      ['refresh', tenantId, id, 'session'],
      ['command', tenantId, id, { action: 'hold' }],
      ['refresh', tenantId, id, 'streams'],
      ['refresh', tenantId, id, 'streams'],
      ['remove', tenantId, id],
    ]);
  });

  test('lives on with use and is listed newest first, page by page', async () => {
    const first = (await t.b.owner('POST', '/api/sessions/create', { name: 'One', mode: 'pre-race' })).json;
    t.pass(1_000);
    const second = (await t.b.owner('POST', '/api/sessions/create', { name: 'Two', mode: 'pre-race' })).json;
    await t.b.owner('GET', `/api/sessions/${first.id}/data`);
    const { json: page } = await t.b.owner('GET', '/api/sessions?limit=1');
    expect(page.items.map((item: { id: string }) => item.id)).toEqual([second.id]);
    const { json: rest } = await t.b.owner('GET', `/api/sessions?limit=1&cursor=${page.nextCursor}`);
    expect(rest.items[0].id).toBe(first.id);
    expect(Date.parse(rest.items[0].expiresAt)).toBe(Date.parse(first.expiresAt) + 1_000);
    expect(rest.nextCursor).toBeNull();
  });
});

test('a replay is asked for, or the reason why not is told', async () => {
  const ask = (location: string) =>
    t.a.operator('POST', `/api/chronotrack/sessions/${t.a.timingSessionId}/replay`, { location, fromSeq: 1 });
  expect((await ask('FINISH')).status).toBe(204);
  expect((await ask('START')).json.error.code).toBe('CONFLICT');
});

test('timing keys: the secret is shown once and works on the timing port', async () => {
  const made = await t.a.owner('POST', '/api/timing-keys');
  expect(made.json.user).toMatch(/^acme-timing-[a-z2-9]{4}$/);
  expect(made.json.secret).toMatch(/^[A-HJ-NP-Z2-9]{28}$/);
  expect(t.keys.findKey(made.json.user)).toMatchObject({ tenantId: t.a.tenantId, secret: made.json.secret });
  const listed = await t.a.operator('GET', '/api/timing-keys');
  expect(listed.text).not.toContain(made.json.secret);
  t.keys.keyUsed(made.json.user);
  await t.keys.reload();
  expect(t.keys.findKey(made.json.user)?.secret).toBe(made.json.secret);
  expect((await t.a.owner('DELETE', `/api/timing-keys/${made.json.id}`)).status).toBe(204);
  expect(t.keys.findKey(made.json.user)).toBeNull();
});

test('the policy is open for one partner and mixed for two', () => {
  expect(t.keys.policy()).toEqual({ mode: 'mixed' });
  expect(t.keys.timeZone(t.a.tenantId)).toBe('Europe/Athens');
});

describe('operations', () => {
  test('liveness, readiness and metrics', async () => {
    expect((await t.anybody('GET', '/healthz')).json).toEqual({ status: 'ok', version: '0.0.0-test' });
    expect((await t.anybody('GET', '/readyz')).json).toEqual({ ready: true, checks: { database: 'ok' } });
    expect((await t.anybody('GET', '/metrics')).text).toBe('p88_screens 0\n');
  });
});

describe('the description of the interface', () => {
  test('every route has a decision, and every decision a route', () => {
    expect(() => ruleOf('GET', '/api/new')).toThrow(/without a decision/);
    const registered = new Set(t.http.routes.map(({ method, url }) => `${method} ${url}`));
    for (const route of Object.keys(ACCESS)) {
      const asked = route === 'GET /api/docs/*' ? 'GET /api/docs/json' : route;
      expect(registered.has(asked), route).toBe(true);
    }
  });

  test('every route of the API is in it, with a summary, answers and who may call', async () => {
    const { json } = await t.anybody('GET', '/api/openapi.json');
    expect(json.openapi).toBe('3.1.0');
    const described = Object.keys(ACCESS).filter(
      (route) =>
        !/(\/(api\/openapi|api\/docs|display(\/:id.*)?$|\w+-worker)|\*)/.test(
          route.replace('/api/display', ''),
        ),
    );
    for (const route of described) {
      const [method = '', url = ''] = route.split(' ');
      const operation = json.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
      expect(operation?.summary, route).toMatch(/\w{3}/);
      expect(
        Object.keys(operation.responses).some((status) => status.startsWith('2')),
        route,
      ).toBe(true);
      expect(operation.security.length > 0, route).toBe(ACCESS[route]?.[0] !== 'public');
      if (['POST', 'PUT', 'PATCH'].includes(method) && operation.requestBody !== undefined) {
        expect(JSON.stringify(operation.requestBody), route).toContain('example');
      }
    }
    const roster = json.paths['/api/sessions/{id}/roster'].put.requestBody.content;
    expect(Object.keys(roster)).toEqual(['text/csv', 'application/json']);
  });

  test('the page for people loads nothing from elsewhere', async () => {
    const page = await t.anybody('GET', '/api/docs/', undefined, { accept: 'text/html' });
    expect(page.status).toBe(200);
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) {
      expect((await t.anybody('GET', new URL(file, `${t.url}/api/docs/`).pathname)).status, file).toBe(200);
    }
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'self'`);
    const setup = await t.anybody('GET', '/api/docs/static/swagger-initializer.js');
    expect(setup.text).toContain('/api/openapi.json');
    const code = setup.text.split('\n').filter((line) => !line.trim().startsWith('//'));
    expect(code.join('\n')).not.toMatch(/https?:\/\//);
  });
});

describe('pages', () => {
  const HTML = { accept: 'text/html,*/*' };

  test('any address that a browser opens is the console', async () => {
    for (const path of ['/', '/sessions/1', '/timing?x=1']) {
      const page = await t.anybody('GET', path, undefined, HTML);
      expect([page.status, page.text], path).toEqual([200, '<!doctype html><title>console</title>']);
      expect(page.headers.get('cache-control')).toBe('no-cache');
      expect(page.headers.get('content-security-policy')).toContain(`script-src 'self'`);
    }
    expect((await t.anybody('GET', '/api/nothing', undefined, HTML)).json.error.code).toBe('ROUTE_NOT_FOUND');
    expect((await t.anybody('GET', '/sessions/1')).status).toBe(404);
    for (const file of ['/backup.zip', '/.env', '/.well-known/nothing', '/old/index.php?x=1']) {
      expect((await t.anybody('GET', file, undefined, HTML)).status, file).toBe(404);
    }
  });

  test('built files may be kept for ever; nothing outside the folder is served', async () => {
    const file = await t.anybody('GET', '/assets/console-1a2b3c.js');
    expect([file.status, file.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable',
    ]);
    expect((await t.anybody('GET', '/assets/missing.js', undefined, HTML)).status).toBe(404);
    for (const path of ['/..%2fsecrets.json', '/assets/..%2f..%2fsecrets.json', '/%2e%2e/secrets.json']) {
      expect((await t.anybody('GET', path)).text, path).not.toContain('masterKeys');
    }
  });

  test('fixed headers are on every answer', async () => {
    for (const path of ['/', '/api/nothing', '/healthz', '/assets/console-1a2b3c.js']) {
      const { headers } = await t.anybody('GET', path, undefined, HTML);
      expect(headers.get('x-content-type-options'), path).toBe('nosniff');
      expect(headers.get('content-security-policy'), path).toContain('frame-ancestors');
      expect(headers.get('x-request-id'), path).toMatch(/\w/);
    }
  });
});
