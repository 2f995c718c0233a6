import type { TenantId } from '@project88/core/ids/ids.ts';
import type { LiveSecrets } from '../auth/secrets.ts';
import { listTenants } from '../store/partners.ts';
import {
  FIRST_ID,
  type Rewrapped,
  type RewrappedBatch,
  rewrapBatch,
  SEALED_COLUMNS,
} from '../store/sealed.ts';
import type { Database } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';

type Column = (typeof SEALED_COLUMNS)[number];

/** Bring every sealed value of every tenant under the newest master key. Can be stopped and begun again at any time. */
export async function rewrapAll(database: Database, secrets: LiveSecrets): Promise<Rewrapped> {
  const sum: Rewrapped = { done: 0, unreadable: 0 };
  for (const { tenantId } of await database.withPlatform(listTenants)) {
    for (const column of SEALED_COLUMNS) {
      const { done, unreadable } = await rewrapColumn(database, secrets, tenantId, column);
      sum.done += done;
      sum.unreadable += unreadable;
    }
  }
  return sum;
}

/** Pass over the rows until a pass found every value as it was read. */
async function rewrapColumn(
  database: Database,
  secrets: LiveSecrets,
  tenantId: TenantId,
  column: Column,
): Promise<Rewrapped> {
  let done = 0;
  for (;;) {
    const pass = await onePass(database, secrets, tenantId, column);
    done += pass.done;
    if (pass.missed === 0) return { done, unreadable: pass.unreadable };
  }
}

async function onePass(
  database: Database,
  secrets: LiveSecrets,
  tenantId: TenantId,
  column: Column,
): Promise<Omit<RewrappedBatch, 'next'>> {
  const wrapping = {
    sealedPrefix: secrets.sealedPrefix,
    rewrap: (sealed: Uint8Array, context: string) => secrets.rewrap(sealed, context),
  };
  const pass = { done: 0, missed: 0, unreadable: 0 };
  for (let after: string | null = FIRST_ID; after !== null; ) {
    const from: string = after;
    const batch: RewrappedBatch = await database.withTenant(systemPrincipal(tenantId, 'secrets'), (scope) =>
      rewrapBatch(scope, column, wrapping, from),
    );
    pass.done += batch.done;
    pass.missed += batch.missed;
    pass.unreadable += batch.unreadable;
    after = batch.next;
  }
  return pass;
}
