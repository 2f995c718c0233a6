import type { TenantScope } from '../tenancy/database.ts';

/** Rows that are wrapped again in one transaction: some milliseconds of computing, so that others get in between. */
const BATCH_ROWS = 200;

/** A column that holds sealed values, in a table whose rows have an `id` within their tenant. */
interface SealedColumn {
  table: string;
  column: string;
  /** What its values are bound to, as SQL: the same text as the code that seals and opens them uses. */
  context: string;
}

/** Every column whose name ends in `_sealed`; a test compares the list with the catalogue. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: 'timing_keys', column: 'secret_sealed', context: `'timing-key:' || user_name` },
  { table: 'second_factors', column: 'secret_sealed', context: `'totp:' || id` },
];

/** How a master key is exchanged. */
export interface Wrapping {
  /** How values begin that are as they should be. */
  sealedPrefix: Uint8Array;
  /** The value under the newest key, or null when it cannot be opened. */
  rewrap(sealed: Uint8Array, context: string): Uint8Array | null;
}

/** How many values were wrapped again, and how many could not be opened and were left as they are. */
export interface Rewrapped {
  done: number;
  unreadable: number;
}

interface SealedRow {
  id: string;
  sealed: Uint8Array;
  context: string;
}

/** A part of the rows of one column, by id; `next` is null after the last. */
export interface RewrappedBatch extends Rewrapped {
  next: string | null;
  /** Rows that somebody else changed at the same moment. Look at them again. */
  missed: number;
}

/** Lower than every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Wrap the next values of a column again that are not under the newest master key, after the row `afterId`. */
export async function rewrapBatch(
  scope: TenantScope,
  column: SealedColumn,
  wrapping: Wrapping,
  afterId: string,
): Promise<RewrappedBatch> {
  const rows = await scope.sql<SealedRow>(
    `select id, ${column.column} as sealed, ${column.context} as context from ${column.table}
     where tenant_id = $1 and id > $2 and substring(${column.column} from 1 for $3) <> $4
     order by id limit $5`,
    [scope.tenantId, afterId, wrapping.sealedPrefix.length, wrapping.sealedPrefix, BATCH_ROWS],
  );
  const changes = rows.flatMap(({ id, sealed, context }) => {
    const again = wrapping.rewrap(sealed, context);
    return again === null ? [] : [{ id, was: sealed, again }];
  });
  const done = changes.length === 0 ? 0 : await replace(scope, column, changes);
  return {
    done,
    missed: changes.length - done,
    unreadable: rows.length - changes.length,
    next: rows.length < BATCH_ROWS ? null : (rows.at(-1)?.id ?? null),
  };
}

/** Only where the value is still the one that was read: no lock is held while keys are computed. */
async function replace(
  scope: TenantScope,
  { table, column }: SealedColumn,
  changes: readonly { id: string; was: Uint8Array; again: Uint8Array }[],
): Promise<number> {
  const replaced = await scope.sql(
    `update ${table} t set ${column} = n.again
     from unnest($2::uuid[], $3::bytea[], $4::bytea[]) as n (id, was, again)
     where t.tenant_id = $1 and t.id = n.id and t.${column} = n.was
     returning t.id`,
    [
      scope.tenantId,
      changes.map(({ id }) => id),
      changes.map(({ was }) => was),
      changes.map(({ again }) => again),
    ],
  );
  return replaced.length;
}
