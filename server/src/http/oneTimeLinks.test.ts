import type { TenantId } from '@project88/core/ids/ids.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { countWaiting, runAsAdmin } from '../../../test/support/database.ts';
import { callerAt, PASSWORD, startTestHttp, type TestHttp } from '../../../test/support/httpServer.ts';
import { type Received, startMailServer, type TestMailServer } from '../../../test/support/mailServer.ts';
import { addApp, cookieOf, makePerson } from '../../../test/support/people.ts';
import { LINK_LIMITS } from '../auth/linkLimits.ts';
import { shutOut } from '../auth/team.ts';
import { smtpMailer } from '../mail/mailer.ts';
import { lockUser } from '../store/users.ts';
import { systemPrincipal } from '../tenancy/principal.ts';

/** One installation that sends mail and one that does not. */
let mail: TestMailServer;
let t: TestHttp;
let silent: TestHttp;
const NEW_PASSWORD = 'lantern marble harbour';
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  mail = await startMailServer();
  const mailer = smtpMailer({ url: mail.url, from: 'office@acme-timing.example' });
  [t, silent] = await Promise.all([startTestHttp({ mailer }), startTestHttp()]);
});
afterAll(async () => {
  await Promise.all([t.close(), silent.close()]);
  await mail.close();
});

const tokenIn = (text: string) => /#([\w-]{43})/.exec(text.replace(/=\r\n/g, ''))?.[1] ?? '';
const tokenOf = ({ raw }: Received) => tokenIn(raw);
const login = (at: TestHttp, email: string, password: string) =>
  at.anybody('POST', '/api/auth/login', { email, password });
const accept = (at: TestHttp, token: string, password = NEW_PASSWORD) =>
  at.anybody('POST', '/api/auth/invitation/accept', { token, name: 'Kim Vale', password });
const reset = (at: TestHttp, token: string, password = NEW_PASSWORD) =>
  at.anybody('POST', '/api/auth/reset', { token, password });
const actions = async (at: TestHttp, tenantId: TenantId) =>
  (
    await runAsAdmin<{ action: string }>(
      at.db.adminUrl,
      'select action from audit_log where tenant_id = $1 order by seq',
      [tenantId],
    )
  ).map(({ action }) => action);

let invited = 0;
async function invite(at: TestHttp, role = 'operator', by = at.a.owner) {
  invited += 1;
  const email = `kim${invited}@invited.example`;
  const answer = await by('POST', '/api/team/invitations', { email: email.toUpperCase(), role });
  return { email, answer, token: tokenIn(answer.json?.url ?? '') };
}

