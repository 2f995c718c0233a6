import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { createDisplaySession } from '../../server/src/store/displaySessions.ts';
import type { Database, TenantScope } from '../../server/src/tenancy/database.ts';
import { systemPrincipal } from '../../server/src/tenancy/principal.ts';
import { makePartner } from './database.ts';

/** Work as one tenant, in a transaction of its own each time. */
export type AsTenant = <T>(work: (scope: TenantScope) => Promise<T>) => Promise<T>;

/** Make a partner and answer how to work as it. */
export async function makeTenant(database: Database, name: string): Promise<AsTenant> {
  const { tenantId } = await makePartner(database, name);
  return (work) => database.withTenant(systemPrincipal(tenantId, 'test'), work);
}

/** An empty display session that lives until 2100. */
export async function makeDisplaySession(
  asTenant: AsTenant,
  name = 'Finish line',
): Promise<DisplaySessionId> {
  const displaySession = await asTenant((scope) =>
    createDisplaySession(scope, {
      name,
      mode: 'results',
      eventId: null,
      templateId: 'finish-hero',
      expiresAtMs: instantMs(Date.UTC(2100, 0, 1)),
    }),
  );
  return displaySession.id;
}
