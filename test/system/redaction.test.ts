import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dataPaths } from '../../server/src/config.ts';
import { Ctp01Client } from '../simulator/ctp01Client.ts';
import { type Answer, type Caller, callerAt } from '../support/httpServer.ts';
import { Venue } from '../support/venue.ts';
import { adminUrlOf, killDatabase, until } from './support/folder.ts';

/**
 * The whole product at its most talkative, through every use of a secret, right and wrong. Afterwards none of them may
 * stand in what it printed, nor in clear in its data folder.
 */

const LABEL = 'Trailer of Harbour Run';

let venue: Venue;
let anybody: Caller;
/** Every secret that was used or made, by what it is. */
const secrets = new Map<string, string>();

beforeAll(async () => {
  venue = await Venue.open({ P88_LOG_LEVEL: 'trace' });
  anybody = callerAt(venue.product.url);
  for (const { email, password } of venue.demo.users) keep(`password of ${email}`, password);
  keep('password of the database', new URL(await adminUrlOf(venue.product.dataDir)).password);
  for (const { user, secret } of venue.demo.timingKeys) keep(`timing key ${user}`, secret);
});
afterAll(() => venue?.close());

function keep(what: string, secret: string): string {
  if (secret.length < 6) throw new Error(`${what} is too short to be searched for: “${secret}”`);
  secrets.set(what, secret);
  return secret;
}

/** A new secret that somebody types or sends. */
const typed = (what: string) => keep(what, `${randomBytes(9).toString('hex')} Zq!`);

const tokenOf = (url: string) => url.split('#')[1] ?? '';

function ok(answer: Answer, ...statuses: number[]): Answer {
  if (!(statuses.length > 0 ? statuses : [200, 201, 202, 204]).includes(answer.status)) {
    throw new Error(`${answer.status}: ${answer.text}`);
  }
  return answer;
}

interface Person {
  call: Caller;
  accessToken: string;
  refreshToken: string;
}

async function signIn(email: string, password: string): Promise<Person> {
  const answer = ok(await anybody('POST', '/api/auth/login', { email, password, refreshToken: true }));
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
  keep(`cookie of ${email}`, cookie.split('=')[1] ?? '');
  return {
    call: callerAt(venue.product.url, { cookie }),
    accessToken: keep(`access token of ${email}`, answer.json.accessToken),
    refreshToken: keep(`refresh token of ${email}`, answer.json.refreshToken),
  };
}

function ownerOf(partner: number) {
  const owner = venue.demo.users.filter(({ role }) => role === 'owner')[partner];
  if (owner === undefined) throw new Error('the demo has no such owner');
  return owner;
}

async function wrongSignIns(): Promise<void> {
  const { email } = ownerOf(0);
  ok(await anybody('POST', '/api/auth/login', { email, password: typed('wrong password') }), 401);
  const nobody = { email: 'nobody@example.test', password: typed('password of nobody') };
  ok(await anybody('POST', '/api/auth/login', nobody), 401);
  // The password in the field for the address, and in a body that is none.
  const swapped = { email: typed('password as address'), password: 'x' };
  ok(await anybody('POST', '/api/auth/login', swapped), 400);
  const broken = `{"password":"${typed('password in a broken body')}`;
  ok(await anybody('POST', '/api/auth/login', broken, { 'content-type': 'application/json' }), 400);
}

async function tokens({ accessToken, refreshToken }: Person): Promise<void> {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  ok(await anybody('GET', '/api/sessions', undefined, bearer(accessToken)));
  const next = ok(await anybody('POST', '/api/auth/refresh', { refreshToken })).json;
  keep('second access token', next.accessToken);
  keep('second refresh token', next.refreshToken);
  ok(await anybody('POST', '/api/auth/refresh', { refreshToken }), 401);
  ok(await anybody('POST', '/api/auth/refresh', { refreshToken: typed('wrong refresh token') }), 401);
  ok(await anybody('GET', '/api/sessions', undefined, bearer(`${accessToken.slice(0, -6)}AAAAAA`)), 401);
  ok(
    await anybody(
      'GET',
      '/api/sessions',
      undefined,
      bearer(keep('wrong token', randomBytes(20).toString('hex'))),
    ),
    401,
  );
  ok(
    await anybody(
      'GET',
      `/api/nothing?token=${keep('token in an address', randomBytes(20).toString('hex'))}`,
    ),
    404,
  );
  const inQuery = keep('password in an address', randomBytes(12).toString('hex'));
  await anybody('GET', `/api/sessions?password=${inQuery}&limit=x`);
}