describe('an invitation', () => {
  test('without mail is shown once, offered, accepted and signs in', async () => {
    const { email, answer, token } = await invite(silent);
    expect([answer.status, answer.json.mailed]).toEqual([201, false]);
    expect(answer.json.url).toBe(`${silent.url}/invitation#${token}`);
    const listed = await silent.a.owner('GET', '/api/team/invitations');
    expect(listed.json.items[0]).toMatchObject({ id: answer.json.id, email, role: 'operator' });
    expect(listed.text).not.toContain(token);

    const offer = await silent.anybody('POST', '/api/auth/invitation', { token });
    expect(offer.json).toMatchObject({ email, partner: 'Acme Timing', role: 'Operator' });
    const joined = await accept(silent, token);
    expect(joined.status).toBe(200);
    expect(joined.json.user).toMatchObject({ email, name: 'Kim Vale', role: 'operator' });
    const caller = callerAt(silent.url, { cookie: cookieOf(joined) });
    expect((await caller('GET', '/api/auth/me')).json.user.email).toBe(email);
    expect((await login(silent, email, NEW_PASSWORD)).status).toBe(200);
    expect((await silent.a.owner('GET', '/api/team/invitations')).text).not.toContain(email);
    expect(await actions(silent, silent.a.tenantId)).toEqual(
      expect.arrayContaining(['member.invited', 'member.joined']),
    );
  });

  test('with mail is sent to the person and not shown to the inviter', async () => {
    const { email, answer } = await invite(t);
    expect(answer.json).toMatchObject({ mailed: true, url: null });
    const letter = await mail.next();
    expect(letter.to).toEqual([email]);
    expect((await accept(t, tokenOf(letter))).status).toBe(200);
  });

  test('is shown when the mail server does not take it', async () => {
    mail.refuse('450 try later');
    const { answer, token } = await invite(t);
    mail.refuse(null);
    expect(answer.json.mailed).toBe(false);
    expect((await accept(t, token)).status).toBe(200);
  });

  test('works once, also when it comes twice at the same moment', async () => {
    const { token } = await invite(silent);
    const answers = await Promise.all([accept(silent, token), accept(silent, token), accept(silent, token)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);
    expect((await accept(silent, token)).json.error.code).toBe('ONE_TIME_LINK_GONE');
    expect((await silent.anybody('POST', '/api/auth/invitation', { token })).status).toBe(410);
  });

  test('that is revoked, replaced, expired or never made is gone', async () => {
    const revoked = await invite(silent);
    const path = `/api/team/invitations/${revoked.answer.json.id}`;
    expect((await silent.a.owner('DELETE', path)).status).toBe(204);
    expect((await silent.a.owner('DELETE', path)).status).toBe(404);
    const replaced = await invite(silent);
    await silent.a.owner('POST', '/api/team/invitations', { email: replaced.email, role: 'viewer' });
    for (const token of [revoked.token, replaced.token, 'x'.repeat(43), '']) {
      expect((await accept(silent, token)).json.error.code).toBe('ONE_TIME_LINK_GONE');
    }
    const late = await invite(silent);
    silent.pass(LINK_LIMITS.invitationDays * 24 * HOUR_MS);
    expect((await accept(silent, late.token)).json.error.code).toBe('ONE_TIME_LINK_GONE');
  });

  test('asks for a good password, and is not used up by a bad one', async () => {
    const { owner } = await freshOwner(silent);
    const { token } = await invite(silent, 'viewer', owner);
    for (const password of ['short', 'Liverpool2031!!', 'kim vale 2031', 'acme-timing-2031']) {
      expect((await accept(silent, token, password)).json.error.code, password).toBe('PASSWORD_WEAK');
    }
    expect((await accept(silent, token)).status).toBe(200);
  });

  test('of a suspended partner opens nothing', async () => {
    const { owner, tenantId } = await freshOwner(silent);
    const { token } = await invite(silent, 'viewer', owner);
    await runAsAdmin(silent.db.adminUrl, 'update partners set suspended_at = now() where tenant_id = $1', [
      tenantId,
    ]);
    const answers = [
      await silent.anybody('POST', '/api/auth/invitation', { token }),
      await accept(silent, token),
    ];
    expect(answers.map(({ json }) => json.error.code)).toEqual(['PARTNER_SUSPENDED', 'PARTNER_SUSPENDED']);
    await runAsAdmin(silent.db.adminUrl, 'update partners set suspended_at = null where tenant_id = $1', [
      tenantId,
    ]);
  });

  test('tells about the own team’s addresses, and about no other partner’s', async () => {
    const { owner } = await freshOwner(silent);
    const to = (email: string) => owner('POST', '/api/team/invitations', { email, role: 'viewer' });
    expect((await to('OWNER@acme-timing.example')).json.error.code).toBe('ADDRESS_TAKEN');
    const foreign = await to('owner@bolt-timing.example');
    const nobodys = await to('nobody@bolt-timing.example');
    const shape = ({ status, json }: typeof foreign) => [status, Object.keys(json), json.mailed];
    expect(shape(foreign)).toEqual(shape(nobodys));
    const answer = await accept(silent, tokenIn(foreign.json.url));
    expect([answer.status, answer.json.error.code]).toEqual([409, 'ADDRESS_TAKEN']);
    const { json } = await owner('GET', '/api/team/invitations');
    expect(json.items.map((each: { email: string }) => each.email)).toContain('owner@bolt-timing.example');
  });
});

/** The owner of partner A of an installation, signed in at its present time. */
async function freshOwner(at: TestHttp) {
  const answer = await login(at, 'owner@acme-timing.example', PASSWORD);
  return { owner: callerAt(at.url, { cookie: cookieOf(answer) }), tenantId: at.a.tenantId };
}

describe('a forgotten password', () => {
  test('is replaced through the letter; all logins end and nothing else changes', async () => {
    const kim = await makePerson(t, t.a.tenantId, 'forgetful@acme-timing.example');
    const program = await t.anybody('POST', '/api/auth/login', {
      email: kim.email,
      password: PASSWORD,
      refreshToken: true,
    });
    await addApp(t, kim);
    const asked = await t.anybody('POST', '/api/auth/forgot', { email: kim.email.toUpperCase() });
    expect([asked.status, asked.json]).toEqual([202, { mailed: true }]);
    const letter = await mail.next();
    expect(letter.to).toEqual([kim.email]);
    expect((await reset(t, tokenOf(letter), 'short')).json.error.code).toBe('PASSWORD_WEAK');
    expect((await reset(t, tokenOf(letter))).status).toBe(204);

    expect((await kim.call('GET', '/api/auth/me')).status).toBe(401);
    const { accessToken, refreshToken } = program.json;
    const bearer = callerAt(t.url, { authorization: `Bearer ${accessToken}` });
    expect((await bearer('GET', '/api/auth/me')).json.error.code).toBe('TOKEN_INVALID');
    expect((await t.anybody('POST', '/api/auth/refresh', { refreshToken })).json.error.code).toBe(
      'REFRESH_TOKEN_INVALID',
    );
    expect((await login(t, kim.email, PASSWORD)).json.error.code).toBe('LOGIN_FAILED');
    expect((await login(t, kim.email, NEW_PASSWORD)).json.error.code).toBe('SECOND_FACTOR_REQUIRED');
    expect((await reset(t, tokenOf(letter))).json.error.code).toBe('ONE_TIME_LINK_GONE');
    expect(await actions(t, t.a.tenantId)).toEqual(
      expect.arrayContaining(['password.reset-asked', 'password.reset']),
    );
  });

  test('looks the same for addresses that nobody has, that are blocked, and that ask too often', async () => {
    const blocked = await makePerson(t, t.a.tenantId, 'blocked@acme-timing.example');
    await runAsAdmin(t.db.adminUrl, 'update users set disabled_at = now() where id = $1', [blocked.userId]);
    const known = await makePerson(t, t.b.tenantId, 'known@bolt-timing.example');
    const ask = async (email: string) => {
      const { status, json } = await t.anybody('POST', '/api/auth/forgot', { email });
      return [status, json];
    };
    const before = mail.count();
    for (const email of ['nobody@acme-timing.example', blocked.email]) {
      expect(await ask(email)).toEqual([202, { mailed: true }]);
    }
    for (let times = 0; times < LINK_LIMITS.lettersPerAddress + 3; times += 1) {
      expect(await ask(known.email)).toEqual([202, { mailed: true }]);
    }
    const letters = await Promise.all(
      Array.from({ length: LINK_LIMITS.lettersPerAddress }, () => mail.next()),
    );
    expect(new Set(letters.flatMap(({ to }) => to))).toEqual(new Set([known.email]));
    // Whatever else was sent would be there by the time that a later letter is.
    t.pass(LINK_LIMITS.letterRefillMs * LINK_LIMITS.lettersPerAddress);
    await ask(known.email);
    const newest = await mail.next();
    expect(mail.count() - before).toBe(LINK_LIMITS.lettersPerAddress + 1);
    const older = await Promise.all(letters.map((letter) => reset(t, tokenOf(letter))));
    expect(older.map(({ status }) => status)).toEqual(letters.map(() => 410));
    expect((await reset(t, tokenOf(newest))).status).toBe(204);
  });

  test('without mail sends nobody anywhere, and says so', async () => {
    const { status, json } = await silent.anybody('POST', '/api/auth/forgot', {
      email: 'owner@acme-timing.example',
    });
    expect([status, json]).toEqual([202, { mailed: false }]);
    const rows = await runAsAdmin(silent.db.adminUrl, 'select from password_resets');
    expect(rows).toEqual([]);
  });

  test('the link works for an hour and once, also when it comes twice at the same moment', async () => {
    const { owner } = await freshOwner(silent);
    const kim = await makePerson(silent, silent.a.tenantId, 'hourly@acme-timing.example');
    const make = async () => tokenIn((await owner('POST', `/api/team/${kim.userId}/reset-link`)).json.url);
    const late = await make();
    silent.pass(HOUR_MS);
    expect((await reset(silent, late)).json.error.code).toBe('ONE_TIME_LINK_GONE');
    const { owner: again } = await freshOwner(silent);
    const answer = await again('POST', `/api/team/${kim.userId}/reset-link`);
    const token = tokenIn(answer.json.url);
    const both = await Promise.all([reset(silent, token), reset(silent, token, 'another marble harbour')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 410]);
  });

  test('a link that is used while its person is blocked waits, and is gone then', async () => {
    const { owner, tenantId } = await freshOwner(silent);
    const kim = await makePerson(silent, tenantId, 'waiting@acme-timing.example');
    const token = tokenIn((await owner('POST', `/api/team/${kim.userId}/reset-link`)).json.url);
    let late: ReturnType<typeof reset> | undefined;
    await silent.db.database.withTenant(systemPrincipal(tenantId, 'test'), async (scope) => {
      await lockUser(scope, kim.userId);
      late = reset(silent, token);
      await vi.waitUntil(() => countWaiting(silent.db), { timeout: 10_000 });
      await shutOut(scope, kim.userId);
    });
    expect((await late)?.json.error.code).toBe('ONE_TIME_LINK_GONE');
  });
});

test('the database keeps no token that opens anything', async () => {
  const { owner } = await freshOwner(silent);
  const { token } = await invite(silent, 'viewer', owner);
  const rows = await runAsAdmin<{ all: string }>(
    silent.db.adminUrl,
    `select string_agg(i::text || encode(token_hash, 'escape'), ' ') as all from invitations i`,
  );
  expect(rows[0]?.all).toContain('invited.example');
  expect(rows[0]?.all).not.toContain(token);
  const log = await runAsAdmin<{ all: string }>(
    silent.db.adminUrl,
    `select string_agg(a::text, ' ') as all from audit_log a`,
  );
  expect(log[0]?.all).not.toContain(token);
});
