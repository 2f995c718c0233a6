import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type Answer, PASSWORD, startTestHttp, type TestHttp } from '../support/httpServer.ts';
import { localhostOf, makePerson } from '../support/people.ts';

/** A passkey made and used by a real browser, with the authenticator that its debugger simulates. */

let t: TestHttp;
let browser: Browser;
let page: Page;
let devtools: CDPSession;
let authenticatorId: string;

beforeAll(async () => {
  [t, browser] = await Promise.all([startTestHttp(), launchChromium()]);
  page = await browser.newPage();
  devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const;
  ({ authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options }));
});
afterAll(async () => {
  await browser.close();
  await t.close();
});

type Reply = Pick<Answer, 'status' | 'json'>;

/** Send a request from the page, with its cookies and its origin. */
function send(path: string, body: unknown): Promise<Reply> {
  return page.evaluate(
    async ({ path, body }) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) });
      return { status: answer.status, json: await answer.json() };
    },
    { path, body },
  );
}

/** Make a passkey in the page. Answers what the browser answers, in its JSON form. */
function create(options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> {
  return page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
    const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential;
    return credential.toJSON();
  }, options);
}

/** Use a passkey in the page. */
function use(options: PublicKeyCredentialRequestOptionsJSON): Promise<unknown> {
  return page.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json);
    const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential;
    return credential.toJSON();
  }, options);
}

async function addPasskey(label: string): Promise<Reply> {
  const { json } = await send('/api/account/passkeys/options', { currentPassword: PASSWORD });
  const response = await create(json.options);
  return send('/api/account/passkeys', { ticket: json.ticket, label, response });
}

test('a browser makes a passkey and signs in with it', async () => {
  const { email } = await makePerson(t, t.a.tenantId, 'browser@passkeys.example');
  const login = () => send('/api/auth/login', { email, password: PASSWORD });
  await page.goto(localhostOf(t));
  expect((await login()).status).toBe(200);
  const added = await addPasskey('Laptop');
  expect([added.status, added.json.factor]).toMatchObject([201, { kind: 'passkey', label: 'Laptop' }]);
  const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials.map(({ rpId }) => rpId)).toEqual(['localhost']);

  await page.context().clearCookies();
  const asked = (await login()).json.error;
  expect([asked.code, asked.details.methods]).toEqual([
    'SECOND_FACTOR_REQUIRED',
    ['passkey', 'recovery-code'],
  ]);
  const me = () => page.evaluate(async () => (await fetch('/api/auth/me')).status);
  expect(await me()).toBe(401);
  const { ticket, passkeyOptions } = asked.details;
  const done = await send('/api/auth/second-factor', { ticket, passkey: await use(passkeyOptions) });
  expect([done.status, done.json.user.email]).toEqual([200, email]);
  expect(await me()).toBe(200);
});

test('the browser itself does not make the same passkey twice, nor one for an IP address', async () => {
  const { email } = await makePerson(t, t.a.tenantId, 'twice@passkeys.example');
  await send('/api/auth/login', { email, password: PASSWORD });
  expect((await addPasskey('Laptop')).status).toBe(201);
  await expect(addPasskey('Laptop again')).rejects.toThrow(/InvalidStateError/);

  await page.goto(t.url);
  await send('/api/auth/login', { email, password: PASSWORD });
  const { json } = await send('/api/auth/login', { email, password: PASSWORD });
  expect(json.error.details).toMatchObject({ methods: ['recovery-code'], passkeyOptions: null });
  const rp = { id: '127.0.0.1', name: 'Project88' };
  const user = { id: 'AAAA', name: email, displayName: email };
  const pubKeyCredParams = [{ alg: -7, type: 'public-key' as const }];
  await expect(create({ rp, user, challenge: 'AAAA', pubKeyCredParams })).rejects.toThrow(/SecurityError/);
});