async function apiKeys({ call }: Person): Promise<void> {
  const body = { name: 'Results export', permissions: ['displays.view'] };
  const { key, view } = ok(await call('POST', '/api/api-keys', body)).json;
  keep('API key', key);
  keep('secret of an API key', key.split('_')[2] ?? '');
  ok(await anybody('GET', '/api/sessions', undefined, { 'x-api-key': key }));
  const wrong = `${key.slice(0, 13)}${randomBytes(16).toString('hex')}`;
  ok(await anybody('GET', '/api/sessions', undefined, { 'x-api-key': keep('wrong API key', wrong) }), 401);
  keep('rotated API key', ok(await call('POST', `/api/api-keys/${view.id}/rotate`, {})).json.key);
}

async function invitationsAndResets({ call }: Person): Promise<{ email: string; password: string }> {
  const email = 'kim.vale@acme.example';
  const invited = ok(
    await call('POST', '/api/team/invitations', { email, name: 'Kim Vale', role: 'viewer' }),
  ).json;
  const token = keep('invitation', tokenOf(invited.url));
  ok(await anybody('POST', '/api/auth/invitation', { token }));
  ok(await anybody('POST', '/api/auth/invitation', { token: typed('wrong invitation') }), 410);
  const accept = { token, name: 'Kim Vale', password: typed('chosen password') };
  ok(await anybody('POST', '/api/auth/invitation/accept', accept));
  const people: { id: string; email: string }[] = ok(await call('GET', '/api/team')).json.items;
  const id = people.find((person) => person.email === email)?.id ?? '';
  const reset = keep('reset link', tokenOf(ok(await call('POST', `/api/team/${id}/reset-link`)).json.url));
  ok(await anybody('POST', '/api/auth/forgot', { email }));
  const password = typed('password after a reset');
  ok(await anybody('POST', '/api/auth/reset', { token: reset, password }));
  return { email, password };
}

async function secondFactors({ email, password }: { email: string; password: string }): Promise<void> {
  const { call } = await signIn(email, password);
  const weak = { currentPassword: password, password: keep('weak password', 'Tr0ub4dor') };
  await call('POST', '/api/account/password', weak);
  const wrongOne = { currentPassword: typed('wrong present password') };
  await call('POST', '/api/account/totp', wrongOne);
  const { id, secret, url } = ok(await call('POST', '/api/account/totp', { currentPassword: password })).json;
  keep('secret of an authenticator', secret);
  keep('address of an authenticator', url);
  const code = new TOTP({ secret }).generate();
  const added = ok(await call('POST', `/api/account/totp/${id}/confirm`, { code })).json;
  const codes: string[] = added.recoveryCodes;
  for (const [index, each] of codes.entries()) keep(`recovery code ${index}`, each);
  const { details } = ok(await anybody('POST', '/api/auth/login', { email, password }), 401).json.error;
  const ticket = keep('ticket', details.ticket);
  const wrong = { ticket, recoveryCode: keep('wrong recovery code', randomBytes(10).toString('hex')) };
  ok(await anybody('POST', '/api/auth/second-factor', wrong), 401);
  const second = ok(await anybody('POST', '/api/auth/second-factor', { ticket, recoveryCode: codes[0] }));
  keep('cookie after a second factor', /=([^;]+)/.exec(second.headers.get('set-cookie') ?? '')?.[1] ?? '');
}

