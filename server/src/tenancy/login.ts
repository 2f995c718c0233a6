import type { ClientConfig } from 'pg';
import { parse } from 'pg-connection-string';
import { ConfigError } from '../config.ts';
import { isLocal } from '../ops/machine.ts';
import { LivePassword } from './livePassword.ts';

/** How to sign in to a database, with the decision about encryption made. */
export interface DatabaseLogin {
  client: ClientConfig;
  /** Null: none in the URL, so the driver looks where PostgreSQL's own programs look. */
  password: LivePassword | null;
}

/** A database to connect to; a plain URL is for our own on this machine. */
export type DatabaseTarget = string | DatabaseLogin;

export interface TransportRules {
  /** The option that the URL comes from, for the sentence of a refusal. */
  option: string;
  /** Certificates of the authority that signed the server's, in PEM; null: those that Node brings. */
  ca: string | null;
  /** The loud override: a database over a network without encryption, or without a check of who answers. */
  acceptPlainText: boolean;
}

type Parsed = ReturnType<typeof parse>;

/**
 * Read a database's URL. A database that is not on this machine must prove by a certificate that it is the one that is
 * meant (`sslmode=verify-full`). Throws `ConfigError`.
 */
export function readLogin(url: string, rules: TransportRules): DatabaseLogin {
  const parsed = parseUrl(url, rules.option);
  const { user, password, port, database, options, client_encoding: encoding } = parsed;
  const client: ClientConfig = {
    // Always named, or PGHOST would decide behind the back of the check.
    host: parsed.host || 'localhost',
    ssl: transportOf(parsed, rules),
    ...(user && { user }),
    ...(port && { port: Number(port) }),
    ...(database && { database }),
    ...(options && { options }),
    ...(encoding && { client_encoding: encoding }),
  };
  return { client, password: password ? new LivePassword(password) : null };
}

/** The name that signs in, for people; the driver takes one for granted when the URL has none. */
export const userOf = ({ client }: DatabaseLogin): string => client.user ?? 'the database user';

/** What the driver needs for one connection. */
export function clientConfigOf(target: DatabaseTarget): ClientConfig {
  if (typeof target === 'string') return { connectionString: target };
  const { client, password } = target;
  return password === null ? client : { ...client, password: password.read };
}

/** True when the override is what lets this URL through: to be said at every start. */
export function isPlainText(url: string, rules: TransportRules): boolean {
  const parsed = parseUrl(url, rules.option);
  return !isLocal(parsed.host || 'localhost') && parsed.sslmode !== 'verify-full';
}

function parseUrl(url: string, option: string): Parsed {
  try {
    // The words of sslmode as libpq has them; the other reading only adds a warning about itself.
    return parse(url.replaceAll(/(?<=[?&])uselibpqcompat=[^&]*&?/g, ''), { useLibpqCompat: true });
  } catch (error) {
    throw new ConfigError(`${option} cannot be used: ${(error as Error).message}`);
  }
}

function transportOf(parsed: Parsed, { option, ca, acceptPlainText }: TransportRules): ClientConfig['ssl'] {
  const host = parsed.host || 'localhost';
  const given = typeof parsed.ssl === 'object' ? parsed.ssl : {};
  const { cert, key } = given;
  const trusted = ca ?? given.ca;
  const tls = { ...(trusted && { ca: trusted }), ...(cert && { cert }), ...(key && { key }) };
  if (parsed.sslmode === 'verify-full') return { ...tls, rejectUnauthorized: true };
  if (isLocal(host)) return wantsTls(parsed) ? { ...tls, rejectUnauthorized: isChecked(parsed) } : false;
  if (acceptPlainText) return wantsTls(parsed) ? { ...tls, rejectUnauthorized: false } : false;
  throw new ConfigError(
    `${option}: the database on ${host} is reached over a network, so the URL needs sslmode=verify-full ` +
      `(with P88_DATABASE_CA_FILE for an authority of your own); whoever accepts that passwords and rosters can be ` +
      `read and changed on the way sets P88_DATABASE_INSECURE=i-accept-plain-text-over-the-network.`,
  );
}

function wantsTls({ ssl }: Parsed): boolean {
  return ssl !== undefined && ssl !== false && ssl !== 'false';
}

const isChecked = ({ sslmode, ssl }: Parsed): boolean => sslmode !== 'no-verify' && ssl !== 'no-verify';
