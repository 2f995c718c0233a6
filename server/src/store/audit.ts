import type { AuditActorKind, AuditFilter } from '@project88/core/contract/audit.ts';
import type { AuditAction } from '@project88/core/contract/auditActions.ts';
import type { DisplayLinkId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import type { Actor } from '../tenancy/principal.ts';
import { timestamp } from './instants.ts';
import { type Page, type PageRequest, readPage } from './pages.ts';

/** What somebody did. Who, when and where come from the scope. */
export interface AuditFact {
  action: AuditAction;
  object: { kind: string; id: string };
  /** What was there before and what came after: small, and without secrets. */
  before?: unknown;
  after?: unknown;
  /** When it happened, for entries that are written later; now when absent. */
  atMs?: InstantMs;
}

/** A written entry. `before` and `after` are the database's own text of the JSON, over which the hash goes. */
export interface AuditRecord {
  seq: number;
  atMs: InstantMs;
  actorKind: AuditActorKind;
  actorId: string;
  actorName: string;
  action: AuditAction;
  objectKind: string;
  objectId: string;
  before: string | null;
  after: string | null;
  address: string;
  requestId: string;
  previousHash: Uint8Array;
  hash: Uint8Array;
}

/**
 * Write down what the scope's principal does, in the same transaction: what is not written did not happen. Call it last,
 * because entries of one tenant wait for each other from here to the commit. The database numbers and chains the entry.
 */
export async function appendAudit(
  scope: TenantScope,
  { action, object, before, after, atMs }: AuditFact,
): Promise<void> {
  const { actor, request } = scope.principal;
  const { id, name } = nameOf(actor);
  await scope.sql(
    `insert into audit_log (tenant_id, seq, at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
       before, after, address, request_id, previous_hash, hash)
     values ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '')`,
    [
      scope.tenantId,
      timestamp(atMs ?? scope.now()),
      actor.kind,
      id,
      name,
      action,
      object.kind,
      object.id,
      jsonText(before),
      jsonText(after),
      request?.address ?? '',
      request?.id ?? '',
    ],
  );
}

function jsonText(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value, (_key, each) => storable(each));
}

/** The database keeps no NUL and no half of a surrogate pair; a fact must not fail because of a strange name in it. */
function storable(value: unknown): unknown {
  return typeof value === 'string' ? Buffer.from(value).toString().replaceAll('\0', '\ufffd') : value;
}

function nameOf(actor: Actor): { id: string; name: string } {
  switch (actor.kind) {
    case 'user':
    case 'visitor':
      return { id: actor.userId, name: actor.name };
    case 'api-key':
      return { id: actor.apiKeyId, name: actor.name };
    case 'screen':
      return { id: auditLinkId(actor.linkId), name: 'screen' };
    case 'nobody':
      return { id: '', name: '' };
    case 'system':
      return { id: '', name: actor.name };
  }
}

/**
 * A display link as the log names it: its letters open a screen without a login, so only the first three are kept.
 * Enough to find the link in the list of its display session, not enough to open it.
 */
export function auditLinkId(id: DisplayLinkId): string {
  return `${id.slice(0, 3)}…`;
}

const COLUMNS = `seq, at as "atMs", actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action,
  object_kind as "objectKind", object_id as "objectId", before::text as before, after::text as after, address,
  request_id as "requestId", previous_hash as "previousHash", hash`;

const SEQ_KEY = /^\d{1,18}$/;

/** The tenant's entries that fit the filter, newest first. */
export function listAudit(
  scope: TenantScope,
  filter: AuditFilter,
  request: PageRequest,
): Promise<Page<AuditRecord>> {
  return readPage(request, {
    name: 'audit',
    keyPattern: SEQ_KEY,
    keyOf: (entry) => String(entry.seq),
    fetch: (before, most) =>
      scope.sql<AuditRecord>(
        `select ${COLUMNS} from audit_log
         where tenant_id = $1 and ($2::bigint is null or seq < $2)
           and ($3::text is null or action = $3) and ($4::text is null or actor_id = $4)
           and ($5::text is null or object_id = $5)
           and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
         order by seq desc limit $8`,
        [scope.tenantId, before, ...filterValues(filter), most],
      ),
  });
}

/** The tenant's entries that fit the filter and come after `afterSeq`, oldest first, at most `most`: for the export. */
export function readAuditForward(
  scope: TenantScope,
  filter: AuditFilter,
  { afterSeq, upToSeq, most }: { afterSeq: number; upToSeq: number; most: number },
): Promise<AuditRecord[]> {
  return scope.sql<AuditRecord>(
    `select ${COLUMNS} from audit_log
     where tenant_id = $1 and seq > $2 and seq <= $3
       and ($4::text is null or action = $4) and ($5::text is null or actor_id = $5)
       and ($6::text is null or object_id = $6)
       and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
     order by seq limit $9`,
    [scope.tenantId, afterSeq, upToSeq, ...filterValues(filter), most],
  );
}

/** An entry as the chain covers it: with the instant in microseconds, which is all that the database keeps. */
export interface ChainedRecord extends AuditRecord {
  atUs: number;
}

/** A piece of the chain, and what the database says is its end. */
export interface ChainPiece {
  /** Number and hash of the entry that was written last; null for a log that never had one. */
  head: { seq: number; hash: Uint8Array } | null;
  /** Entries after the wanted number in the order of the chain. */
  entries: ChainedRecord[];
}

/**
 * At most `most` entries after `afterSeq`, with the head as it was at the same moment: both come from one statement, so
 * entries that others write meanwhile are in both or in neither.
 */
export async function readAuditChain(
  scope: TenantScope,
  afterSeq: number,
  most: number,
): Promise<ChainPiece> {
  const rows = await scope.sql<ChainedRecord & { headSeq: number | null; headHash: Uint8Array | null }>(
    `select h.seq as "headSeq", h.hash as "headHash", entry.*
     from (select $1::uuid as tenant_id) wanted
     left join audit_heads h on h.tenant_id = wanted.tenant_id
     left join lateral (
       select ${COLUMNS}, (extract(epoch from at) * 1000000)::bigint as "atUs"
       from audit_log where tenant_id = $1 and seq > $2 order by seq limit $3
     ) entry on true
     order by entry.seq`,
    [scope.tenantId, afterSeq, most],
  );
  const [first] = rows;
  const hasHead = first !== undefined && first.headSeq !== null && first.headHash !== null;
  return {
    head: hasHead ? { seq: first.headSeq ?? 0, hash: first.headHash ?? new Uint8Array() } : null,
    // Without entries there is still one row: the head's.
    entries: rows.filter(({ seq }) => seq !== null),
  };
}

/** The number of the entry that was written last; 0 for an empty log. */
export async function readAuditLength(scope: TenantScope): Promise<number> {
  const [head] = await scope.sql<{ seq: number }>('select seq from audit_heads where tenant_id = $1', [
    scope.tenantId,
  ]);
  return head?.seq ?? 0;
}

function filterValues({ action, actorId, objectId, from, to }: AuditFilter): (string | null)[] {
  return [action, actorId, objectId, from, to].map((value) => value ?? null);
}
