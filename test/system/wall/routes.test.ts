import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS, type Rule } from '../../../server/src/http/access.ts';
import { type Answer, callerAt, startTestHttp, type TestHttp } from '../../support/httpServer.ts';
import { expiredKey, type KnownCaller, keyCallers, partnerCallers, platformCallers } from './callers.ts';
import { bodyFor, makeObjects, type PartnerObjects, pathWith, SCREEN_KEY, send } from './objects.ts';

/** Two partners with one object of every kind; whoever may not is refused, on every route that the server has. */

let t: TestHttp;
let ofA: PartnerObjects;
let ofB: PartnerObjects;
let pairs = 0;

beforeAll(async () => {
  t = await startTestHttp();
  ofA = await makeObjects(t.a, 'Acmemark');
  ofB = await makeObjects(t.b, 'Boltmark');
});
afterAll(async () => {
  console.log(`isolation: ${pairs} pairs of route and caller were tried`);
  await t.close();
});

const NOBODYS_UUID = '01900000-0000-7000-8000-00000000dead';
const NOBODYS_LINK = 'ZZZZZZZZ';

interface Route {
  route: string;
  method: string;
  url: string;
  rule: Rule;
}

/** The running server's own table; `OPTIONS` and `HEAD` are answered by the framework for all paths alike. */
function routesOf(): Route[] {
  return t.http.routes
    .filter(({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && !url.startsWith('/api/docs/'))
    .map(({ method, url }) => {
      const rule = ACCESS[`${method} ${url}`];
      if (rule === undefined) throw new Error(`no rule for ${method} ${url}`);
      return { route: `${method} ${url}`, method, url, rule };
    });
}

const closedRoutes = () => routesOf().filter(({ rule: [who] }) => who !== 'public');

/** A path that no object is at: what is allowed finds nothing, and changes nothing. */
function nowhere(url: string): string {
  return url
    .replace(':timingSessionId', NOBODYS_UUID)
    .replace(':key', SCREEN_KEY)
    .replace(':id', NOBODYS_UUID);
}

function refusalOf({ status, json }: Answer): string {
  return `${status} ${json?.error?.code ?? ''}`;
}

/** What the table says that this caller gets: a refusal, or null when the request passes the door. */
function expectedRefusal([who]: Rule, { permissions, isPerson }: KnownCaller): string | null {
  if (who === 'public') return null;
  if (who === 'person') return isPerson ? null : '403 PEOPLE_ONLY';
  return permissions.has(who) ? null : '403 FORBIDDEN';
}

/** Ends the caller's own login or visit, so that nothing could be tried after it. */
const ENDS_THE_CALLER = new Set([
  'POST /api/auth/logout',
  'POST /api/platform/visit/end',
  'DELETE /api/account/logins',
]);

async function tryDoor(caller: KnownCaller, { route, url, rule }: Route): Promise<void> {
  const expected = expectedRefusal(rule, caller);
  if (expected === null && ENDS_THE_CALLER.has(route)) return;
  // A body that no schema takes: what passes the door goes no further.
  const [method = ''] = route.split(' ');
  const body = method === 'GET' || method === 'DELETE' ? undefined : { nonsense: true };
  const answer = await caller.call(method, nowhere(url), body);
  pairs += 1;
  const refusal = refusalOf(answer);
  const at = `${caller.name}: ${route}`;
  if (expected !== null) expect(refusal, at).toBe(expected);
  else
    expect(refusal, at).not.toMatch(
      /^40[13] (NOT_SIGNED_IN|FORBIDDEN|PEOPLE_ONLY|API_KEY_INVALID|TOKEN_INVALID)/,
    );
}

/** All callers have one address, and few uploads a minute come from one. */
function catchBreath({ rule: [, rate] }: Route): void {
  if (rate === 'upload') t.pass(15_000);
}

async function tryDoors(callers: readonly KnownCaller[]): Promise<void> {
  for (const route of routesOf()) {
    catchBreath(route);
    for (const caller of callers) await tryDoor(caller, route);
  }
}

describe('the door of every route', () => {
  test('nobody gets in without a proof, and an expired key proves nothing', async () => {
    const expired = await expiredKey(t, t.a.owner);
    for (const each of closedRoutes()) {
      catchBreath(each);
      const { route, url } = each;
      const path = pathWith(url, ofA, t.a.timingSessionId);
      expect(refusalOf(await send(t.anybody, route, path, ofA)), route).toBe('401 NOT_SIGNED_IN');
      expect(refusalOf(await send(expired, route, path, ofA)), route).toBe('401 API_KEY_INVALID');
      pairs += 2;
    }
  });

  test('each role of a partner gets what the table of permissions says', async () => {
    await tryDoors(await partnerCallers(t, t.a.tenantId));
  });

  test('each API key gets what it was made for', async () => {
    await tryDoors(await keyCallers(t, t.a.owner));
  });

  test('the platform’s administrator and a visitor get what the table says', async () => {
    await tryDoors(await platformCallers(t, t.a.tenantId));
  });
});

describe('the other partner', () => {
  test('finds what belongs to this one exactly like what does not exist, on every route with an id', async () => {
    const withId = routesOf().filter(({ url }) => url.includes(':id'));
    expect(withId.length).toBeGreaterThan(30);
    for (const each of withId) {
      catchBreath(each);
      const { route, url, rule } = each;
      if (rule[0] === 'public' || rule[0].startsWith('platform.')) continue;
      const theirs = await send(t.b.owner, route, pathWith(url, ofA, t.a.timingSessionId), ofA);
      const nobodys = await send(
        t.b.owner,
        route,
        nowhere(url.replace('/api/display/:id', `/api/display/${NOBODYS_LINK}`)),
        ofA,
      );
      pairs += 1;
      expect([theirs.status, theirs.json?.error?.code], route).toEqual([404, 'NOT_FOUND']);
      expect(withoutRequestId(theirs), route).toEqual(withoutRequestId(nobodys));
    }
  });

  test('is refused when a body names what belongs to this one', async () => {
    const description = (await t.anybody('GET', '/api/openapi.json')).json;
    const naming = routesOf().filter(({ method, url, rule: [who] }) => {
      const body = description.paths[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]?.requestBody;
      return !who.startsWith('platform.') && JSON.stringify(body ?? '').includes('"format":"uuid"');
    });
    expect(naming.map(({ route }) => route).sort()).toEqual([
      'PATCH /api/sessions/:id',
      'PATCH /api/sessions/:id/screens/:key',
      'PATCH /api/team/:id',
      'POST /api/chronotrack/sessions/:id/select',
      'POST /api/display/generate-url',
      'POST /api/playlists',
      'POST /api/presets',
      'POST /api/sessions/:id/program',
      'POST /api/sessions/create',
      'POST /api/team/invitations',
      'POST /api/templates',
      'PUT /api/playlists/:id',
      'PUT /api/presets/:id',
    ]);
    for (const { route, url } of naming) {
      const body = route === 'PATCH /api/team/:id' ? foreignRole() : bodyFor(route, ofA);
      const [method = ''] = route.split(' ');
      const operatorOfB = (await t.b.operator('GET', '/api/auth/me')).json.user.id;
      const path =
        route === 'PATCH /api/team/:id'
          ? `/api/team/${operatorOfB}`
          : pathWith(url, ofB, t.b.timingSessionId);
      const answer = await t.b.owner(method, path, body);
      pairs += 1;
      expect(answer.status, `${route} ${answer.text}`).toBe(404);
    }
  });

  test('never sees a word of this one in any answer', async () => {
    for (const { route, url, method } of routesOf()) {
      if (method !== 'GET' || url === '/metrics') continue;
      const answer = await t.b.owner(method, pathWith(url, ofB, t.b.timingSessionId));
      pairs += 1;
      for (const secret of ofA.secrets)
        expect(answer.text.includes(secret), `${route} shows ${secret}`).toBe(false);
    }
  });

  test('changed nothing by all this', async () => {
    const display = await t.a.owner('GET', `/api/sessions/${ofA.byPath['/api/sessions']}`);
    expect(display.json).toMatchObject({ name: 'Acmemark finish', rosterRows: 1 });
    for (const path of ['/api/timing-keys', '/api/api-keys', '/api/team/invitations']) {
      expect((await t.a.owner('GET', path)).text, path).toContain('Acmemark');
    }
    expect((await t.a.owner('GET', '/api/roles')).text).toContain('Acmemark role');
  });
});

function foreignRole() {
  return { role: 'custom', customRoleId: ofA.byPath['/api/roles'] };
}

function withoutRequestId({ status, json }: Answer): unknown {
  const { requestId: _, ...error } = json?.error ?? {};
  return { status, error };
}

test('an access token of one partner opens nothing of the other', async () => {
  const { json } = await t.b.owner('POST', '/api/auth/refresh');
  const call = callerAt(t.url, { authorization: `Bearer ${json.accessToken}` });
  const answer = await call('GET', `/api/sessions/${ofA.byPath['/api/sessions']}`);
  expect(refusalOf(answer)).toBe('404 NOT_FOUND');
});
