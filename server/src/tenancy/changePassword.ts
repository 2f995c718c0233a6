import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { isLoginRefused } from './failures.ts';
import { DATABASE_LIMITS } from './limits.ts';
import { clientConfigOf, type DatabaseTarget } from './login.ts';

/** Rounds of the hash; what PostgreSQL itself takes. Our passwords are random, so more would gain nothing. */
const ITERATIONS = 4_096;
const SALT_BYTES = 16;
const PASSWORD_BYTES = 24;

/** A new password of 192 random bits, in letters that need no escaping in a URL. */
export function freshPassword(): string {
  return randomBytes(PASSWORD_BYTES).toString('base64url');
}

/**
 * Give a login a new password, over a connection that `target` describes; null: the login of that connection. Only the
 * verifier goes to the server, so that neither its log nor its statistics can keep the password.
 */
export async function changePassword(
  target: DatabaseTarget,
  role: string | null,
  password: string,
): Promise<void> {
  await withClient(target, async (client) => {
    const who = role === null ? 'current_user' : client.escapeIdentifier(role);
    await client.query(`alter role ${who} password ${client.escapeLiteral(scramVerifier(password))}`);
  });
}

/** Does the database let this login in? False when it refuses; throws when it cannot be asked. */
export async function canSignIn(target: DatabaseTarget): Promise<boolean> {
  try {
    await withClient(target, async () => undefined);
    return true;
  } catch (error) {
    if (isLoginRefused(error)) return false;
    throw error;
  }
}

async function withClient<T>(target: DatabaseTarget, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    ...clientConfigOf(target),
    application_name: 'project88 passwords',
    connectionTimeoutMillis: DATABASE_LIMITS.connectTimeoutMs,
    query_timeout: DATABASE_LIMITS.answerTimeoutMs,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What PostgreSQL stores for a password of ASCII letters (RFC 5803, RFC 7677). */
export function scramVerifier(password: string, salt: Uint8Array = randomBytes(SALT_BYTES)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  const serverKey = keyOf('Server Key').toString('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${Buffer.from(salt).toString('base64')}$${storedKey}:${serverKey}`;
}
