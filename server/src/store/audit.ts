import type { AuditAction, AuditActorKind, AuditFilter } from '@project88/core/contract/audit.ts';
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
  { action, object, before, after }: AuditFact,
): Promise<void> {
  const { actor, request } = scope.principal;
  const { id, name } = nameOf(actor);
  await scope.sql(
    `insert into audit_log (tenant_id, seq, at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
       before, after, address, request_id, previous_hash, hash)
     values ($1, 0, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '')`,
    [
      scope.tenantId,
      timestamp(scope.now()),
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
  return value === undefined || value === null ? null : JSON.stringify(value);
}

function nameOf(actor: Actor): { id: string; name: string } {
  switch (actor.kind) {
    case 'user':
    case 'visitor':
      return { id: actor.userId, name: actor.name };
    case 'api-key':
      return { id: actor.apiKeyId, name: actor.name };
    case 'screen':
      return { id: actor.linkId, name: 'screen' };
    case 'nobody':
      return { id: '', name: '' };
    case 'system':
      return { id: '', name: actor.name };
  }
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
        [
          scope.tenantId,
          before,
          filter.action ?? null,
          filter.actorId ?? null,
          filter.objectId ?? null,
          filter.from ?? null,
          filter.to ?? null,
          most,
        ],
      ),
  });
}

/** Entries after `seq` in the order of the chain, at most `most`: for verifying and for the export. */
export function readAuditChain(scope: TenantScope, afterSeq: number, most: number): Promise<AuditRecord[]> {
  return scope.sql<AuditRecord>(
    `select ${COLUMNS} from audit_log where tenant_id = $1 and seq > $2 order by seq limit $3`,
    [scope.tenantId, afterSeq, most],
  );
}

/** The number and hash of the entry that was written last; null for an empty log. */
export async function readAuditHead(scope: TenantScope): Promise<{ seq: number; hash: Uint8Array } | null> {
  const [head] = await scope.sql<{ seq: number; hash: Uint8Array }>(
    'select seq, hash from audit_heads where tenant_id = $1',
    [scope.tenantId],
  );
  return head ?? null;
}
