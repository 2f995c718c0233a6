import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import {
  type Answer,
  callerAt,
  PASSWORD,
  startTestHttp,
  type TestHttp,
} from '../../../test/support/httpServer.ts';
import {
  addApp,
  codeOf,
  cookieOf,
  makePerson,
  pageOn,
  type TestPerson,
} from '../../../test/support/people.ts';
import { FACTOR_LIMITS } from '../auth/limits.ts';

let t: TestHttp;
beforeAll(async () => {
  t = await startTestHttp();
});
afterAll(() => t.close());

const STEP_MS = 30_000;
let people = 0;
const newPerson = (tenantId = t.a.tenantId) => {
  people += 1;
  return makePerson(t, tenantId, `person${people}@factors.example`);
};
const second = (body: object) => pageOn(t)('POST', '/api/auth/second-factor', body);
const ticketOf = ({ json }: Answer): string => json.error.details.ticket;
const codeNow = (secret: string) => codeOf(secret, t.now());
/** A code whose step is not that of the code before. */
const nextCode = (secret: string) => {
  t.pass(STEP_MS);
  return codeNow(secret);
};
const wrongCode = (secret: string) =>
  String((Number(codeNow(secret)) + 500_000) % 1_000_000).padStart(6, '0');
const logOf = (person: TestPerson) =>
  runAsAdmin<{ action: string; before: unknown; after: unknown }>(
    t.db.adminUrl,
    'select action, before, after from audit_log where actor_id = $1 order by seq',
    [person.userId],
  );

