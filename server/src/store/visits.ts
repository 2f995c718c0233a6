import type { LoginSessionId, UserId, VisitId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

/** A platform administrator's look into the scope's partner. */
export interface VisitRecord {
  id: VisitId;
  adminUserId: UserId;
  adminName: string;
  loginSessionId: LoginSessionId;
  reason: string;
  endsAtMs: InstantMs;
}

export type NewVisit = Omit<VisitRecord, 'id'>;

/** Throws a unique violation of `visits_one_per_login` while another visit of the same login is open. */
export async function createVisit(scope: TenantScope, visit: NewVisit): Promise<VisitRecord> {
  const id = newRowId<VisitId>(scope);
  await scope.sql(
    `insert into visits (tenant_id, id, admin_user_id, admin_name, login_session_id, reason, started_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      scope.tenantId,
      id,
      visit.adminUserId,
      visit.adminName,
      visit.loginSessionId,
      visit.reason,
      timestamp(scope.now()),
      timestamp(visit.endsAtMs),
    ],
  );
  return { id, ...visit };
}

/** Note the end; one that ran out ended when it ran out. Null when there is no such visit, or when it ended before. */
export async function endVisit(scope: TenantScope, id: VisitId): Promise<VisitRecord | null> {
  const [row] = await scope.sql<VisitRecord>(
    `update visits set ended_at = least(ends_at, $3)
     where tenant_id = $1 and id = $2 and ended_at is null returning ${COLUMNS}`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return row ?? null;
}

/** Visits of the scope's partner whose end nobody has noted yet. */
export function listOpenVisits(scope: TenantScope): Promise<VisitRecord[]> {
  return scope.sql<VisitRecord>(
    `select ${COLUMNS} from visits where tenant_id = $1 and ended_at is null order by id`,
    [scope.tenantId],
  );
}

const COLUMNS = `id, admin_user_id as "adminUserId", admin_name as "adminName",
  login_session_id as "loginSessionId", reason, ends_at as "endsAtMs"`;
