import { randomBytes } from 'node:crypto';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import { hashPassword } from '../../server/src/auth/passwords.ts';
import { ensureAdministrator } from '../../server/src/platform/installation.ts';
import { findInstallation } from '../../server/src/store/partners.ts';
import { makeUser } from './database.ts';
import { type Caller, callerAt, PASSWORD, type TestHttp } from './httpServer.ts';

/** A platform administrator who is signed in. */
export interface TestAdministrator {
  installation: TenantId;
  userId: UserId;
  call: Caller;
  /** What a browser sends with a WebSocket. */
  cookie: string;
}

/** One administrator more each time; the first call makes the installation's tenant. */
export async function makeAdministrator(t: TestHttp, name: string): Promise<TestAdministrator> {
  const { database } = t.db;
  await ensureAdministrator({ database, random: randomBytes, timeZone: 'UTC' });
  const installation = await database.withPlatform(findInstallation);
  if (installation === null) throw new Error('the installation has no tenant');
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@platform.example`;
  const passwordHash = await hashPassword(PASSWORD);
  const user = await makeUser(database, installation, { email, name, role: 'platform-admin', passwordHash });
  const cookie = await cookieOf(t, email);
  return { installation, userId: user.id, call: callerAt(t.url, { cookie }), cookie };
}

/** A new login of somebody with the test's password. Throws when it is refused. */
export async function signIn(t: TestHttp, email: string): Promise<Caller> {
  return callerAt(t.url, { cookie: await cookieOf(t, email) });
}

async function cookieOf(t: TestHttp, email: string): Promise<string> {
  const answer = await t.anybody('POST', '/api/auth/login', { email, password: PASSWORD });
  if (answer.status !== 200) throw new Error(`no sign-in: ${answer.text}`);
  return (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
}
