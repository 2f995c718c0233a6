import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, expect, inject, it } from 'vitest';
import { runAsAdmin } from '../../../test/support/database.ts';
import { openDatabase } from './database.ts';
import { DATABASE_LIMITS } from './limits.ts';
import type { LivePassword } from './livePassword.ts';
import { type DatabaseLogin, readLogin } from './login.ts';

const { adminUrl } = inject('postgres');
const user = `login_${randomUUID().replaceAll('-', '')}`;
const log = pino({ level: 'silent' });
let login: DatabaseLogin;
let password: LivePassword;

const setPassword = async (next: string): Promise<void> => {
  await runAsAdmin(adminUrl, `alter role ${user} password '${next}'`);
};

beforeAll(() => runAsAdmin(adminUrl, `create role ${user} login`));
afterAll(() => runAsAdmin(adminUrl, `drop role ${user}`));
beforeEach(async () => {
  await setPassword('first');
  const url = Object.assign(new URL(adminUrl), { username: user, password: 'first' }).href;
  login = readLogin(url, { option: 'URL', ca: null, acceptPlainText: false });
  if (login.password === null) throw new Error('the URL has a password');
  password = login.password;
});

/** Sign in with a connection that nobody had before. */
async function signIn(): Promise<void> {
  const database = openDatabase({ url: login, connections: 1, log });
  try {
    await database.ping();
  } finally {
    await database.close();
  }
}

it('no sign-in fails while the password changes again and again', async () => {
  let isOver = false;
  let signIns = 0;
  const keepSigningIn = async (): Promise<void> => {
    while (!isOver) {
      await signIn();
      signIns += 1;
    }
  };
  const visitors = Promise.all(Array.from({ length: 6 }, keepSigningIn));
  for (let change = 0; change < 25; change += 1) {
    await password.change(`next-${change}`, setPassword);
    await signIn();
  }
  isOver = true;
  await visitors;
  expect(signIns).toBeGreaterThan(6);
  expect(password.generation).toBe(25);
});

it('a wrong password is refused, and not tried for ever', async () => {
  await setPassword('another');
  await expect(signIn()).rejects.toMatchObject({ code: '28P01' });
});

it.each([
  ['had taken effect', async (next: string) => setPassword(next)],
  ['had not', async () => undefined],
])('after a change that failed and %s, both passwords are tried', async (_, half) => {
  const change = password.change('second', async (next) => {
    await half(next);
    throw new Error('the line was cut');
  });
  await expect(change).rejects.toThrow('the line was cut');
  await Promise.all([signIn(), signIn(), signIn()]);
  await password.change('third', setPassword);
  await signIn();
});

it('after a change that failed, two wrong passwords are tried a few times, and the right one is found again', async () => {
  const change = password.change('second', () => Promise.reject(new Error('the line was cut')));
  await expect(change).rejects.toThrow('the line was cut');
  await setPassword('another');
  await expect(signIn()).rejects.toMatchObject({ code: '28P01' });
  expect(password.generation).toBeLessThan(DATABASE_LIMITS.loginTries);
  await setPassword('second');
  await signIn();
});
