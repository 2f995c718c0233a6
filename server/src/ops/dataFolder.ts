import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dataPaths } from '../config.ts';

/** Shape of the data folder. A program refuses a folder of a later shape, because it could not keep it whole. */
const DATA_VERSION = 1;

/** The data folder cannot be used; the message says why in one sentence. */
export class DataFolderError extends Error {
  readonly code: 'DATA_FOLDER_FOREIGN' | 'DATA_FOLDER_NEWER' | 'DATA_FOLDER_BUSY';

  constructor(code: DataFolderError['code'], message: string) {
    super(message);
    this.name = 'DataFolderError';
    this.code = code;
  }
}

/** Make or check the data folder and lock it for this process. Answers the function that unlocks it. */
export async function claimDataFolder(dataDir: string): Promise<() => Promise<void>> {
  const paths = dataPaths(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await checkMarker(dataDir, paths.marker);
  await lock(paths.lock);
  return () => rm(paths.lock, { force: true });
}

async function checkMarker(dataDir: string, marker: string): Promise<void> {
  const text = await readFile(marker, 'utf8').catch(() => null);
  if (text === null) {
    if ((await readdir(dataDir)).length > 0) {
      throw new DataFolderError(
        'DATA_FOLDER_FOREIGN',
        `${dataDir} is not empty and not a data folder of Project88.`,
      );
    }
    await writeFile(marker, `${JSON.stringify({ product: 'project88', dataVersion: DATA_VERSION })}\n`);
    return;
  }
  const { product, dataVersion } = parseMarker(text);
  if (product !== 'project88' || typeof dataVersion !== 'number') {
    throw new DataFolderError('DATA_FOLDER_FOREIGN', `${dataDir} is not a data folder of Project88.`);
  }
  if (dataVersion > DATA_VERSION) {
    throw new DataFolderError('DATA_FOLDER_NEWER', `${dataDir} was written by a newer version of Project88.`);
  }
}

function parseMarker(text: string): { product?: unknown; dataVersion?: unknown } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** The lock is a file that names our process; one that a killed process left behind is taken over. */
async function lock(path: string): Promise<void> {
  for (;;) {
    const file = await open(path, 'wx').catch(() => null);
    if (file !== null) {
      await file.writeFile(await processIdentity(process.pid));
      await file.close();
      return;
    }
    const owner = await readFile(path, 'utf8').catch(() => '');
    const pid = Number.parseInt(owner, 10);
    if (pid > 0 && pid !== process.pid && owner === (await processIdentity(pid))) {
      throw new DataFolderError(
        'DATA_FOLDER_BUSY',
        `Project88 already runs on this data folder (process ${pid}).`,
      );
    }
    await rm(path, { force: true });
  }
}

/**
 * A process id with its start time where the system tells it, because ids are given out again. Empty when there is no
 * such process.
 */
export async function processIdentity(pid: number): Promise<string> {
  if (!isAlive(pid)) return '';
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const startTime = stat.slice(stat.lastIndexOf(')')).split(' ')[20] ?? '';
  return `${pid} ${startTime}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
