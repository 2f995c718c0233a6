import type { PoolClient } from 'pg';
import { asProblem, isDatabaseAway } from './failures.ts';
import { DATABASE_LIMITS } from './limits.ts';
import type { Lease } from './scope.ts';

/** Where a transaction gets its connection from: a pool. */
export interface Connects {
  connect(): Promise<PoolClient>;
}

/** What a transaction runs as. The claim of its tenant is empty for work that belongs to none. */
interface Identity {
  role: 'p88_app' | 'p88_platform';
  claim: string;
}

/**
 * All by `set_config(…, true)`: it ends with the transaction, so that the next one on this connection has nothing. The
 * path is pinned with temporary tables last: one that somebody left on the connection must not pass for a table of ours.
 */
const ENTER = `select set_config('role', $1, true), set_config('p88.tenant', $2, true),
  set_config('search_path', 'public, pg_temp', true),
  set_config('statement_timeout', $3, true), set_config('idle_in_transaction_session_timeout', $4, true)`;

/**
 * Run `work` in one transaction under a role and a tenant. `begin` and the settings are sent without waiting for their
 * answers, together with the first statement of `work`. They fail closed: when one of them fails, PostgreSQL refuses
 * all that follows, because the transaction is aborted or because the login role itself has no rights.
 */
export async function inTransaction<T>(
  pool: Connects,
  identity: Identity,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => Promise.reject(asProblem(error)));
  const lease: Lease = { client };
  let broken = false;
  try {
    const entered = enter(client, identity);
    const result = await run(work, lease, entered);
    await commit(client);
    return result;
  } catch (error) {
    lease.client = null;
    broken = isDatabaseAway(error) || !(await rollback(client));
    throw asProblem(error);
  } finally {
    lease.client = null;
    client.release(broken);
  }
}

async function run<T>(work: (lease: Lease) => Promise<T>, lease: Lease, entered: Promise<void>): Promise<T> {
  // A failure to enter aborts the transaction, and is the reason for whatever work saw: it is thrown first.
  const [entry, outcome] = await Promise.allSettled([entered, work(lease)]);
  const isGivenUp = lease.client === null;
  lease.client = null;
  if (entry.status === 'rejected') throw entry.reason;
  if (outcome.status === 'rejected') throw outcome.reason;
  if (isGivenUp) throw new Error('the transaction was given up by a failure that its work did not pass on');
  return outcome.value;
}

async function enter(client: PoolClient, { role, claim }: Identity): Promise<void> {
  const { statementTimeoutMs, idleInTransactionTimeoutMs } = DATABASE_LIMITS;
  const settings = [role, claim, String(statementTimeoutMs), String(idleInTransactionTimeoutMs)];
  await Promise.all([client.query('begin'), client.query(ENTER, settings)]);
}

async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('commit');
  // PostgreSQL answers a commit of an aborted transaction with ROLLBACK and no error: work swallowed a failure.
  if (command !== 'COMMIT')
    throw new Error('the transaction was aborted by a failure that its work did not pass on');
}

/** False when the connection is of no more use. */
async function rollback(client: PoolClient): Promise<boolean> {
  return client.query('rollback').then(
    () => true,
    () => false,
  );
}
