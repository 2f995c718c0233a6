import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  makeUser,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { readConfig } from '../config.ts';
import { Closers } from '../ops/closers.ts';
import { CommandError } from './command.ts';
import { passwordLink } from './passwordLink.ts';

const EMAIL = 'kim@harbour.example';
const log = pino({ level: 'silent' });
let test: TestDatabase;
let closers: Closers;

beforeEach(async () => {
  test = await createTestDatabase();
  closers = new Closers();
  const { tenantId } = await makePartner(test.database);
  await makeUser(test.database, tenantId, { email: EMAIL });
});
afterEach(async () => {
  await closers.closeAll(log);
  await test.close();
});

/** What the command says. */
async function linkFor(email: string, env: Record<string, string> = {}): Promise<string> {
  const config = readConfig({
    P88_DATABASE_URL: test.url,
    P88_DATABASE_PLATFORM_URL: test.platformUrl,
    ...env,
  });
  const lines: string[] = [];
  const say = (line: string) => lines.push(line);
  await passwordLink.run({ config, log, closers, say }, ['--email', email]);
  return lines.join('\n');
}

it('the link leads to where browsers reach the server, and the log says for whom', async () => {
  expect(await linkFor(EMAIL, { P88_HOST: '0.0.0.0' })).toMatch(/^http:\/\/127\.0\.0\.1:8088\/reset#/);
  expect(await linkFor(EMAIL, { P88_PUBLIC_URL: 'https://race.example' })).toMatch(
    /^https:\/\/race\.example\/re/,
  );
  const entries = await runAsAdmin(test.adminUrl, 'select action, actor_name as actor, after from audit_log');
  const entry = { action: 'member.reset-link-made', actor: 'p88', after: { email: EMAIL } };
  expect(entries).toEqual([entry, entry]);
});

it.each([
  ['blocked', 'update users set disabled_at = now()', `${EMAIL} is blocked.`],
  [
    'of a suspended partner',
    'update partners set suspended_at = now()',
    `The partner of ${EMAIL} is suspended or deleted.`,
  ],
])('there is none for somebody who is %s', async (_what, change, sentence) => {
  await runAsAdmin(test.adminUrl, change);
  await expect(linkFor(EMAIL)).rejects.toThrow(new CommandError(sentence));
  expect(await runAsAdmin(test.adminUrl, 'select from password_resets')).toEqual([]);
});
