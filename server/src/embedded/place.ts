import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canEnter, letThrough } from './access.ts';
import { EmbeddedPostgresError } from './errors.ts';
import type { RunUser } from './runUser.ts';

/** What we remember about the embedded database, in `<home>/embedded.json`, readable by its owner only. */
export interface PlaceRecord {
  format: 1;
  /** The folder of the cluster: in the home folder, or below the system's when the run user cannot reach the home. */
  cluster: string;
  /** False until initdb has finished once: what lies in the cluster folder before that may be thrown away. */
  initialised: boolean;
  adminPassword: string;
  /** While the password is exchanged, or after that was interrupted: the database knows one of the two. */
  nextAdminPassword?: string;
}

const RECORD = 'embedded.json';

/** Read the record of a home folder, or begin a new one in an empty folder. */
export async function readOrBeginPlace(
  home: string,
  user: RunUser | null,
  systemStateFolder: string,
): Promise<PlaceRecord> {
  await mkdir(home, { recursive: true, mode: 0o711 });
  const recordPath = join(home, RECORD);
  if (existsSync(recordPath))
    return checkPlace(JSON.parse(await readFile(recordPath, 'utf8')) as PlaceRecord, home);
  if ((await readdir(home)).length > 0) throw foreign(home);
  const cluster = await chooseCluster(home, user, systemStateFolder);
  const adminPassword = randomBytes(24).toString('base64url');
  const record: PlaceRecord = { format: 1, cluster, initialised: false, adminPassword };
  await writePlace(home, record);
  return record;
}

/** Replace the record in one step, on disk before this returns. */
export async function writePlace(home: string, record: PlaceRecord): Promise<void> {
  const draft = join(home, `${RECORD}.new`);
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(record, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(home, RECORD));
  // The renaming is durable once the folder is: otherwise a power cut could bring back a record without the password
  // that the database has by then.
  const folder = await open(home, 'r');
  await folder.sync().finally(() => folder.close());
}

/** The record of a home folder as it is; null when there is none. */
export async function readPlace(home: string): Promise<PlaceRecord | null> {
  const text = await readFile(join(home, RECORD), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as PlaceRecord);
}

function checkPlace(record: PlaceRecord, home: string): PlaceRecord {
  if (record.format !== 1) throw foreign(home);
  if (record.initialised && !existsSync(record.cluster)) {
    throw new EmbeddedPostgresError(
      'CLUSTER_MISSING',
      `The database files in ${record.cluster} are gone. Put them back, or remove ${home} to begin with an empty database.`,
    );
  }
  return record;
}

function foreign(home: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'FOLDER_FOREIGN',
    `The folder ${home} holds files that are not from Project88. Choose another P88_DATA_DIR.`,
  );
}

/**
 * Beside everything else when the run user can get there. Else below the system's state folder, under a new name and
 * not one made from the path: a fresh data folder at an old path must not find an old database.
 */
async function chooseCluster(home: string, user: RunUser | null, systemStateFolder: string): Promise<string> {
  if (user === null) return join(home, 'cluster');
  await letThrough(home);
  if (await canEnter(home, user)) return join(await ownedFolder(home, 'server', user), 'cluster');
  const parent = join(systemStateFolder, 'clusters');
  await mkdir(parent, { recursive: true, mode: 0o755 });
  const folder = await ownedFolder(parent, randomUUID(), user);
  await writeFile(join(folder, 'belongs-to.txt'), `${home}\n`);
  return join(folder, 'cluster');
}

/** The run user makes and renames the cluster itself, so the folder around it must be theirs. */
async function ownedFolder(parent: string, name: string, user: RunUser): Promise<string> {
  const folder = join(parent, name);
  await mkdir(folder, { mode: 0o700 });
  await chown(folder, user.uid, user.gid);
  return folder;
}
