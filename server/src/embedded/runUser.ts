import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { EmbeddedPostgresError } from './errors.ts';

/** Our own system user; never `postgres`, whose files and processes may belong to an installed PostgreSQL. */
const RUN_USER = 'project88';

/** Who the database server runs as. PostgreSQL refuses to run as root. */
export interface RunUser {
  uid: number;
  gid: number;
}

/** Null: as ourselves. As root: the system user `project88`, made when it is missing. */
export async function findRunUser(): Promise<RunUser | null> {
  if (process.getuid?.() !== 0) return null;
  const found = await lookUp(RUN_USER);
  if (found !== null) return found;
  await create(RUN_USER);
  const created = await lookUp(RUN_USER);
  if (created === null) throw missing();
  return created;
}

async function lookUp(name: string): Promise<RunUser | null> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n');
  const fields = lines.map((line) => line.split(':')).find(([user]) => user === name);
  return fields === undefined ? null : { uid: Number(fields[2]), gid: Number(fields[3]) };
}

async function create(name: string): Promise<void> {
  const options = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  try {
    // A root shell made by `su` may lack the folders of administration in its path.
    const env = { PATH: `${process.env.PATH}:/usr/sbin:/sbin` };
    await promisify(execFile)('useradd', [...options, '--shell', '/usr/sbin/nologin', name], { env });
  } catch (error) {
    // Another start may have made it at the same moment; the caller looks again.
    if ((await lookUp(name)) === null) throw missing(error);
  }
}

function missing(cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'RUN_USER_MISSING',
    `The database server must not run as root, and the system user ${RUN_USER} could not be made. ` +
      `Make it (useradd --system ${RUN_USER}), start as an ordinary user, or set P88_DATABASE_URL.`,
    cause,
  );
}
