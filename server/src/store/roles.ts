import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { clientConfigOf, type DatabaseTarget } from '../tenancy/login.ts';
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
 * Make the roles of `db/roles.sql` and let the user of this login step into them. When that user may not do so, check
 * that an administrator has done it. Throws `SchemaError` with what to do.
 */
export async function ensureRoles(target: DatabaseTarget): Promise<void> {
  const client = new Client({ ...clientConfigOf(target), application_name: 'project88 roles' });
  await client.connect();
  try {
    const standing = await readStanding(client);
    if (standing.version < OLDEST_SERVER_VERSION) {
      throw new SchemaError('SERVER_TOO_OLD', 'The database server is older than PostgreSQL 15.');
    }
    const missing = await findMissing(client);
    if (missing.length === 0) return;
    if (!standing.may_create_roles) throw rolesMissing(standing.user_name, missing);
    await createRoles(client).catch((error: unknown) => {
      throw rolesMissing(standing.user_name, missing, error);
    });
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

/** The roles that do not exist, that this user may not step into, or that lack their rights in this database. */
async function findMissing(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select wanted.name
     from (values ('p88_owner', true, 'create'), ('p88_app', true, 'usage'), ('p88_platform', true, 'usage'),
                  ('p88_definer', false, 'create')) as wanted (name, entered, privilege)
     left join pg_roles r on r.rolname = wanted.name
     where r.oid is null or wanted.entered and not pg_has_role(r.oid, 'member')
        or not has_schema_privilege(r.oid, 'public', wanted.privilege)
        -- Left from before; who is no superuser may not be able to take it back.
        or has_database_privilege(r.oid, current_database(), 'temporary') and wanted.name in ('p88_app', 'p88_platform')
           and (select rolsuper from pg_roles where rolname = current_user)
     order by wanted.name`,
  );
  return rows.map((row) => row.name);
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

function rolesMissing(user: string, missing: string[], cause?: unknown): SchemaError {
  const reason = cause instanceof Error ? ` (${cause.message})` : '';
  return new SchemaError(
    'ROLES_MISSING',
    `The database user ${user} has no use of the roles ${missing.join(', ')} and may not make them${reason}. Let an ` +
      `administrator run db/roles.sql in this database, and: grant p88_owner, p88_app, p88_platform to "${user}"`,
    cause,
  );
}