async function timingKeys({ call }: Person): Promise<void> {
  const { user, secret } = ok(await call('POST', '/api/timing-keys', { label: LABEL })).json;
  keep('made timing key', secret);
  for (const password of [secret, typed('wrong timing key')]) {
    const client = new Ctp01Client({
      host: '127.0.0.1',
      port: venue.demo.timingPort,
      locations: ['FINISH'],
      eventName: 'Harbour Run',
      connectionId: randomBytes(20).toString('hex').toUpperCase(),
      user,
      password,
    });
    client.connect();
    if (password === secret) await client.whenReady();
    else await until(async () => venue.product.output.includes('was refused'), 'the refusal');
    await client.close();
  }
}

async function links({ call }: Person): Promise<void> {
  const { id } = ok(await call('POST', '/api/sessions/create', { name: 'Finish', mode: 'results' })).json;
  const link = ok(await call('POST', '/api/display/generate-url', { sessionId: id })).json;
  keep('display link', link.id);
  ok(await anybody('GET', `/api/display/${link.id}`));
  ok(await anybody('GET', `/display/${link.id}`));
  ok(await call('DELETE', `/api/display/${link.id}`));
  ok(await anybody('GET', `/api/display/${link.id}`), 410);
}

/** Everything that goes through the database fails now, with its secrets at hand. */
async function withoutDatabase({ call, accessToken }: Person): Promise<void> {
  await killDatabase(venue.product.dataDir).catch(() => undefined);
  const { email, password } = ownerOf(0);
  await anybody('POST', '/api/auth/login', { email, password });
  await anybody('GET', '/api/sessions', undefined, { authorization: `Bearer ${accessToken}` });
  await anybody('GET', '/api/sessions', undefined, { 'x-api-key': secrets.get('API key') ?? '' });
  await anybody('POST', '/api/auth/reset', {
    token: secrets.get('reset link'),
    password: typed('password in vain'),
  });
  await call('POST', '/api/timing-keys', { label: LABEL });
  await until(async () => (await anybody('GET', '/readyz')).status === 200, 'the database to be back');
}

it('no secret that is used or made stands in the log, the output or in clear in the data folder', async () => {
  const { email, password } = ownerOf(0);
  const owner = await signIn(email, password);
  await wrongSignIns();
  await apiKeys(owner);
  await secondFactors(await invitationsAndResets(owner));
  await timingKeys(owner);
  await links(owner);
  const spare = await signIn(ownerOf(1).email, ownerOf(1).password);
  await tokens(spare);
  await withoutDatabase(owner);
  await venue.product.stop();

  const { output, dataDir } = venue.product;
  const log = output.split('\n').filter((line) => line.startsWith('{'));
  expect(log.length).toBeGreaterThan(20);
  expect(output).toContain('DATABASE_UNAVAILABLE');
  expect(secrets.size).toBeGreaterThan(40);
  // The box for people shows the accounts of the demo and its screen: what was made before it said that it is ready.
  const shown = output.slice(0, output.indexOf('\nready '));
  const found = [...secrets].flatMap(([what, secret]) => [
    ...(log.some((line) => line.includes(secret)) ? [`${what} in the log`] : []),
    ...(output.includes(secret) && !shown.includes(secret) ? [`${what} in the output`] : []),
  ]);
  expect(found).toEqual([]);

  // The letters of a link are what the database finds it by, and its own password lies in a file for its owner alone.
  const inClear = new Set(['display link', 'password of the database']);
  const sealed = [...secrets].filter(([what]) => !inClear.has(what));
  expect(await whereBelow(dataDir, sealed)).toEqual([]);
  // The search finds what is there: a label, in the pages of the database.
  expect((await whereBelow(dataDir, [['label', LABEL]])).length).toBeGreaterThan(0);
});

/** Files in which secrets lie in clear, readable by their owner alone. */
const OPEN_FILES = ['secrets', 'demo'] as const;

async function whereBelow(
  dataDir: string,
  wanted: readonly (readonly [string, string])[],
): Promise<string[]> {
  const open = new Set(OPEN_FILES.map((name) => dataPaths(dataDir)[name]));
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const path of paths.filter((each) => !open.has(each))) {
    const bytes = await readFile(path);
    for (const [what, text] of wanted) {
      if (bytes.includes(text)) found.push(`${what} in ${relative(dataDir, path)}`);
    }
  }
  return found;
}
