import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { decodeBlock, findBlock } from './block.ts';
import { JournalError } from './errors.ts';

/** One file of a recording: it holds the bytes of the journal from `start` (its name) up to `end`. */
export interface Segment {
  path: string;
  start: number;
  end: number;
}

/** A stretch of a segment that holds no whole block. Positions are those of the journal. */
export interface Damage {
  start: number;
  end: number;
}

/** What opening a folder found. `torn` bytes behind the last whole block were set aside. */
export interface OpenedFolder {
  /** Names this recording for good: a cursor into another one means nothing here. */
  journalId: string;
  segments: Segment[];
  torn: { bytes: number; keptIn: string } | null;
}

const SUFFIX = '.journal';
const ID_FILE = 'journal.json';

/** Path of the segment that begins at `start`. Names sort as numbers do. */
export function segmentPath(folder: string, start: number): string {
  return join(folder, `${String(start).padStart(16, '0')}${SUFFIX}`);
}

/**
 * Open a folder for writing: make it when needed, and repair what a crash left behind. A half-written block at the
 * end is cut off and kept beside in a `.torn` file; damage before whole blocks is left where it is.
 * Throws `JOURNAL_FOREIGN` when the folder's own file is not readable.
 */
export function openFolder(folder: string): OpenedFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const journalId = readOrCreateId(folder);
  const segments = listSegments(folder);
  const last = segments.at(-1);
  return { journalId, segments, torn: last === undefined ? null : cutTornTail(last) };
}

/** The segments of a folder in order. Empty when there is no such folder. */
function listSegments(folder: string): Segment[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(SUFFIX))
    .sort()
    .map((name) => {
      const path = join(folder, name);
      const start = Number(name.slice(0, -SUFFIX.length));
      return { path, start, end: start + statSync(path).size };
    });
}

function readOrCreateId(folder: string): string {
  const path = join(folder, ID_FILE);
  try {
    return parseId(path, readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const id = randomUUID();
  writeFileSync(path, `${JSON.stringify({ version: 1, id })}\n`, { mode: 0o600, flush: true });
  syncFolderNow(folder);
  return id;
}

function parseId(path: string, text: string): string {
  try {
    const { version, id } = JSON.parse(text) as { version?: unknown; id?: unknown };
    if (version === 1 && typeof id === 'string') return id;
  } catch {
    // Falls through to the one sentence below.
  }
  throw new JournalError('JOURNAL_FOREIGN', `${path} does not belong to a recording of this version`);
}

function cutTornTail(segment: Segment): OpenedFolder['torn'] {
  const bytes = readFileSync(segment.path);
  const good = endOfLastBlock(bytes);
  if (good === bytes.length) return null;
  const keptIn = `${segment.path}.${good}.torn`;
  writeFileSync(keptIn, bytes.subarray(good), { mode: 0o600, flush: true });
  truncateSync(segment.path, good);
  const file = openSync(segment.path, 'r');
  fsyncSync(file);
  closeSync(file);
  segment.end = segment.start + good;
  return { bytes: bytes.length - good, keptIn };
}

function endOfLastBlock(bytes: Buffer): number {
  let at = 0;
  let end = 0;
  while (at !== -1 && at < bytes.length) {
    const decoded = decodeBlock(bytes, at);
    if (decoded.is === 'block') {
      at += decoded.bytes;
      end = at;
    } else {
      at = findBlock(bytes, at + 1);
    }
  }
  return end;
}

function syncFolderNow(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
