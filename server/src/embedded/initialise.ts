import { execFile } from 'node:child_process';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';
import type { RunUser } from './runUser.ts';

/** Name of the superuser of the embedded database. */
export const ADMIN = 'p88_admin';

/** A fixed locale: sorting must not depend on the machine, and another machine must be able to read the files. */
const INITDB_OPTIONS = [
  `--username=${ADMIN}`,
  '--auth=scram-sha-256',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--data-checksums',
  '--no-instructions',
];

/**
 * Make an empty cluster in a draft folder and rename it into place, so that an interrupted first start leaves nothing
 * that looks finished. The folder around the cluster belongs to the run user.
 */
export async function initialise(
  binaries: Binaries,
  cluster: string,
  adminPassword: string,
  user: RunUser | null,
): Promise<void> {
  const draft = `${cluster}.draft`;
  const passwordFile = join(dirname(cluster), 'password.draft');
  await Promise.all([draft, cluster, passwordFile].map((path) => rm(path, { recursive: true, force: true })));
  await writeFile(passwordFile, adminPassword, { mode: 0o600 });
  try {
    if (user !== null) await chown(passwordFile, user.uid, user.gid);
    const options = [...INITDB_OPTIONS, `--pwfile=${passwordFile}`, `--pgdata=${draft}`];
    await promisify(execFile)(binaries.initdb, options, {
      ...user,
      cwd: dirname(cluster),
      env: { LC_ALL: 'C' },
    });
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'INITDB_FAILED',
      `The database could not be made: ${reasonOf(cause)}`,
      cause,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, cluster);
}

function reasonOf(error: unknown): string {
  if (
    error instanceof Error &&
    'stderr' in error &&
    typeof error.stderr === 'string' &&
    error.stderr !== ''
  ) {
    return error.stderr.trim();
  }
  return error instanceof Error ? error.message : String(error);
}

/** Throw `VERSION_MISMATCH` unless the cluster was made by the same major version as these programs. */
export async function checkMajorVersion(binaries: Binaries, cluster: string): Promise<void> {
  const { stdout } = await promisify(execFile)(binaries.postgres, ['--version'], { env: {} });
  const ours = /(\d+)\.\d+/.exec(stdout)?.[1] ?? stdout.trim();
  const theirs = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim();
  if (ours === theirs) return;
  throw new EmbeddedPostgresError(
    'VERSION_MISMATCH',
    `The database in ${cluster} belongs to PostgreSQL ${theirs}, this program brings ${ours}. ` +
      `Start the version of Project88 that wrote it.`,
  );
}
