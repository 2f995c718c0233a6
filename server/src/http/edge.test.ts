import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { RATE_LIMITS } from './rateLimitTable.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const ORIGIN = 'https://results.acme.example';

/** Give partner A a web origin, as its settings do, and let the server read it. */
async function allowOrigin(): Promise<void> {
  await runAsAdmin(t.db.adminUrl, 'update partners set cors_origins = $2 where tenant_id = $1', [
    t.a.tenantId,
    [ORIGIN],
  ]);
  await t.http.partnerRules.reload();
}

/** The bearer headers of a person of a partner. */
async function bearerOf(caller: TestHttp['a']['owner']): Promise<{ authorization: string }> {
  const { json } = await caller('POST', '/api/auth/refresh');
  return { authorization: `Bearer ${json.accessToken}` };
}

describe('pages of other origins', () => {
  test('a partner’s own origin may call with an access token, and another partner’s may not', async () => {
    await allowOrigin();
    const headers = { origin: ORIGIN, 'sec-fetch-site': 'cross-site' };
    const own = await t.anybody('GET', '/api/sessions', undefined, {
      ...headers,
      ...(await bearerOf(t.a.owner)),
    });
    expect([own.status, own.headers.get('access-control-allow-origin')]).toEqual([200, ORIGIN]);
    expect(own.headers.get('access-control-allow-credentials')).toBeNull();
    const other = await t.anybody('GET', '/api/sessions', undefined, {
      ...headers,
      ...(await bearerOf(t.b.owner)),
    });
    expect([other.status, other.json.error.code]).toEqual([403, 'ORIGIN_REFUSED']);
  });

  test('a preflight names the origin only when some partner has it', async () => {
    await allowOrigin();
    const ask = (origin: string) =>
      t.anybody('OPTIONS', '/api/sessions', undefined, {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-api-key',
      });
    const known = await ask(ORIGIN);
    expect([known.status, known.headers.get('access-control-allow-origin')]).toEqual([204, ORIGIN]);
    expect(known.headers.get('access-control-allow-headers')).toContain('x-api-key');
    const unknown = await ask('https://evil.example');
    expect(unknown.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('the cookie never works from another origin, not even for reading', async () => {
    await allowOrigin();
    const answer = await t.a.owner('GET', '/api/sessions', undefined, { origin: ORIGIN });
    expect([answer.status, answer.json.error.code]).toEqual([403, 'ORIGIN_REFUSED']);
  });
});

describe('text that no database can keep', () => {
  test.each([
    ['GET', '/api/audit?actorId=a%00b', undefined],
    ['GET', '/api/sessions?cursor=%00', undefined],
    ['GET', '/api/sessions/a%00b', undefined],
    ['POST', '/api/sessions/create', { name: 'a\u0000b', mode: 'results' }],
    ['POST', '/api/sessions/create', { name: 'half \ud83c', mode: 'results' }],
    ['PATCH', '/api/partner', { name: 'a\u0000' }],
    ['PATCH', '/api/partner', { pipe: 1, name: 'a\u0000' }],
    ['POST', '/api/auth/login', { email: 'owner@acme-timing.example', password: '\u0000' }],
  ])('is refused: %s %s', async (method, path, body) => {
    const answer = await t.a.owner(method, path, body);
    expect([answer.status, answer.json.error.code]).toEqual([400, 'BAD_REQUEST']);
  });

  test('is looked for in bodies of any depth', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const answer = await t.a.owner('POST', '/api/sessions/create', deep, {
      'content-type': 'application/json',
    });
    expect(answer.status).toBe(400);
  });

  test('is a problem of its row in an upload', async () => {
    const { json } = await t.a.owner('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' });
    const path = `/api/sessions/${json.id}/roster`;
    for (const lastName of ['Nul\u0000', 'Half \ud83c']) {
      const answer = await t.a.owner('PUT', path, { entries: [{ bib: '1', lastName }] });
      expect([200, 422], answer.text).toContain(answer.status);
    }
    const csv = await t.a.owner('PUT', path, 'bib,last name\n2,Nul\u0000\n', { 'content-type': 'text/csv' });
    expect([200, 422], csv.text).toContain(csv.status);
  });
});

describe('the limits of requests', () => {
  test('every answer says what is left', async () => {
    const { headers } = await t.b.operator('GET', '/api/sessions');
    expect(Number(headers.get('ratelimit-limit'))).toBe(RATE_LIMITS.read.caller);
    expect(Number(headers.get('ratelimit-remaining'))).toBeLessThan(RATE_LIMITS.read.caller);
    expect(headers.get('ratelimit-policy')).toMatch(/^"read-caller";q=\d+;w=60$/);
  });

  test('one partner’s agreement ends its own requests and nobody else’s', async () => {
    await runAsAdmin(t.db.adminUrl, 'update partners set quotas = $2 where tenant_id = $1', [
      t.b.tenantId,
      { requestsPerMinute: 60 },
    ]);
    await t.http.partnerRules.reload();
    t.pass(120_000);
    const statuses: number[] = [];
    for (let i = 0; i < 31; i += 1) {
      statuses.push((await t.b.owner('GET', '/api/sessions')).status);
      // Of another kind, and part of the same agreement.
      statuses.push((await t.b.owner('PATCH', '/api/partner', { requireSecondFactor: false })).status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    const refused = await t.b.operator('GET', '/api/sessions');
    expect([refused.status, refused.json.error.code]).toEqual([429, 'RATE_LIMITED']);
    expect(Number(refused.headers.get('retry-after'))).toBe(1);
    expect((await t.a.owner('GET', '/api/sessions')).status).toBe(200);
    t.pass(1_000);
    expect((await t.b.operator('GET', '/api/sessions')).status).toBe(200);
  });

  test('an address that floods is refused before anybody is recognised', async () => {
    t.pass(120_000);
    const limit = RATE_LIMITS.probe.address;
    const statuses = await Promise.all(
      Array.from({ length: limit + 5 }, async () => (await t.anybody('GET', '/healthz')).status),
    );
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    t.pass(60_000);
    expect((await t.anybody('GET', '/healthz')).status).toBe(200);
  });

  test('requests that are given up give their places back', async () => {
    t.pass(120_000);
    const { port } = new URL(t.url);
    const cookie = t.a.owner.headers.cookie ?? '';
    for (let round = 0; round < 5; round += 1) {
      const sockets = await Promise.all(
        Array.from({ length: 30 }, async () => {
          const socket = connect(Number(port), '127.0.0.1');
          await once(socket, 'connect');
          socket.write(`GET /api/sessions HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n\r\n`);
          return socket;
        }),
      );
      // Some are looked up just now, some wait at the gate, some are answered.
      if (round % 2 === 1) await once(sockets[0] as Socket, 'data');
      for (const socket of sockets) socket.destroy();
    }
    const answers = await Promise.all(Array.from({ length: 12 }, () => t.a.owner('GET', '/api/sessions')));
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
  });

  test('addresses that lead nowhere are counted too', async () => {
    const answer = await t.anybody('GET', '/api/nothing');
    expect([answer.status, answer.headers.get('ratelimit-policy')]).toEqual([
      404,
      expect.stringContaining('page'),
    ]);
  });
});
