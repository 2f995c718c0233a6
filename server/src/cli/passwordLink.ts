import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { inspectDatabase } from '../admin/provideDatabase.ts';
import { OneTimeLinks } from '../auth/oneTimeLinks.ts';
import { PasswordResets } from '../auth/passwordResets.ts';
import type { Config } from '../config.ts';
import { systemClock } from '../ops/clock.ts';
import { appendAudit } from '../store/audit.ts';
import { findUserByEmail } from '../store/users.ts';
import { openDatabase } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { type Command, CommandError } from './command.ts';

/** The way back in for a platform administrator whom nobody else could send a link. */
export const passwordLink: Command = {
  name: 'password link',
  usage: '--email <address>',
  sentence: 'Prints a link that works once, with which this person sets a new password. Second factors stay.',
  async run({ config, log, closers, say }, args) {
    const email = readEmail(args);
    const { logins } = await inspectDatabase(config, log, closers);
    const database = openDatabase({ ...logins, connections: 2, log });
    closers.add('database connections', () => database.close());
    const user = await database.withPlatform((platform) => findUserByEmail(platform, email));
    if (user === null) throw new CommandError(`Nobody signs in with ${email}.`);
    const clock = systemClock;
    const links = new OneTimeLinks({
      clock,
      random: randomBytes,
      publicUrl: () => urlOf(config),
      mailer: null,
      log,
    });
    const resets = new PasswordResets({ database, clock, links, sockets: { endUser: () => {} }, log });
    const { url, expiresAtMs } = await database.withTenant(
      systemPrincipal(user.tenantId, 'p88'),
      async (scope) => {
        const draft = await resets.draft(scope, user);
        await appendAudit(scope, { action: 'member.reset-link-made', object: { kind: 'user', id: user.id } });
        return draft;
      },
    );
    say(`${url}\nIt works once, until ${new Date(expiresAtMs).toISOString()}.`);
    return true;
  },
};

function readEmail(args: readonly string[]): string {
  try {
    const { values } = parseArgs({ args: [...args], options: { email: { type: 'string' } } });
    if (values.email !== undefined) return values.email;
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
  throw new CommandError('Say whom the link is for: --email <address>');
}

/** How browsers reach the server: the option, or what it listens on. */
function urlOf({ publicUrl, host, httpPort }: Config): string {
  return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${httpPort}`;
}
