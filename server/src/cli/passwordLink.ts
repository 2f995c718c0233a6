import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { inspectDatabase } from '../admin/provideDatabase.ts';
import { OneTimeLinks } from '../auth/oneTimeLinks.ts';
import { PasswordResets } from '../auth/passwordResets.ts';
import { systemClock } from '../ops/clock.ts';
import { urlFromHere } from '../ops/machine.ts';
import { appendAudit } from '../store/audit.ts';
import { findUserByEmail, type UserCredentials } from '../store/users.ts';
import { type Database, openDatabase } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { type Command, CommandError } from './command.ts';

/**
 * A new password for anybody, from whoever has the keyboard of the server: above all for the last platform
 * administrator, whom nobody else could send a link.
 */
export const passwordLink: Command = {
  name: 'password link',
  usage: '--email <address>',
  sentence: 'Prints a link that works once, with which this person sets a new password. Second factors stay.',
  async run({ config, log, closers, say }, args) {
    const email = readEmail(args);
    const { publicUrl, host, httpPort } = config;
    const { logins } = await inspectDatabase(config, log, closers);
    const database = openDatabase({ ...logins, connections: 2, log });
    closers.add('database connections', () => database.close());
    const user = await findPerson(database, email);
    const clock = systemClock;
    const links = new OneTimeLinks({
      clock,
      random: randomBytes,
      publicUrl: () => publicUrl ?? urlFromHere(host, httpPort),
      mailer: null,
      log,
    });
    const resets = new PasswordResets({ database, clock, links, sockets: { endUser: () => {} }, log });
    const { url, expiresAtMs } = await database.withTenant(
      systemPrincipal(user.tenantId, 'p88'),
      async (scope) => {
        const draft = await resets.draft(scope, user);
        const after = { email: user.email };
        const object = { kind: 'user', id: user.id };
        await appendAudit(scope, { action: 'member.reset-link-made', object, after });
        return draft;
      },
    );
    say(`${url}\nIt works once, until ${new Date(expiresAtMs).toISOString()}.`);
    return true;
  },
};

/** Throws `CommandError` for whom a link would not let in. */
async function findPerson(database: Database, email: string): Promise<UserCredentials> {
  const user = await database.withPlatform((platform) => findUserByEmail(platform, email));
  if (user === null) throw new CommandError(`Nobody signs in with ${email}.`);
  if (user.disabled) throw new CommandError(`${user.email} is blocked.`);
  if (user.suspended) throw new CommandError(`The partner of ${user.email} is suspended or deleted.`);
  return user;
}

function readEmail(args: readonly string[]): string {
  try {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' } } });
    if (values.email !== undefined) return values.email;
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
  throw new CommandError('Say whom the link is for: --email <address>');
}
