import { hash } from 'node:crypto';
import type { StreamId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { BLOCK_BODY_BYTES } from './limits.ts';

/**
 * One block of the recording, as it lies in a segment:
 *
 *   0  magic                    8 bytes
 *   8  kind                     u8, then 3 bytes of zero
 *  12  length of the body       u32
 *  16  lines in the body        u32, then 4 bytes of zero
 *  24  number of the first line f64, counted from 1 over the whole stream
 *  32  received at              f64, milliseconds since 1970
 *  40  stream                   16 bytes
 *  56  hash of the stream's block before this one, or zeros
 *  88  body
 *   …  SHA-256 over everything above
 *
 * The hash both finds a torn or damaged block and chains the blocks of a stream: one that was changed, removed or
 * moved no longer fits its neighbours.
 */
const MAGIC = Buffer.from('P88\x01blk\n', 'latin1');
const HEADER_BYTES = 88;
const HASH_BYTES = 32;
const BLOCK_OVERHEAD_BYTES = HEADER_BYTES + HASH_BYTES;
export const NO_HASH: Buffer = Buffer.alloc(HASH_BYTES);

/** What a block holds. `lines`, `oversized` and `fragment` are bytes as received; the others are JSON notes. */
export const BLOCK_KINDS = ['open', 'identified', 'lines', 'oversized', 'fragment', 'close'] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

export interface JournalBlock {
  kind: BlockKind;
  streamId: StreamId;
  /** Number of the first line in the body; also set, without lines, to the next number. */
  firstLine: number;
  lineCount: number;
  receivedAtMs: InstantMs;
  previousHash: Buffer;
  hash: Buffer;
  body: Buffer;
}

export type NewBlock = Omit<JournalBlock, 'hash' | 'body'> & { body: readonly Uint8Array[] };

/** The bytes of a block. The body may come in parts, so that a chunk of a socket is copied only once. */
export function encodeBlock(block: NewBlock): { bytes: Buffer; hash: Buffer } {
  const bodyBytes = block.body.reduce((sum, part) => sum + part.length, 0);
  if (bodyBytes > BLOCK_BODY_BYTES) throw new RangeError(`a block of ${bodyBytes} bytes is over the limit`);
  const bytes = Buffer.allocUnsafe(BLOCK_OVERHEAD_BYTES + bodyBytes);
  writeHeader(bytes, block, bodyBytes);
  let at = HEADER_BYTES;
  for (const part of block.body) {
    bytes.set(part, at);
    at += part.length;
  }
  const digest = hash('sha256', bytes.subarray(0, at), 'buffer');
  bytes.set(digest, at);
  return { bytes, hash: digest };
}

function writeHeader(bytes: Buffer, block: NewBlock, bodyBytes: number): void {
  bytes.set(MAGIC, 0);
  bytes.writeUInt32LE(BLOCK_KINDS.indexOf(block.kind), 8);
  bytes.writeUInt32LE(bodyBytes, 12);
  bytes.writeUInt32LE(block.lineCount, 16);
  bytes.writeUInt32LE(0, 20);
  bytes.writeDoubleLE(block.firstLine, 24);
  bytes.writeDoubleLE(block.receivedAtMs, 32);
  bytes.write(block.streamId.replaceAll('-', ''), 40, 16, 'hex');
  bytes.set(block.previousHash, 56);
}

/** `short`: the bytes end before the block does. `damaged`: no block begins here, or its hash does not fit. */
export type Decoded =
  | { is: 'block'; block: JournalBlock; bytes: number }
  | { is: 'short' }
  | { is: 'damaged' };

const SHORT: Decoded = { is: 'short' };
const DAMAGED: Decoded = { is: 'damaged' };

/** Read the block that begins at `at`. Its buffers are views into `bytes`. Never throws. */
export function decodeBlock(bytes: Buffer, at: number): Decoded {
  const head = bytes.subarray(at, at + MAGIC.length);
  if (!MAGIC.subarray(0, head.length).equals(head)) return DAMAGED;
  if (bytes.length - at < HEADER_BYTES) return SHORT;
  const bodyBytes = bytes.readUInt32LE(at + 12);
  if (bodyBytes > BLOCK_BODY_BYTES) return DAMAGED;
  const hashAt = at + HEADER_BYTES + bodyBytes;
  if (bytes.length < hashAt + HASH_BYTES) return SHORT;
  const digest = bytes.subarray(hashAt, hashAt + HASH_BYTES);
  if (!hash('sha256', bytes.subarray(at, hashAt), 'buffer').equals(digest)) return DAMAGED;
  const kind = BLOCK_KINDS[bytes.readUInt32LE(at + 8)];
  if (kind === undefined) return DAMAGED;
  const block: JournalBlock = {
    kind,
    streamId: readStreamId(bytes, at + 40),
    firstLine: bytes.readDoubleLE(at + 24),
    lineCount: bytes.readUInt32LE(at + 16),
    receivedAtMs: instantMs(bytes.readDoubleLE(at + 32)),
    previousHash: bytes.subarray(at + 56, at + HEADER_BYTES),
    hash: digest,
    body: bytes.subarray(at + HEADER_BYTES, hashAt),
  };
  return { is: 'block', block, bytes: BLOCK_OVERHEAD_BYTES + bodyBytes };
}

function readStreamId(bytes: Buffer, at: number): StreamId {
  const hex = bytes.toString('hex', at, at + 16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join('-') as StreamId;
}

/** Where the next whole block begins at or after `at`, or -1. For finding the way back after damage. */
export function findBlock(bytes: Buffer, at: number): number {
  let found = bytes.indexOf(MAGIC, at);
  while (found !== -1 && decodeBlock(bytes, found).is !== 'block') found = bytes.indexOf(MAGIC, found + 1);
  return found;
}
