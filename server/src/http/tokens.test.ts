import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { callerAt, PASSWORD, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { cookieOf, makePerson } from '../../../test/support/people.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const OWNER = 'owner@acme-timing.example';
const MINUTE_MS = 60_000;
const login = (email = OWNER, refreshToken = false) =>
  t.anybody('POST', '/api/auth/login', { email, password: PASSWORD, refreshToken });
const accessTokenOf = async (email = OWNER): Promise<string> => (await login(email)).json.accessToken;
const withToken = (token: string) =>
  callerAt(t.url, { authorization: `Bearer ${token}` })('GET', '/api/sessions');
const codeOf = (answer: { status: number; json: { error?: { code: string } } }) => [
  answer.status,
  answer.json.error?.code,
];

let people = 0;
const newPerson = () => {
  people += 1;
  return makePerson(t, t.a.tenantId, `person${people}@tokens.example`);
};

describe('an access token', () => {
  test('ends after 15 minutes', async () => {
    const token = await accessTokenOf();
    expect((await withToken(token)).status).toBe(200);
    t.pass(16 * MINUTE_MS);
    expect(codeOf(await withToken(token))).toEqual([401, 'TOKEN_INVALID']);
  });

  test('for another audience, from another issuer or of no end is refused, though we signed it', async () => {
    const [, body = ''] = (await accessTokenOf()).split('.');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const { kid, privateKey } = t.secrets.signingKey;
    const sign = (changed: object) =>
      new SignJWT({ ...claims, ...changed }).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey);
    expect((await withToken(await sign({}))).status).toBe(200);
    for (const changed of [
      { aud: 'elsewhere' },
      { iss: 'elsewhere' },
      { exp: undefined },
      { aud: undefined },
    ])
      expect(codeOf(await withToken(await sign(changed))), JSON.stringify(changed)).toEqual([
        401,
        'TOKEN_INVALID',
      ]);
  });

  test('without a signature, or signed with our public key as a secret, is refused', async () => {
    const [, body = ''] = (await accessTokenOf()).split('.');
    const { keys } = (await t.anybody('GET', '/.well-known/jwks.json')).json;
    const header = (facts: object) => Buffer.from(JSON.stringify(facts)).toString('base64url');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString());
    const asSecret = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: keys[0].kid })
      .sign(Buffer.from(keys[0].x, 'base64url'));
    for (const token of [
      `${header({ alg: 'none' })}.${body}.`,
      `${header({ alg: 'none', kid: keys[0].kid })}.${body}.`,
      asSecret,
    ])
      expect(codeOf(await withToken(token))).toEqual([401, 'TOKEN_INVALID']);
  });

  test('that was signed with a rotated key counts until that key is dropped', async () => {
    const old = await accessTokenOf();
    const { kid } = t.secrets.signingKey;
    await t.secrets.addSigningKey(t.now());
    expect((await withToken(old)).status).toBe(200);
    const { keys } = (await t.anybody('GET', '/.well-known/jwks.json')).json;
    expect(keys.map((key: { kid: string }) => key.kid)).toEqual([t.secrets.signingKey.kid, kid]);
    const fresh = await accessTokenOf();
    await t.secrets.dropSigningKeys(new Set([kid]));
    expect(codeOf(await withToken(old))).toEqual([401, 'TOKEN_INVALID']);
    expect((await withToken(fresh)).status).toBe(200);
  });

  test('ends with its login, at once', async () => {
    const person = await newPerson();
    const answer = await person.login();
    const { accessToken } = answer.json;
    expect((await withToken(accessToken)).status).toBe(200);
    await callerAt(t.url, { cookie: cookieOf(answer) })('POST', '/api/auth/logout');
    expect(codeOf(await withToken(accessToken))).toEqual([401, 'TOKEN_INVALID']);
  });

  test('ends when its user is blocked, and loses at once what the role loses', async () => {
    const person = await newPerson();
    const { accessToken } = (await person.login()).json;
    const set = (change: string) =>
      runAsAdmin(t.db.adminUrl, `update users set ${change} where id = $1`, [person.userId]);
    const create = () =>
      callerAt(t.url, { authorization: `Bearer ${accessToken}` })('POST', '/api/sessions/create', {
        name: 'Finish',
        mode: 'results',
      });
    expect((await create()).status).toBe(201);
    await set(`role = 'viewer'`);
    expect(codeOf(await create())).toEqual([403, 'FORBIDDEN']);
    await set('disabled_at = now()');
    expect(codeOf(await withToken(accessToken))).toEqual([401, 'TOKEN_INVALID']);
  });
});

test('others can check our tokens with the published keys, which are public alone', async () => {
  const answer = await t.anybody('GET', '/.well-known/jwks.json');
  expect(answer.headers.get('content-type')).toContain('application/jwk-set+json');
  for (const key of answer.json.keys) {
    expect(key).toEqual({
      kid: expect.any(String),
      kty: 'OKP',
      crv: 'Ed25519',
      x: expect.any(String),
      alg: 'EdDSA',
      use: 'sig',
    });
  }
});

