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
  addPasskey,
  cookieOf,
  localhostOf,
  makePerson,
  pageOn,
} from '../../../test/support/people.ts';
import { type Dishonesty, SoftAuthenticator } from '../../../test/support/softAuthenticator.ts';

let t: TestHttp;
let origin: string;
beforeAll(async () => {
  t = await startTestHttp();
  origin = localhostOf(t);
});
afterAll(() => t.close());

let people = 0;
const newPerson = (tenantId = t.a.tenantId) => {
  people += 1;
  return makePerson(t, tenantId, `person${people}@passkeys.example`);
};
/** A person with one passkey. */
const newOwner = async (count: number | null = 1, tenantId = t.a.tenantId) => {
  const [person, key] = [await newPerson(tenantId), new SoftAuthenticator(origin, count)];
  const added = await addPasskey(person, key);
  return { ...person, key, added };
};
type Owner = Awaited<ReturnType<typeof newOwner>>;

const askedBy = ({ json }: Answer) => json.error.details;
const second = (body: object) => pageOn(t)('POST', '/api/auth/second-factor', body);
/** Sign in with the passkey of `key`, honestly or not. */
const signIn = async (owner: Owner, lie: Dishonesty = {}, key = owner.key) => {
  const { ticket, passkeyOptions } = askedBy(await owner.login());
  return second({ ticket, passkey: key.get(passkeyOptions, lie) });
};