describe('an authenticator app', () => {
  test('counts after its first code, and is asked for from then on', async () => {
    const person = await newPerson();
    const begun = await person.call('POST', '/api/account/totp', {
      currentPassword: PASSWORD,
      label: 'Phone',
    });
    expect([begun.status, begun.json.url]).toEqual([201, expect.stringContaining(begun.json.secret)]);
    expect((await person.login()).status).toBe(200);

    const confirm = `/api/account/totp/${begun.json.id}/confirm`;
    const refused = await person.call('POST', confirm, { code: wrongCode(begun.json.secret) });
    expect([refused.status, refused.json.error.code]).toEqual([401, 'SECOND_FACTOR_WRONG']);
    const added = await person.call('POST', confirm, { code: codeNow(begun.json.secret) });
    expect(added.json.factor).toMatchObject({ id: begun.json.id, kind: 'totp', label: 'Phone' });
    expect(added.json.recoveryCodes).toHaveLength(10);
    expect((await person.call('POST', confirm, { code: nextCode(begun.json.secret) })).status).toBe(404);

    const asked = await person.login();
    expect([asked.status, asked.json.error.code]).toEqual([401, 'SECOND_FACTOR_REQUIRED']);
    expect(asked.headers.get('set-cookie')).toBeNull();
    expect(asked.json.error.details).toMatchObject({
      methods: ['totp', 'recovery-code'],
      passkeyOptions: null,
    });
    const done = await second({ ticket: ticketOf(asked), code: nextCode(begun.json.secret) });
    expect([done.status, done.json.user.email]).toEqual([200, person.email]);
    const caller = callerAt(t.url, { cookie: cookieOf(done) });
    const { json } = await caller('GET', '/api/account');
    expect(json).toMatchObject({ factors: [{ id: begun.json.id }], recoveryCodesLeft: 10 });
    expect(json.factors[0].lastUsedAt).toBe(new Date(t.now()).toISOString());
  });

  test('its secret lies sealed in the database', async () => {
    const { secret } = await addApp(t, await newPerson());
    const [{ all = '' } = {}] = await runAsAdmin<{ all: string }>(
      t.db.adminUrl,
      `select string_agg(f::text || encode(secret_sealed, 'escape'), ' ') as all from second_factors f`,
    );
    expect(all.length).toBeGreaterThan(100);
    expect(all).not.toContain(secret);
  });

  test('a code works once, also the one that confirmed the app, also with another ticket', async () => {
    const person = await newPerson();
    const { secret } = await addApp(t, person);
    const used = codeNow(secret);
    expect((await second({ ticket: ticketOf(await person.login()), code: used })).status).toBe(401);
    const code = nextCode(secret);
    const tickets = [ticketOf(await person.login()), ticketOf(await person.login())];
    const answers = await Promise.all(tickets.map((ticket) => second({ ticket, code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    // Older than the last used one, though it is still within the tolerance of clocks.
    expect((await second({ ticket: ticketOf(await person.login()), code: used })).status).toBe(401);
  });

  test('a code is good for a clock that is one step off, and no further', async () => {
    const person = await newPerson();
    const { secret } = await addApp(t, person);
    t.pass(10 * STEP_MS);
    const at = async (steps: number) => {
      const code = codeOf(secret, t.now() + steps * STEP_MS);
      return (await second({ ticket: ticketOf(await person.login()), code })).status;
    };
    expect([await at(-2), await at(2), await at(-1), await at(1)]).toEqual([401, 401, 200, 200]);
  });

  test('one that never got its first code is forgotten', async () => {
    const person = await newPerson();
    const begun = await person.call('POST', '/api/account/totp', { currentPassword: PASSWORD });
    t.pass(FACTOR_LIMITS.totpSetupMs);
    const late = { code: codeNow(begun.json.secret) };
    expect((await person.call('POST', `/api/account/totp/${begun.json.id}/confirm`, late)).status).toBe(404);
  });

  test('nobody else can confirm or remove it', async () => {
    const [person, colleague, stranger] = [
      await newPerson(),
      await newPerson(),
      await newPerson(t.b.tenantId),
    ];
    const waiting = (await person.call('POST', '/api/account/totp', { currentPassword: PASSWORD })).json;
    const code = codeNow(waiting.secret);
    for (const other of [colleague, stranger]) {
      const answer = await other.call('POST', `/api/account/totp/${waiting.id}/confirm`, { code });
      expect([answer.status, answer.json.error.code]).toEqual([404, 'NOT_FOUND']);
    }
    await person.call('POST', `/api/account/totp/${waiting.id}/confirm`, { code });
    for (const other of [colleague, stranger]) {
      const body = { currentPassword: PASSWORD };
      expect((await other.call('POST', `/api/account/factors/${waiting.id}/remove`, body)).status).toBe(404);
    }
    expect((await person.login()).json.error.code).toBe('SECOND_FACTOR_REQUIRED');
  });
});

describe('a ticket', () => {
  test('is used once, and dies after five wrong codes, whatever comes then', async () => {
    const person = await newPerson();
    const { secret } = await addApp(t, person);
    const used = ticketOf(await person.login());
    expect((await second({ ticket: used, code: nextCode(secret) })).status).toBe(200);
    expect((await second({ ticket: used, code: nextCode(secret) })).status).toBe(401);

    const guessed = ticketOf(await person.login());
    const left: number[] = [];
    for (let i = 0; i < FACTOR_LIMITS.attemptsPerTicket; i += 1) {
      const { json } = await second({ ticket: guessed, code: wrongCode(secret) });
      left.push(json.error.details.attemptsLeft);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    const late = await second({ ticket: guessed, code: nextCode(secret) });
    expect([late.status, late.json.error.code]).toEqual([401, 'SECOND_FACTOR_WRONG']);
  });

  test('has five attempts also when they come all at once', async () => {
    const person = await newPerson();
    const { recoveryCodes } = await addApp(t, person);
    const ticket = ticketOf(await person.login());
    const guesses = Array.from({ length: 20 }, () =>
      second({ ticket, recoveryCode: 'AAAAA-AAAAA-AAAAA-AAAAA' }),
    );
    const answers = await Promise.all(guesses);
    const left = answers.map(({ json }) => json.error.details.attemptsLeft as number);
    expect(left.sort((a, b) => b - a)).toEqual([4, 3, 2, 1, ...Array.from({ length: 16 }, () => 0)]);
    expect((await second({ ticket, recoveryCode: recoveryCodes[0] })).status).toBe(401);
  });

  test('ends after five minutes, with a new password, and when its person is blocked', async () => {
    const person = await newPerson();
    const { recoveryCodes } = await addApp(t, person);
    const tryAfter = async (change: () => Promise<unknown> | undefined) => {
      const ticket = ticketOf(await person.login());
      await change();
      return (await second({ ticket, recoveryCode: recoveryCodes[0] })).status;
    };
    const setUser = (column: string) =>
      runAsAdmin(t.db.adminUrl, `update users set ${column} where id = $1`, [person.userId]);
    expect(await tryAfter(async () => t.pass(FACTOR_LIMITS.ticketMs))).toBe(401);
    t.pass(1_000);
    const nowText = () => new Date(t.now() + 1).toISOString();
    expect(await tryAfter(() => setUser(`password_changed_at = '${nowText()}'`))).toBe(401);
    t.pass(1_000);
    expect(await tryAfter(() => setUser('disabled_at = now()'))).toBe(401);
    await setUser('disabled_at = null');
    expect(await tryAfter(async () => t.pass(FACTOR_LIMITS.ticketMs - 1))).toBe(200);
  });

  test('is nothing that can be made up, and opens nothing as a ticket of another kind', async () => {
    const person = await newPerson();
    const { recoveryCodes } = await addApp(t, person);
    const [recoveryCode] = recoveryCodes;
    expect((await second({ ticket: 'A'.repeat(43), recoveryCode })).status).toBe(401);
    const options = { currentPassword: PASSWORD };
    const { ticket } = (await person.call('POST', '/api/account/passkeys/options', options)).json;
    expect((await second({ ticket, recoveryCode })).status).toBe(401);
  });

  test('carries the wish for a refresh token to the second step', async () => {
    const person = await newPerson();
    const { secret } = await addApp(t, person);
    const body = { email: person.email, password: PASSWORD, refreshToken: true };
    const ticket = ticketOf(await t.anybody('POST', '/api/auth/login', body));
    const done = await second({ ticket, code: nextCode(secret) });
    expect(done.json.refreshToken).toMatch(/^[\w-]{20,}/);
    const without = await second({ ticket: ticketOf(await person.login()), code: nextCode(secret) });
    expect(without.json.refreshToken).toBeUndefined();
  });
});

test('wrong codes are counted per person, whatever tickets they come with; recovery codes stay open', async () => {
  const person = await newPerson();
  const { secret, recoveryCodes } = await addApp(t, person);
  const statuses: number[] = [];
  for (let i = 0; i < FACTOR_LIMITS.wrongCodes + 1; i += 1) {
    statuses.push((await second({ ticket: ticketOf(await person.login()), code: wrongCode(secret) })).status);
  }
  expect(statuses).toEqual([...Array.from({ length: FACTOR_LIMITS.wrongCodes }, () => 401), 429]);
  const closed = await second({ ticket: ticketOf(await person.login()), code: nextCode(secret) });
  expect([closed.status, closed.json.error.code]).toEqual([429, 'RATE_LIMITED']);
  const open = await second({ ticket: ticketOf(await person.login()), recoveryCode: recoveryCodes[0] });
  expect(open.status).toBe(200);
  t.pass(Number(closed.headers.get('retry-after')) * 1_000);
  expect((await second({ ticket: ticketOf(await person.login()), code: codeNow(secret) })).status).toBe(200);
});

describe('recovery codes', () => {
  test('work once each, typed as people type', async () => {
    const person = await newPerson();
    const [first = '', other = ''] = (await addApp(t, person)).recoveryCodes;
    const give = async (recoveryCode: string) =>
      second({ ticket: ticketOf(await person.login()), recoveryCode });
    const done = await give(` ${first.toLowerCase().replaceAll('-', '')} `);
    expect(done.status).toBe(200);
    expect((await give(first)).status).toBe(401);
    const { json } = await callerAt(t.url, { cookie: cookieOf(done) })('GET', '/api/account/logins');
    expect(json.items.find(({ current }: { current: boolean }) => current).secondFactor).toBe(
      'recovery-code',
    );
    const atOnce = [ticketOf(await person.login()), ticketOf(await person.login())];
    const answers = await Promise.all(atOnce.map((ticket) => second({ ticket, recoveryCode: other })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('are the person’s own', async () => {
    const [person, colleague] = [await newPerson(), await newPerson()];
    const { recoveryCodes } = await addApp(t, person);
    await addApp(t, colleague);
    const ticket = ticketOf(await colleague.login());
    expect((await second({ ticket, recoveryCode: recoveryCodes[0] })).status).toBe(401);
  });

  test('new ones take the place of the old ones, and only beside a factor', async () => {
    const person = await newPerson();
    const renew = () => person.call('POST', '/api/account/recovery-codes', { currentPassword: PASSWORD });
    expect((await renew()).json.error.code).toBe('CONFLICT');
    const old = (await addApp(t, person)).recoveryCodes;
    const fresh = (await renew()).json.recoveryCodes;
    expect(new Set([...old, ...fresh]).size).toBe(20);
    const give = async (recoveryCode: string) =>
      (await second({ ticket: ticketOf(await person.login()), recoveryCode })).status;
    expect([await give(old[0] ?? ''), await give(fresh[0])]).toEqual([401, 200]);
    expect((await logOf(person)).map(({ action }) => action)).toContain('recovery-codes.made');
  });

  test('the database keeps none of them', async () => {
    const { recoveryCodes } = await addApp(t, await newPerson());
    const [{ all = '' } = {}] = await runAsAdmin<{ all: string }>(
      t.db.adminUrl,
      `select string_agg(r::text || encode(code_hash, 'escape'), ' ') as all from recovery_codes r`,
    );
    expect(all.length).toBeGreaterThan(500);
    for (const code of recoveryCodes) expect(all).not.toContain(code.replaceAll('-', ''));
  });
});

describe('changes', () => {
  test('each needs the password, and guessing it is slowed', async () => {
    const person = await newPerson();
    const { id } = await addApp(t, person);
    const paths = ['totp', 'passkeys/options', `factors/${id}/remove`, 'recovery-codes'];
    for (const path of paths) {
      const answer = await person.call('POST', `/api/account/${path}`, { currentPassword: 'not this one' });
      expect([answer.status, answer.json.error.code], path).toEqual([422, 'PASSWORD_WRONG']);
    }
    const guesses = Array.from({ length: 12 }, (_, i) =>
      person.call('POST', `/api/account/factors/${id}/remove`, { currentPassword: `guess ${i}` }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422).length).toBeLessThan(8);
    expect(statuses).toContain(429);
    t.pass(3_600_000);
  });

  test('removing the last factor takes the recovery codes along; the log tells', async () => {
    const person = await newPerson();
    const one = await addApp(t, person);
    const two = await addApp(t, person);
    expect(two.recoveryCodes).toBeNull();
    const remove = (id: string) =>
      person.call('POST', `/api/account/factors/${id}/remove`, { currentPassword: PASSWORD });
    expect((await remove(one.id)).status).toBe(204);
    expect((await remove(one.id)).status).toBe(404);
    const removed = await second({ ticket: ticketOf(await person.login()), code: nextCode(one.secret) });
    expect(removed.status).toBe(401);
    expect((await person.call('GET', '/api/account')).json.recoveryCodesLeft).toBe(10);
    const ticket = ticketOf(await person.login());
    expect((await remove(two.id)).status).toBe(204);
    expect((await person.call('GET', '/api/account')).json).toMatchObject({
      factors: [],
      recoveryCodesLeft: 0,
    });
    expect((await second({ ticket, recoveryCode: one.recoveryCodes[0] })).status).toBe(401);
    expect((await person.login()).status).toBe(200);

    const log = (await logOf(person)).filter(({ action }) => action.startsWith('factor.'));
    const app = { kind: 'totp', label: 'Authenticator app' };
    expect(log).toEqual([
      { action: 'factor.added', before: null, after: { ...app, recoveryCodes: true } },
      { action: 'factor.added', before: null, after: { ...app, recoveryCodes: false } },
      { action: 'factor.removed', before: app, after: null },
      { action: 'factor.removed', before: app, after: null },
    ]);
  });

  test('ten factors are enough', async () => {
    const person = await newPerson();
    for (let i = 0; i < FACTOR_LIMITS.factorsPerPerson; i += 1) await addApp(t, person);
    const more = await person.call('POST', '/api/account/totp', { currentPassword: PASSWORD });
    expect([more.status, more.json.error.code]).toEqual([422, 'QUOTA_REACHED']);
  });

  test('a program with an API key has no factors to change', async () => {
    const owner = await makePerson(t, t.a.tenantId, 'owner@factors.example', 'owner');
    const wanted = { name: 'Export', permissions: ['displays.view'] };
    const made = await owner.call('POST', '/api/api-keys', wanted);
    const program = callerAt(t.url, { 'x-api-key': made.json.key });
    const answer = await program('POST', '/api/account/totp', { currentPassword: PASSWORD });
    expect([answer.status, answer.json.error.code]).toEqual([403, 'PEOPLE_ONLY']);
  });
});
