import type { Role } from '@project88/core/contract/permissions.ts';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import { TOTP } from 'otpauth';
import { hashPassword } from '../../server/src/auth/passwords.ts';
import { makeUser } from './database.ts';
import { type Answer, type Caller, callerAt, PASSWORD, type TestHttp } from './httpServer.ts';
import type { SoftAuthenticator } from './softAuthenticator.ts';

/** A person of their own for one test, signed in with the password at a page on localhost, where passkeys work. */
export interface TestPerson {
  userId: UserId;
  email: string;
  /** Signed in. */
  call: Caller;
  /** The password again: 200, or 401 with a ticket for the second step. */
  login(): Promise<Answer>;
}

/** The same server by the name that browsers trust with passkeys. */
export function localhostOf(t: Pick<TestHttp, 'url'>): string {
  return t.url.replace('127.0.0.1', 'localhost');
}

/** What a page on localhost sends. */
export function pageOn(t: Pick<TestHttp, 'url'>): Caller {
  return callerAt(localhostOf(t), { origin: localhostOf(t) });
}

export function cookieOf({ headers }: Answer): string {
  return (headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}

let passwordHash: Promise<string> | undefined;

export async function makePerson(
  t: Pick<TestHttp, 'url' | 'db'>,
  tenantId: TenantId,
  email: string,
  role: Role = 'operator',
): Promise<TestPerson> {
  passwordHash ??= hashPassword(PASSWORD);
  const { database } = t.db;
  const { id } = await makeUser(database, tenantId, { email, role, passwordHash: await passwordHash });
  const login = () => pageOn(t)('POST', '/api/auth/login', { email, password: PASSWORD });
  const call = callerAt(localhostOf(t), { origin: localhostOf(t), cookie: cookieOf(await login()) });
  return { userId: id, email, call, login };
}

/** The code that an authenticator app shows at this moment. */
export function codeOf(secret: string, nowMs: number): string {
  return new TOTP({ secret }).generate({ timestamp: nowMs });
}

/** Add an authenticator app and give its first code. */
export async function addApp(
  t: Pick<TestHttp, 'now'>,
  { call }: Pick<TestPerson, 'call'>,
): Promise<{ id: string; secret: string; recoveryCodes: string[] }> {
  const begun = await call('POST', '/api/account/totp', { currentPassword: PASSWORD });
  const { id, secret } = begun.json;
  const body = { code: codeOf(secret, t.now()) };
  const { json } = await call('POST', `/api/account/totp/${id}/confirm`, body);
  return { id, secret, recoveryCodes: json.recoveryCodes };
}

/** Add the passkey of this security key. */
export async function addPasskey(
  { call }: Pick<TestPerson, 'call'>,
  key: Pick<SoftAuthenticator, 'create'>,
): Promise<Answer> {
  const begun = await call('POST', '/api/account/passkeys/options', { currentPassword: PASSWORD });
  const { ticket, options } = begun.json;
  return call('POST', '/api/account/passkeys', { ticket, label: 'Key', response: key.create(options) });
}
