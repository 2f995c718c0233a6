import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { ACCESS } from './access.ts';

let t: TestHttp;
/** What stands for `:id` in a path, by the beginning of the path; all of partner A. */
let idsOfA: Record<string, string>;
const NOBODYS_UUID = '01900000-0000-7000-8000-00000000dead';

beforeAll(async () => {
  t = await startTestHttp();
  const displaySession = await t.a.owner('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' });
  const id: string = displaySession.json.id;
  await t.a.owner('POST', `/api/chronotrack/sessions/${t.a.timingSessionId}/select`, {
    displaySessionId: id,
  });
  await t.a.owner('PUT', `/api/sessions/${id}/roster`, { entries: [{ bib: '7', lastName: 'Secretname' }] });
  const link = await t.a.owner('POST', '/api/display/generate-url', { sessionId: id });
  const key = await t.a.owner('POST', '/api/timing-keys', { label: 'Secretlabel' });
  idsOfA = {
    '/api/sessions': id,
    '/api/chronotrack': t.a.timingSessionId,
    '/api/display': link.json.id,
    '/api/timing-keys': key.json.id,
  };
});
afterAll(() => t.close());

/** Bodies that are right but for whose things they name. */
function bodyFor(route: string): unknown {
  const displaySessionId = idsOfA['/api/sessions'];
  const bodies: Record<string, unknown> = {
    'POST /api/sessions/create': { name: 'Mine', mode: 'pre-race' },
    'PATCH /api/sessions/:id': { name: 'Taken over' },
    'POST /api/sessions/:id/command': { action: 'clear' },
    'PUT /api/sessions/:id/roster': { entries: [] },
    'PUT /api/sessions/:id/results': { entries: [] },
    'POST /api/chronotrack/sessions/:id/select': { displaySessionId },
    'POST /api/chronotrack/sessions/:id/replay': { location: 'FINISH', fromSeq: 1 },
    'POST /api/display/generate-url': { sessionId: displaySessionId },
    'POST /api/timing-keys': { label: '' },
  };
  return bodies[route];
}

function pathFor(url: string, idOf: (prefix: string) => string): string {
  const prefix = Object.keys(idsOfA).find((each) => url.startsWith(each)) ?? '';
  return url.replace(':timingSessionId', t.a.timingSessionId).replace(':id', idOf(prefix));
}

const routes = Object.entries(ACCESS).map(([route, [who]]) => {
  const [method = '', url = ''] = route.split(' ');
  return { route, method, url, who };
});
const closed = routes.filter(({ who }) => who !== 'public');
const withId = closed.filter(({ url }) => url.includes(':id'));

describe.each(closed)('$route', ({ route, method, url }) => {
  test('needs a login', async () => {
    const answer = await t.anybody(
      method,
      pathFor(url, (prefix) => idsOfA[prefix] ?? ''),
      bodyFor(route),
    );
    expect([answer.status, answer.json.error.code]).toEqual([401, 'NOT_SIGNED_IN']);
  });
});

describe.each(withId)('$route', ({ route, method, url }) => {
  test('what is partner A’s is for partner B like what does not exist', async () => {
    const ofA = await t.b.owner(
      method,
      pathFor(url, (prefix) => idsOfA[prefix] ?? ''),
      bodyFor(route),
    );
    const nobodys = await t.b.owner(
      method,
      pathFor(url, () => NOBODYS_UUID),
      bodyFor(route),
    );
    const nonsense = await t.b.owner(
      method,
      pathFor(url, () => 'not-an-id'),
      bodyFor(route),
    );
    expect([ofA.status, nobodys.status, nonsense.status]).toEqual([404, 404, 404]);
    const { requestId: _, ...error } = ofA.json.error;
    expect(nobodys.json.error).toMatchObject(error);
    expect(nonsense.json.error).toMatchObject(error);
  });
});

test('a stream of mine cannot be bound to a display session of another, nor the other way round', async () => {
  const mine = await t.b.owner('POST', '/api/sessions/create', { name: 'Mine', mode: 'pre-race' });
  const bind = (timingSessionId: string, displaySessionId: string | undefined) =>
    t.b.owner('POST', `/api/chronotrack/sessions/${timingSessionId}/select`, { displaySessionId });
  expect((await bind(t.b.timingSessionId, idsOfA['/api/sessions'])).status).toBe(404);
  expect((await bind(t.a.timingSessionId, mine.json.id)).status).toBe(404);
  expect((await bind(t.b.timingSessionId, mine.json.id)).status).toBe(200);
});

test('no link can be made to a display session of another', async () => {
  const sessionId = idsOfA['/api/sessions'];
  expect((await t.b.owner('POST', '/api/display/generate-url', { sessionId })).status).toBe(404);
});

test('lists of partner B show nothing of partner A', async () => {
  for (const path of ['/api/sessions', '/api/timing-keys', '/api/chronotrack/sessions']) {
    const { text } = await t.b.owner('GET', path);
    for (const id of Object.values(idsOfA)) expect(text).not.toContain(id);
    expect(text).not.toContain('Secret');
  }
});

test('after all attempts partner A’s things are as they were', async () => {
  const id = idsOfA['/api/sessions'];
  const { json } = await t.a.operator('GET', `/api/sessions/${id}/data`);
  expect(json.session).toMatchObject({ name: 'Finish', rosterRows: 1 });
  expect(json.streams).toHaveLength(1);
  expect((await t.a.owner('GET', '/api/timing-keys')).json.items).toHaveLength(1);
  expect((await t.anybody('GET', `/api/display/${idsOfA['/api/display']}`)).status).toBe(200);
  const tenants = t.hub.calls.filter(([name]) => name !== 'refresh').map(([, tenantId]) => tenantId);
  expect(tenants).not.toContain(t.a.tenantId);
});

test('operators may do the race day, owners hand out keys', async () => {
  expect((await t.a.operator('POST', '/api/timing-keys', {})).json.error.code).toBe('FORBIDDEN');
  expect((await t.a.operator('DELETE', `/api/timing-keys/${idsOfA['/api/timing-keys']}`)).status).toBe(403);
  expect(
    (await t.a.operator('POST', '/api/sessions/create', { name: 'Mine', mode: 'pre-race' })).status,
  ).toBe(201);
});
