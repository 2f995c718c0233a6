import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, lstat, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { letEverybodyThrough } from '../../../test/support/folders.ts';
import { findInstalled, type Installed, linkLibraries, prepareBinaries } from './binaries.ts';

const isRoot = process.getuid?.() === 0;
const OTHER = { uid: 65_534, gid: 65_534 };

let folder: string;
/** A package as npm unpacks it when install scripts are off: without its links, and in a private folder. */
let bare: Installed;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'p88-binaries-'));
  await letEverybodyThrough(folder);
  const installed = findInstalled();
  const native = join(folder, 'private', 'native');
  await mkdir(join(folder, 'private'), { mode: 0o700 });
  await cp(installed.native, native, { recursive: true, verbatimSymlinks: true });
  for (const target of await linkTargets(native)) await rm(target, { force: true });
  bare = { ...installed, native };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function linkTargets(native: string): Promise<string[]> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[];
  return links.map(({ target }) => join(dirname(native), target));
}

async function versionOf(program: string, as = {}): Promise<string> {
  return (await promisify(execFile)(program, ['--version'], as)).stdout;
}

describe('the programs', () => {
  // skipped: only root can hand files to another user
  it.runIf(isRoot)('are copied, with their links, to where another user may run them', async () => {
    const binaries = await prepareBinaries(bare, OTHER, join(folder, 'state'));
    expect(binaries.postgres.startsWith(join(folder, 'state'))).toBe(true);
    expect(await versionOf(binaries.postgres, OTHER)).toContain('PostgreSQL) 18');
    expect(await versionOf(binaries.initdb, OTHER)).toContain('PostgreSQL) 18');
    expect(await prepareBinaries(bare, OTHER, join(folder, 'state'))).toEqual(binaries);
  });

  it('stay where they are when they can be run there, and get the links that npm left out', async () => {
    const [first] = await linkTargets(bare.native);
    if (first === undefined) throw new Error('this platform needs no links');
    expect(existsSync(first)).toBe(false);
    const binaries = await prepareBinaries(bare, null, join(folder, 'unused'));
    expect(binaries.postgres.startsWith(bare.native)).toBe(true);
    expect((await lstat(first)).isSymbolicLink()).toBe(true);
    expect(await versionOf(binaries.postgres)).toContain('PostgreSQL) 18');
    expect(await linkLibraries(bare.native)).toBe(true);
  });
});
