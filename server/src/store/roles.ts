import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { findDbFolder, SchemaError } from './schema.ts';

/** `pg_advisory_xact_lock` key under which roles are made: roles belong to the whole server, not to one database. */
const ROLES_LOCK = 88_001;
/** What the code relies on; PostgreSQL 15 brought `on delete set null (column)`. */
const OLDEST_SERVER_VERSION = 150_000;

interface Standing {
  version: number;
  may_create_roles: boolean;
  user_name: string;
}

/**
 * Make the roles of `db/roles.sql` and let the user of this URL step into them. When that user may not create roles,
 * check that an administrator has done both. Throws `SchemaError` with what to do.
 */
export async function ensureRoles(url: string): Promise<void> {
  const client = new Client({ connectionString: url, application_name: 'project88 roles' });
  await client.connect();
  try {
    const { version, may_create_roles: mayCreate, user_name: user } = await readStanding(client);
    if (version < OLDEST_SERVER_VERSION) {
      throw new SchemaError('SERVER_TOO_OLD', 'The database server is older than PostgreSQL 15.');
    }
    if (mayCreate) await createRoles(client);
    else await checkRoles(client, user);
  } finally {
    await client.end();
  }
}

async function readStanding(client: Client): Promise<Standing> {
  const { rows } = await client.query<Standing>(
    `select current_setting('server_version_num')::integer as version, rolsuper or rolcreaterole as may_create_roles,
            rolname as user_name
     from pg_roles where rolname = current_user`,
  );
  const [standing] = rows;
  if (standing === undefined) throw new Error('the current database user is not in pg_roles');
  return standing;
}

async function createRoles(client: Client): Promise<void> {
  const statements = await readFile(join(findDbFolder(), 'roles.sql'), 'utf8');
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [ROLES_LOCK]);
    await client.query(statements);
    await client.query('grant p88_owner, p88_app, p88_platform to current_user');
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function checkRoles(client: Client, user: string): Promise<void> {
  const { rows } = await client.query<{ missing: string }>(
    `select wanted as missing from unnest(array['p88_owner', 'p88_app', 'p88_platform']) as wanted
     where not exists (select from pg_roles where rolname = wanted and pg_has_role(current_user, oid, 'member'))`,
  );
  if (rows.length === 0) return;
  const missing = rows.map((row) => row.missing).join(', ');
  throw new SchemaError(
    'ROLES_MISSING',
    `The database user ${user} may not create roles and is no member of ${missing}. Let an administrator run ` +
      `db/roles.sql in this database, and then: grant p88_owner, p88_app, p88_platform to "${user}"`,
  );
}
