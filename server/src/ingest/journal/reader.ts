import { type FileHandle, open } from 'node:fs/promises';
import { decodeBlock, findBlock, type JournalBlock } from './block.ts';
import { READ_WINDOW_BYTES } from './limits.ts';
import type { Damage, Segment } from './segments.ts';

/** Blocks in the order of the recording, and the position behind the last of them: where to go on. */
export interface BlockBatch {
  blocks: JournalBlock[];
  /** Position behind each block, in step with `blocks`. */
  ends: number[];
  next: number;
}

/**
 * Read whole blocks from position `from` up to `until`, in batches of about one window. Damage is reported and
 * skipped: a spoilt block must not hide the good ones behind it. A batch may be empty then. Throws when a file cannot
 * be read.
 */
export async function* readBlocks(
  segments: readonly Segment[],
  from: number,
  until: number,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<BlockBatch> {
  let expected = from;
  // A copy: the writer may add segments while we read.
  for (const segment of [...segments]) {
    const end = Math.min(segment.end, until);
    if (end <= from) continue;
    if (segment.start > expected) onDamage({ start: expected, end: segment.start });
    yield* readSegment(segment, Math.max(from, segment.start), end, onDamage);
    expected = end;
  }
}

async function* readSegment(
  segment: Segment,
  from: number,
  until: number,
  onDamage: (damage: Damage) => void,
): AsyncGenerator<BlockBatch> {
  const file = await open(segment.path, 'r');
  try {
    let at = from;
    while (at < until) {
      const window = await readWindow(file, at - segment.start, Math.min(READ_WINDOW_BYTES, until - at));
      const batch = takeBlocks(window, at, at + window.length >= until, onDamage);
      // No progress: the file is shorter than it was when it was written.
      if (batch.next === at) {
        onDamage({ start: at, end: until });
        batch.next = until;
      }
      yield batch;
      at = batch.next;
    }
  } finally {
    await file.close();
  }
}

async function readWindow(file: FileHandle, at: number, bytes: number): Promise<Buffer> {
  const window = Buffer.allocUnsafe(bytes);
  const { bytesRead } = await file.read(window, 0, bytes, at);
  return window.subarray(0, bytesRead);
}

function takeBlocks(
  window: Buffer,
  position: number,
  isLast: boolean,
  onDamage: (damage: Damage) => void,
): BlockBatch {
  const batch: BlockBatch = { blocks: [], ends: [], next: position };
  let at = 0;
  while (at < window.length) {
    const decoded = decodeBlock(window, at);
    if (decoded.is === 'block') {
      at += decoded.bytes;
      batch.blocks.push(decoded.block);
      batch.ends.push(position + at);
      continue;
    }
    // Mid-file a short block only means that the window ends within it.
    if (decoded.is === 'short' && !isLast && at > 0) break;
    const found = findBlock(window, at + 1);
    const skipTo = found === -1 ? window.length : found;
    onDamage({ start: position + at, end: position + skipTo });
    at = skipTo;
  }
  batch.next = position + at;
  return batch;
}