describe('a refresh token', () => {
  const refresh = (refreshToken: string) => t.anybody('POST', '/api/auth/refresh', { refreshToken });
  const begin = async () => {
    const person = await newPerson();
    const { json } = await login(person.email, true);
    return { person, refreshToken: json.refreshToken as string, accessToken: json.accessToken as string };
  };
  const auditOf = (userId: string) =>
    runAsAdmin<{ action: string }>(
      t.db.adminUrl,
      'select action from audit_log where actor_id = $1 order by seq',
      [userId],
    ).then((rows) => rows.map(({ action }) => action));

  test('is given only to those who ask, and brings a fresh access token and the next one', async () => {
    expect((await login()).json.refreshToken).toBeUndefined();
    const { refreshToken } = await begin();
    const first = await refresh(refreshToken);
    expect(first.json).toEqual({
      accessToken: expect.stringMatching(/^ey/),
      expiresInS: 900,
      refreshToken: expect.stringMatching(/^[\w-]{43}$/),
    });
    const second = await refresh(first.json.refreshToken);
    expect((await withToken(second.json.accessToken)).status).toBe(200);
    expect(new Set([refreshToken, first.json.refreshToken, second.json.refreshToken]).size).toBe(3);
  });

  test('that comes again ends the whole login: newer tokens, access tokens and the cookie', async () => {
    const { person, refreshToken } = await begin();
    const next = await refresh(refreshToken);
    expect(codeOf(await refresh(refreshToken))).toEqual([401, 'REFRESH_TOKEN_INVALID']);
    expect(codeOf(await refresh(next.json.refreshToken))).toEqual([401, 'REFRESH_TOKEN_INVALID']);
    expect(codeOf(await withToken(next.json.accessToken))).toEqual([401, 'TOKEN_INVALID']);
    expect((await auditOf(person.userId)).slice(-2)).toEqual(['login.succeeded', 'login.refresh-reused']);
    expect((await login(person.email)).status).toBe(200);
  });

  test('that comes twice at the same moment is answered once, and ends the login', async () => {
    const { refreshToken } = await begin();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(refreshToken)));
    const good = answers.filter(({ status }) => status === 200);
    expect(good).toHaveLength(1);
    expect(codeOf(await withToken(good[0]?.json.accessToken))).toEqual([401, 'TOKEN_INVALID']);
  });

  test('of one login does not touch another login of the same person', async () => {
    const { person, refreshToken } = await begin();
    const other = (await login(person.email, true)).json.refreshToken;
    await refresh(refreshToken);
    await refresh(refreshToken);
    expect((await refresh(other)).status).toBe(200);
  });

  test('is not kept in the database', async () => {
    const { refreshToken } = await begin();
    const [row] = await runAsAdmin<{ all: string }>(
      t.db.adminUrl,
      `select string_agg(r::text || encode(token_hash, 'escape'), ' ') as all from refresh_tokens r`,
    );
    expect(row?.all).not.toContain(refreshToken);
  });

  test('that is unknown, or of a login that was ended, fell idle or is too old, is refused', async () => {
    expect(codeOf(await refresh('a'.repeat(43)))).toEqual([401, 'REFRESH_TOKEN_INVALID']);
    const ended = await begin();
    await callerAt(t.url, { authorization: `Bearer ${ended.accessToken}` })('POST', '/api/auth/logout');
    expect(codeOf(await refresh(ended.refreshToken))).toEqual([401, 'REFRESH_TOKEN_INVALID']);
    const idle = await begin();
    t.pass(31 * MINUTE_MS);
    expect(codeOf(await refresh(idle.refreshToken))).toEqual([401, 'REFRESH_TOKEN_INVALID']);
    let { refreshToken } = await begin();
    for (let passed = 0; passed < 12 * 60; passed += 20) {
      const answer = await refresh(refreshToken);
      expect(answer.status).toBe(200);
      refreshToken = answer.json.refreshToken;
      t.pass(20 * MINUTE_MS);
    }
    expect(codeOf(await refresh(refreshToken))).toEqual([401, 'REFRESH_TOKEN_INVALID']);
  });

  test('of a suspended partner is refused', async () => {
    const person = await makePerson(t, t.b.tenantId, 'person@suspended.example');
    const { refreshToken } = (await login(person.email, true)).json;
    await runAsAdmin(t.db.adminUrl, 'update partners set suspended_at = now() where tenant_id = $1', [
      t.b.tenantId,
    ]);
    expect(codeOf(await refresh(refreshToken))).toEqual([401, 'REFRESH_TOKEN_INVALID']);
    expect(codeOf(await login(person.email))).toEqual([403, 'PARTNER_SUSPENDED']);
    expect((await t.b.owner('GET', '/api/auth/me')).status).toBe(401);
    const wrong = { email: person.email, password: 'wrong' };
    expect(codeOf(await t.anybody('POST', '/api/auth/login', wrong))).toEqual([401, 'LOGIN_FAILED']);
  });
});
