import { Client } from 'pg';
import { freshPassword, scramVerifier } from '../tenancy/changePassword.ts';
import type { DatabaseTarget } from '../tenancy/login.ts';
import { migrateToLatest } from './migrate.ts';
import { ensureRoles } from './roles.ts';

/**
 * The logins of the server itself on the embedded database. They have no rights but to step into these roles. Tenant work
 * has a login of its own, so that SQL that slipped into it cannot step into the platform's role.
 */
const SERVICE_LOGINS = {
  p88_service: ['p88_app'],
  p88_platform_service: ['p88_platform', 'p88_app'],
} as const;

/** The two logins of the server, for `openDatabase`. */
export interface ServiceUrls {
  url: string;
  platformUrl: string;
}

/**
 * Make everything that the server needs on the embedded database: the database, the roles, its logins with new random
 * passwords that are kept nowhere, and the newest schema. Idempotent. Answers the logins for `openDatabase`.
 */
export async function provisionEmbedded(adminUrl: string, databaseName: string): Promise<ServiceUrls> {
  const url = new URL(adminUrl);
  await createDatabase(adminUrl, databaseName);
  url.pathname = databaseName;
  await ensureRoles(url.href);
  await migrateToLatest(url.href);
  return {
    url: await renewLogin(adminUrl, url, 'p88_service'),
    platformUrl: await renewLogin(adminUrl, url, 'p88_platform_service'),
  };
}

/**
 * Make the roles and the newest schema in a database that somebody else runs, over a connection without a
 * transaction pooler. Throws `SchemaError` with what an administrator has to do.
 */
export async function provisionExternal(direct: DatabaseTarget): Promise<void> {
  await ensureRoles(direct);
  await migrateToLatest(direct);
}

/** Make the database unless it is there. */
async function createDatabase(adminUrl: string, name: string): Promise<void> {
  await withAdmin(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await admin.query(`create database ${admin.escapeIdentifier(name)}`);
  });
}

/** Make a login unless it is there, and give it a new password. Answers its URL on the database. */
async function renewLogin(
  adminUrl: string,
  database: URL,
  login: keyof typeof SERVICE_LOGINS,
): Promise<string> {
  const password = freshPassword();
  await withAdmin(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [login]);
    if (rowCount === 0) await admin.query(`create role ${login} login noinherit`);
    await admin.query(`revoke p88_app, p88_platform from ${login}`);
    await admin.query(`grant ${SERVICE_LOGINS[login].join(', ')} to ${login}`);
    await admin.query(`alter role ${login} password ${admin.escapeLiteral(scramVerifier(password))}`);
  });
  const url = new URL(database);
  url.username = login;
  url.password = password;
  return url.href;
}

async function withAdmin<T>(adminUrl: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: adminUrl, application_name: 'project88 provisioning' });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
