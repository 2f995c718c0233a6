import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { migrateToLatest } from './migrate.ts';
import { ensureRoles } from './roles.ts';

/** The login of the server itself on the embedded database. It has no rights but to step into these two roles. */
const SERVICE_ROLE = 'p88_service';

/**
 * Make everything that the server needs on the embedded database: the database, the roles, a login with a new random
 * password that is kept nowhere, and the newest schema. Idempotent. Answers the URL for `openDatabase`.
 */
export async function provisionEmbedded(adminUrl: string, databaseName: string): Promise<string> {
  const url = new URL(adminUrl);
  await createDatabase(adminUrl, databaseName);
  url.pathname = databaseName;
  await ensureRoles(url.href);
  await migrateToLatest(url.href);
  url.username = SERVICE_ROLE;
  url.password = await renewServiceLogin(adminUrl);
  return url.href;
}

/**
 * Make the roles and the newest schema in a database that somebody else runs, over a URL without a transaction
 * pooler. Throws `SchemaError` with what an administrator has to do.
 */
export async function provisionExternal(directUrl: string): Promise<void> {
  await ensureRoles(directUrl);
  await migrateToLatest(directUrl);
}

/** Make the database unless it is there. */
async function createDatabase(adminUrl: string, name: string): Promise<void> {
  await withAdmin(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await admin.query(`create database ${admin.escapeIdentifier(name)}`);
  });
}

/** Make the service login unless it is there, and give it a new password, which is the answer. */
async function renewServiceLogin(adminUrl: string): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await withAdmin(adminUrl, async (admin) => {
    const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [SERVICE_ROLE]);
    if (rowCount === 0) await admin.query(`create role ${SERVICE_ROLE} login noinherit`);
    await admin.query(`grant p88_app, p88_platform to ${SERVICE_ROLE}`);
    await admin.query(`alter role ${SERVICE_ROLE} password ${admin.escapeLiteral(password)}`);
  });
  return password;
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
