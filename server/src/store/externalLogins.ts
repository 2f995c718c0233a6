import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { type Config, ConfigError } from '../config.ts';
import { LivePassword } from '../tenancy/livePassword.ts';
import { type DatabaseLogin, isPlainText, readLogin, type TransportRules } from '../tenancy/login.ts';
import { PasswordFile } from './passwordFile.ts';

/** The logins on a database that somebody else runs. */
export interface ExternalLogins {
  /** For the pools of the server. One object when one login does both kinds of work. */
  url: DatabaseLogin;
  platformUrl: DatabaseLogin;
  /** For migrations and roles, without a transaction pooler. */
  direct: DatabaseLogin;
  /** Those whose password lies in a file, and so can be exchanged. */
  files: PasswordFile[];
  /** To be said at every start. */
  warnings: string[];
}

type DatabaseOptions = Pick<
  Config,
  | 'databaseUrl'
  | 'databaseDirectUrl'
  | 'databasePlatformUrl'
  | 'databasePasswordFile'
  | 'databasePlatformPasswordFile'
  | 'databaseCaFile'
  | 'databaseInsecure'
>;

/**
 * Read all options about an external database; nothing is written. An exchange of a password may have been interrupted,
 * or be under way: `settle` the files, or `look` at them, before the logins are used. Throws `ConfigError` for an option
 * that does not lead to a safe connection.
 */
export async function readExternalLogins(options: DatabaseOptions): Promise<ExternalLogins> {
  const ca = await readCa(options.databaseCaFile);
  const acceptPlainText = options.databaseInsecure !== '';
  const warnings: string[] = [];
  const read = (option: string, text: string): DatabaseLogin => {
    const rules: TransportRules = { option, ca, acceptPlainText };
    const login = readLogin(text, rules);
    if (isPlainText(text, rules)) warnings.push(`${option}: ${PLAIN_TEXT_WARNING}`);
    return login;
  };
  const { databaseUrl = '', databasePlatformUrl: platform, databaseDirectUrl: direct } = options;
  const url = read('P88_DATABASE_URL', databaseUrl ?? '');
  const platformUrl = platform === null ? url : read('P88_DATABASE_PLATFORM_URL', platform);
  const files = [
    ...(await takeFile(url, options.databasePasswordFile)),
    ...(platformUrl === url ? [] : await takeFile(platformUrl, options.databasePlatformPasswordFile)),
  ];
  const directUrl = direct === null ? url : read('P88_DATABASE_DIRECT_URL', direct);
  sharePassword(directUrl, [url, platformUrl], files);
  return { url, platformUrl, direct: directUrl, files, warnings };
}

const PLAIN_TEXT_WARNING =
  'the database is reached over a network without sslmode=verify-full, as P88_DATABASE_INSECURE allows: ' +
  'passwords and rosters can be read and changed on the way';

async function readCa(path: string | null): Promise<string | null> {
  if (path === null) return null;
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new ConfigError(`P88_DATABASE_CA_FILE cannot be read: ${error.message}`);
  });
}

/** The password of a file goes before that of the URL. */
async function takeFile(login: DatabaseLogin, path: string | null): Promise<PasswordFile[]> {
  if (path === null) return [];
  const password = new LivePassword(await PasswordFile.read(path));
  login.password = password;
  return [new PasswordFile(path, login, password)];
}

/**
 * The same user has the same password, also over another way to the database. One in the URL of that way stays, because
 * the way may lead elsewhere; on the same server a file goes before it here too, as the URL's is old after an exchange.
 */
function sharePassword(
  direct: DatabaseLogin,
  others: readonly DatabaseLogin[],
  files: readonly PasswordFile[],
): void {
  const same =
    direct.password === null
      ? others.find(({ client }) => client.user === direct.client.user)
      : files.map(({ login }) => login).find((login) => accountOf(login) === accountOf(direct));
  if (same !== undefined) direct.password = same.password;
}

/** Who signs in where, with what the driver takes for granted. */
function accountOf({ client }: DatabaseLogin): string {
  const { user, host, port } = new Client(client);
  return `${user} ${host} ${port}`;
}
