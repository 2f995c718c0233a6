import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** One option: where it comes from, what it means, and how its text becomes a value. */
interface Option<T> {
  env: string;
  unit: string;
  fallback: string;
  sentence: string;
  parse: (text: string) => T;
}

/** A wrong option: one clear sentence, then exit code 1. */
export class ConfigError extends Error {}

function option<T>(
  env: string,
  unit: string,
  fallback: string,
  sentence: string,
  parse: (text: string) => T,
): Option<T> {
  return { env, unit, fallback, sentence, parse };
}

const text = (value: string): string => value;
const optional = (value: string): string | null => (value === '' ? null : value);
const list = (value: string): string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function port(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new Error('a port is 0 to 65535');
  return number;
}

function positive(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number <= 0) throw new Error('must be a number above 0');
  return number;
}

function oneOf<const T extends string>(...choices: T[]): (value: string) => T {
  return (value) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined) throw new Error(`must be one of ${choices.join(', ')}`);
    return found;
  };
}

function address(value: string): string {
  if (isIP(value) === 0 && value !== 'localhost') throw new Error('must be an IP address');
  return value;
}

function smtpUrl(value: string): string | null {
  if (value === '') return null;
  const isSmtp = URL.canParse(value) && /^smtps?:$/.test(new URL(value).protocol);
  if (!isSmtp || new URL(value).hostname === '') throw new Error('must be smtp://… or smtps://…');
  return value;
}

function timeZone(value: string): string {
  const zone = value === '' ? Intl.DateTimeFormat().resolvedOptions().timeZone : value;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new Error('must be an IANA time zone such as Europe/Athens');
  }
}

/** Every option of the product. `npm start -- --help` prints this table. */
export const OPTIONS = {
  httpPort: option(
    'P88_HTTP_PORT',
    'port',
    '8088',
    'Port of the web pages and the API; 0 takes a free one.',
    port,
  ),
  timingPort: option(
    'P88_TIMING_PORT',
    'port',
    '61611',
    'Port that timing software connects to; 0 takes a free one.',
    port,
  ),
  host: option(
    'P88_HOST',
    'address',
    '127.0.0.1',
    'Address that the web pages and the API listen on.',
    address,
  ),
  timingHost: option(
    'P88_TIMING_HOST',
    'address',
    '',
    'Address that the timing port listens on; empty: the same as P88_HOST.',
    text,
  ),
  dataDir: option(
    'P88_DATA_DIR',
    'folder',
    './data',
    'Folder of the journal, the embedded database and the secrets.',
    text,
  ),
  databaseUrl: option(
    'P88_DATABASE_URL',
    'URL',
    '',
    'External PostgreSQL 15 or newer (pooled is fine); empty: the embedded one.',
    optional,
  ),
  databaseDirectUrl: option(
    'P88_DATABASE_DIRECT_URL',
    'URL',
    '',
    'The same database without a pooler, for migrations; empty: P88_DATABASE_URL.',
    optional,
  ),
  databasePlatformUrl: option(
    'P88_DATABASE_PLATFORM_URL',
    'URL',
    '',
    'The same database with a second login, for work across partners; then the login of P88_DATABASE_URL needs p88_app alone. Empty: P88_DATABASE_URL does both.',
    optional,
  ),
  databasePasswordFile: option(
    'P88_DATABASE_PASSWORD_FILE',
    'file',
    '',
    'File, for its owner only, with the password of P88_DATABASE_URL, in place of one in the URL; p88 secrets rotate needs it.',
    optional,
  ),
  databasePlatformPasswordFile: option(
    'P88_DATABASE_PLATFORM_PASSWORD_FILE',
    'file',
    '',
    'The same for P88_DATABASE_PLATFORM_URL.',
    optional,
  ),
  databaseCaFile: option(
    'P88_DATABASE_CA_FILE',
    'file',
    '',
    'Certificates, in PEM, of the authority that signed the certificate of the database; empty: the authorities that Node knows.',
    optional,
  ),
  databaseInsecure: option(
    'P88_DATABASE_INSECURE',
    'the words i-accept-plain-text-over-the-network',
    '',
    'Allows a database over a network without sslmode=verify-full. Passwords and rosters can then be read and changed on the way.',
    oneOf('', 'i-accept-plain-text-over-the-network'),
  ),
  databaseConnections: option(
    'P88_DATABASE_CONNECTIONS',
    'connections',
    '12',
    'Size of the connection pool.',
    positive,
  ),
  publicUrl: option(
    'P88_PUBLIC_URL',
    'URL',
    '',
    'How browsers reach this server, for links and QR codes; empty: taken from host and port.',
    optional,
  ),
  timingPolicy: option(
    'P88_TIMING_POLICY',
    'open | keys | mixed | auto',
    'auto',
    'Who may use the timing port: open (exactly one partner, everything is theirs), keys (signed in by timing key), mixed (keys, else kept in quarantine); auto is open with one partner and mixed with more.',
    oneOf('open', 'keys', 'mixed', 'auto'),
  ),
  timingAuth: option(
    'P88_TIMING_AUTH',
    'hmac-sha1 | hmac-md5 | seed-sha1 | seed-md5 | plaintext',
    'hmac-sha1',
    'How timing software proves its timing key.',
    oneOf('hmac-sha1', 'hmac-md5', 'seed-sha1', 'seed-md5', 'plaintext'),
  ),
  timingAllow: option(
    'P88_TIMING_ALLOW',
    'list of address=partner slug',
    '',
    'Source addresses that belong to a partner without a key (policy mixed).',
    list,
  ),
  fieldOrder: option(
    'P88_TIMING_FIELD_ORDER',
    'lap-reader-antenna | antenna-reader-lap',
    'lap-reader-antenna',
    'Order of the last three fields of a CTP01 row.',
    oneOf('lap-reader-antenna', 'antenna-reader-lap'),
  ),
  timeZone: option(
    'P88_TIME_ZONE',
    'IANA zone',
    '',
    'Zone of the venue for new partners; empty: the zone of this machine.',
    timeZone,
  ),
  trustedProxies: option(
    'P88_TRUSTED_PROXIES',
    'list of addresses or networks',
    '',
    'Reverse proxies whose X-Forwarded-For is believed; empty: nobody’s.',
    list,
  ),
  displaySessionHours: option(
    'P88_DISPLAY_SESSION_HOURS',
    'hours',
    '168',
    'Life of a display session after its last use.',
    positive,
  ),
  replayHours: option(
    'P88_REPLAY_HOURS',
    'hours',
    '48',
    'How far back the journal is read at start to rebuild live state.',
    positive,
  ),
  styleImport: option(
    'P88_STYLE_IMPORT',
    'on | off',
    'on',
    'Whether partners may have colours, fonts and pictures read from public websites; off: this server fetches nothing.',
    oneOf('on', 'off'),
  ),
  smtpUrl: option(
    'P88_SMTP_URL',
    'URL',
    '',
    'Mail server for invitations and new passwords, such as smtp://user:password@mail.example:587; empty: links are shown to whoever made them.',
    smtpUrl,
  ),
  mailFrom: option(
    'P88_MAIL_FROM',
    'address',
    '',
    'Sender of letters, such as Race office <office@timing.example>; needed with P88_SMTP_URL.',
    text,
  ),
  logLevel: option(
    'P88_LOG_LEVEL',
    'trace | debug | info | warn | error | silent',
    'info',
    'Least level of log lines.',
    oneOf('trace', 'debug', 'info', 'warn', 'error', 'silent'),
  ),
} as const;