describe('signing in', () => {
  test('with a passkey that was added', async () => {
    const owner = await newOwner();
    expect([owner.added.status, owner.added.json.factor]).toMatchObject([
      201,
      { kind: 'passkey', label: 'Key' },
    ]);
    expect(owner.added.json.recoveryCodes).toHaveLength(10);
    const asked = askedBy(await owner.login());
    expect(asked.methods).toEqual(['passkey', 'recovery-code']);
    expect(asked.passkeyOptions).toMatchObject({ rpId: 'localhost', userVerification: 'preferred' });
    expect(asked.passkeyOptions.allowCredentials).toHaveLength(1);
    const done = await second({ ticket: asked.ticket, passkey: owner.key.get(asked.passkeyOptions) });
    expect([done.status, done.json.user?.email]).toEqual([200, owner.email]);
    const { json } = await callerAt(t.url, { cookie: cookieOf(done) })('GET', '/api/account/logins');
    expect(json.items.find(({ current }: { current: boolean }) => current).secondFactor).toBe('passkey');
  });

  test.each([1, null])('an honest key works again and again (counts from %s)', async (count) => {
    const owner = await newOwner(count);
    const statuses = [await signIn(owner), await signIn(owner), await signIn(owner)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  test.each<[string, Dishonesty]>([
    ['the page of a forger', { origin: 'https://localhost.evil.example' }],
    ['the same host in another scheme', { origin: 'https://localhost' }],
    ['another host', { rpId: 'evil.example' }],
    ['a challenge of its own', { challenge: 'bXkgb3duIGNoYWxsZW5nZQ' }],
    ['nobody at the key', { present: false }],
  ])('%s is refused', async (_what, lie) => {
    const answer = await signIn(await newOwner(), lie);
    expect([answer.status, answer.json.error.code]).toEqual([401, 'SECOND_FACTOR_WRONG']);
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  test('an answer does not work a second time, with its own ticket or another', async () => {
    const owner = await newOwner(null);
    const { ticket, passkeyOptions } = askedBy(await owner.login());
    const passkey = owner.key.get(passkeyOptions);
    const other = askedBy(await owner.login()).ticket;
    expect((await second({ ticket: other, passkey })).status).toBe(401);
    expect((await second({ ticket, passkey })).status).toBe(200);
    expect((await second({ ticket, passkey })).status).toBe(401);
  });

  test('the copy of a key that counts is noticed', async () => {
    const owner = await newOwner(5);
    expect((await signIn(owner)).status).toBe(200);
    const [{ count = 0 } = {}] = await runAsAdmin<{ count: number }>(
      t.db.adminUrl,
      'select sign_count::integer as count from second_factors where user_id = $1',
      [owner.userId],
    );
    expect(count).toBeGreaterThan(5);
    for (const staysAt of [count, count - 1, 0]) expect((await signIn(owner, { staysAt })).status).toBe(401);
    expect((await signIn(owner, { staysAt: count + 1 })).status).toBe(200);
  });

  test('two answers with the same count at the same moment: one of them', async () => {
    const owner = await newOwner();
    const asked = [askedBy(await owner.login()), askedBy(await owner.login())];
    const answers = await Promise.all(
      asked.map(({ ticket, passkeyOptions }) =>
        second({ ticket, passkey: owner.key.get(passkeyOptions, { staysAt: 77 }) }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('the passkey of a colleague, of another partner or of nobody is refused', async () => {
    const owner = await newOwner();
    const keys = [
      (await newOwner()).key,
      (await newOwner(1, t.b.tenantId)).key,
      new SoftAuthenticator(origin),
    ];
    for (const key of keys) expect((await signIn(owner, {}, key)).status).toBe(401);
    expect((await signIn(owner)).status).toBe(200);
  });

  test('a passkey that was removed is refused, also with a ticket from before', async () => {
    const owner = await newOwner();
    await addApp(t, owner);
    const { ticket, passkeyOptions } = askedBy(await owner.login());
    const path = `/api/account/factors/${owner.added.json.factor.id}/remove`;
    expect((await owner.call('POST', path, { currentPassword: PASSWORD })).status).toBe(204);
    expect((await second({ ticket, passkey: owner.key.get(passkeyOptions) })).status).toBe(401);
    expect(askedBy(await owner.login()).methods).toEqual(['totp', 'recovery-code']);
  });

  test.each([
    ['nothing', {}],
    ['junk', { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: 7 } }],
    ['no response', { id: 'x', rawId: 'x', type: 'public-key' }],
  ])('%s instead of an answer is refused like a wrong one', async (_what, passkey) => {
    const owner = await newOwner();
    const { ticket, passkeyOptions } = askedBy(await owner.login());
    const [{ id }] = passkeyOptions.allowCredentials;
    for (const answer of [passkey, { ...passkey, id, rawId: id }]) {
      expect((await second({ ticket, passkey: answer })).json.error.code).toBe('SECOND_FACTOR_WRONG');
    }
  });

  test('at an IP address passkeys are not offered, and the other ways are', async () => {
    const owner = await newOwner();
    const atAddress = callerAt(t.url, { origin: t.url });
    const body = { email: owner.email, password: PASSWORD };
    const asked = askedBy(await atAddress('POST', '/api/auth/login', body));
    expect(asked).toMatchObject({ methods: ['recovery-code'], passkeyOptions: null });
    const passkey = owner.key.get({ challenge: '', rpId: 'localhost' });
    const tried = await atAddress('POST', '/api/auth/second-factor', { ticket: asked.ticket, passkey });
    expect(tried.status).toBe(401);
    const recoveryCode = owner.added.json.recoveryCodes[0];
    const done = await atAddress('POST', '/api/auth/second-factor', { ticket: asked.ticket, recoveryCode });
    expect(done.status).toBe(200);
  });
});

describe('adding', () => {
  const begin = async (person: Awaited<ReturnType<typeof newPerson>>) =>
    (await person.call('POST', '/api/account/passkeys/options', { currentPassword: PASSWORD })).json;

  test('the browser is told who it is for, and which passkeys are there already', async () => {
    const owner = await newOwner();
    const { options } = await begin(owner);
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Project88' },
      user: { name: owner.email, displayName: 'Robin Stone' },
      attestation: 'none',
      authenticatorSelection: { userVerification: 'preferred' },
    });
    expect(options.excludeCredentials).toHaveLength(1);
  });

  test.each<[string, Dishonesty]>([
    ['another page', { origin: 'https://evil.example' }],
    ['another host', { rpId: 'evil.example' }],
    ['another challenge', { challenge: 'bXkgb3duIGNoYWxsZW5nZQ' }],
    ['nobody at the key', { present: false }],
  ])('%s is refused', async (_what, lie) => {
    const person = await newPerson();
    const { ticket, options } = await begin(person);
    const response = new SoftAuthenticator(origin).create(options, lie);
    const answer = await person.call('POST', '/api/account/passkeys', { ticket, response });
    expect([answer.status, answer.json.error.code]).toEqual([401, 'SECOND_FACTOR_WRONG']);
    expect((await person.login()).status).toBe(200);
  });

  test('the ticket is used once, and by its own person', async () => {
    const [person, colleague] = [await newPerson(), await newPerson()];
    const { ticket, options } = await begin(person);
    const key = new SoftAuthenticator(origin);
    const send = (by: typeof person) =>
      by.call('POST', '/api/account/passkeys', { ticket, response: key.create(options) });
    expect((await send(colleague)).status).toBe(401);
    expect((await send(person)).status).toBe(201);
    expect((await send(person)).status).toBe(401);
  });

  test('a passkey belongs to one person', async () => {
    const [owner, colleague] = [await newOwner(), await newPerson()];
    expect((await addPasskey(colleague, owner.key)).json.error.code).toBe('CONFLICT');
    expect((await colleague.login()).status).toBe(200);
  });

  test('a kind of attestation that we did not ask for is refused', async () => {
    const person = await newPerson();
    const { ticket, options } = await begin(person);
    const response = new SoftAuthenticator(origin).create(options);
    const inner = response.response as { attestationObject: string };
    const bytes = Buffer.from(inner.attestationObject, 'base64url');
    bytes.write('fake', bytes.indexOf('none'));
    const changed = { ...response, response: { ...inner, attestationObject: bytes.toString('base64url') } };
    const answer = await person.call('POST', '/api/account/passkeys', { ticket, response: changed });
    expect(answer.json.error.code).toBe('SECOND_FACTOR_WRONG');
  });

  test('at an IP address it says why not', async () => {
    const atAddress = callerAt(t.url, { cookie: cookieOf(await (await newPerson()).login()), origin: t.url });
    const answer = await atAddress('POST', '/api/account/passkeys/options', { currentPassword: PASSWORD });
    expect([answer.status, answer.json.error.code]).toEqual([409, 'CONFLICT']);
    expect(answer.json.error.message).toContain('IP address');
  });
});
