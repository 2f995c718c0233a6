import { createHash } from 'node:crypto';
import type { AuditVerdict } from '@project88/core/contract/audit.ts';
import { type ChainedRecord, type ChainPiece, readAuditChain } from '../store/audit.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { AUDIT_LIMITS } from './limits.ts';

/**
 * Compute the hash of every entry of the scope's tenant anew and compare: with what stands in the entry, with the entry
 * that follows, with the numbering, and at the end with the head. Answers the first thing that does not fit. Entries
 * that are written meanwhile do no harm. `batch` is the number of entries in memory at a time.
 */
export async function verifyAuditChain(
  scope: TenantScope,
  batch: number = AUDIT_LIMITS.batchEntries,
): Promise<AuditVerdict> {
  let last: Link = { seq: 0, hash: Buffer.alloc(0) };
  for (;;) {
    const { head, entries } = await readAuditChain(scope, last.seq, batch);
    for (const entry of entries) {
      const problem = problemOf(scope.tenantId, last, entry);
      if (problem !== null) return { intact: false, entries: last.seq, head: hex(last.hash), problem };
      last = { seq: entry.seq, hash: Buffer.from(entry.hash) };
    }
    if (entries.length === batch) continue;
    const problem = endProblem(last, head);
    return { intact: problem === null, entries: last.seq, head: hex(last.hash), problem };
  }
}

/** What one entry hands on to the next. */
interface Link {
  seq: number;
  hash: Buffer;
}

function problemOf(tenantId: string, last: Link, entry: ChainedRecord): string | null {
  const expected = last.seq + 1;
  if (entry.seq !== expected) {
    const missing =
      entry.seq === expected + 1 ? `Entry ${expected} is` : `Entries ${expected} to ${entry.seq - 1} are`;
    return `${missing} missing before entry ${entry.seq}.`;
  }
  if (!hashOf(tenantId, entry).equals(entry.hash))
    return `Entry ${entry.seq} was changed after it was written.`;
  if (!last.hash.equals(entry.previousHash)) {
    return last.seq === 0
      ? `Entry ${entry.seq} is not the first one that was written.`
      : `Entry ${entry.seq} does not follow entry ${last.seq}: one of them was replaced.`;
  }
  return null;
}

function endProblem(last: Link, head: ChainPiece['head']): string | null {
  if (head === null) return last.seq === 0 ? null : `The note of the newest entry, ${last.seq}, is missing.`;
  if (head.seq > last.seq) {
    const count = head.seq - last.seq;
    return count === 1
      ? `Entry ${head.seq}, the newest, is missing.`
      : `Entries ${last.seq + 1} to ${head.seq}, the newest, are missing.`;
  }
  if (head.seq < last.seq)
    return `Entry ${head.seq + 1} was added past the chain: the newest is ${head.seq}.`;
  return last.hash.equals(head.hash) ? null : `Entry ${last.seq} is not the one that was written last.`;
}

/**
 * The hash that the database must have given an entry: SHA-256 over all its parts, each with its length in bytes, so
 * that nothing can move from one part to the next. Written here a second time on purpose: a change of the trigger that
 * nobody meant shows as a broken chain.
 */
function hashOf(tenantId: string, entry: Omit<ChainedRecord, 'hash'>): Buffer {
  const parts = [
    tenantId,
    String(entry.seq),
    String(entry.atUs),
    entry.actorKind,
    entry.actorId,
    entry.actorName,
    entry.action,
    entry.objectKind,
    entry.objectId,
    entry.before,
    entry.after,
    entry.address,
    entry.requestId,
    hex(entry.previousHash),
  ];
  return createHash('sha256').update(parts.map(lengthAndText).join(''), 'utf8').digest();
}

function lengthAndText(part: string | null): string {
  return part === null ? '-;' : `${Buffer.byteLength(part)}:${part};`;
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