type Values = { [Key in keyof typeof OPTIONS]: ReturnType<(typeof OPTIONS)[Key]['parse']> };

/** All options with their values; `dataDir` is absolute. */
export type Config = Readonly<Values>;

/** Read and check all options. Throws `ConfigError` that names the option and what it should be. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const entries = Object.entries(OPTIONS).map(([key, each]) => [key, readOption(each, env)] as const);
  const values = Object.fromEntries(entries) as Values;
  if (values.smtpUrl !== null && !values.mailFrom.includes('@'))
    throw new ConfigError('P88_MAIL_FROM: must be an e-mail address when P88_SMTP_URL is set (address)');
  return {
    ...values,
    dataDir: resolve(values.dataDir.replace(/^~(?=\/|$)/, homedir())),
    timingHost: address(values.timingHost || values.host),
  };
}

function readOption(each: Option<unknown>, env: Readonly<Record<string, string | undefined>>): unknown {
  const value = env[each.env] ?? each.fallback;
  try {
    return each.parse(value);
  } catch (error) {
    // What stands before the @ of a URL is a password, and this line ends in terminals and logs.
    const shown = value.replace(/\/\/.*@/, '//…@');
    throw new ConfigError(`${each.env}=${shown}: ${(error as Error).message} (${each.unit})`);
  }
}

/** The table of options for people, one paragraph each. */
export function describeConfig(): string {
  return Object.values(OPTIONS)
    .map(
      (each) =>
        `${each.env}  (${each.unit}; default ${each.fallback === '' ? 'empty' : each.fallback})\n    ${each.sentence}`,
    )
    .join('\n');
}

/** Where things lie inside the data folder. */
export function dataPaths(dataDir: string) {
  return {
    journal: join(dataDir, 'journal'),
    database: join(dataDir, 'postgres'),
    secrets: join(dataDir, 'secrets.json'),
    demo: join(dataDir, 'demo.json'),
    adminSocket: join(dataDir, 'admin.sock'),
    adminDoor: join(dataDir, 'admin.json'),
    authLog: join(dataDir, 'auth.log'),
    marker: join(dataDir, 'project88.json'),
    lock: join(dataDir, 'project88.lock'),
  };
}
