import type { TenantId } from '@project88/core/ids/ids.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { appendAudit } from '../store/audit.ts';
import { listPartners } from '../store/partners.ts';
import { openDatabase, type PlatformScope, type TenantScope } from './database.ts';
import { systemPrincipal } from './principal.ts';

let db: TestDatabase;
let acme: TenantId;
let bolt: TenantId;

beforeAll(async () => {
  db = await createTestDatabase();
  acme = (await makePartner(db.database, 'Acme Timing')).tenantId;
  bolt = (await makePartner(db.database, 'Bolt Timing')).tenantId;
});
afterAll(() => db.close());

const SEEN = `select current_user as role, array(select tenant_id::text from partners) as tenants`;
const seen = (scope: TenantScope) => scope.sql<{ role: string; tenants: string[] }>(SEEN);
const note = (platform: PlatformScope, tenantId: TenantId) =>
  platform.inTenant(systemPrincipal(tenantId, 'test'), (scope) =>
    appendAudit(scope, { action: 'partner.changed', object: { kind: 'partner', id: tenantId } }),
  );
const entries = async () =>
  (await runAsAdmin<{ tenant_id: string }>(db.adminUrl, 'select tenant_id from audit_log order by at')).map(
    (row) => row.tenant_id,
  );

test('a part in one tenant sees that tenant alone, and the work across tenants goes on behind it', async () => {
  await db.database.withPlatform(async (platform) => {
    for (const tenantId of [acme, bolt]) {
      const rows = await platform.inTenant(systemPrincipal(tenantId, 'test'), seen);
      expect(rows).toEqual([{ role: 'p88_app', tenants: [tenantId] }]);
    }
    expect(await listPartners(platform)).toHaveLength(2);
    const [after] = await platform.sql<object>(
      `select current_user as role, current_setting('p88.tenant') as tenant`,
    );
    expect(after).toEqual({ role: 'p88_platform', tenant: '' });
  });
});

test('all parts are written together or not at all', async () => {
  const work = db.database.withPlatform(async (platform) => {
    await note(platform, acme);
    await note(platform, bolt);
    throw new RangeError('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  expect(await entries()).toEqual([]);
  await db.database.withPlatform(async (platform) => {
    await note(platform, acme);
    await note(platform, bolt);
  });
  expect((await entries()).toSorted()).toEqual([acme, bolt].toSorted());
});

test('a failed part that was swallowed ends the whole, whether the database or the work failed', async () => {
  const before = (await entries()).length;
  for (const fail of [
    (scope: TenantScope) => scope.sql('select 1 / 0'),
    () => Promise.reject(new RangeError('stop')),
  ]) {
    const work = db.database.withPlatform(async (platform) => {
      await note(platform, acme);
      await platform.inTenant(systemPrincipal(bolt, 'test'), fail).catch(() => undefined);
      await expect(listPartners(platform)).rejects.toThrow('scope has ended');
    });
    await expect(work).rejects.toThrow('given up by a failure');
  }
  expect(await entries()).toHaveLength(before);
});

test('the scope of a part ends with it', async () => {
  await db.database.withPlatform(async (platform) => {
    const kept = await platform.inTenant(systemPrincipal(acme, 'test'), async (scope) => scope);
    await expect(kept.sql('select 1')).rejects.toThrow('scope has ended');
  });
});

test('one connection is enough, also for the first work of a process', async () => {
  const log = pino({ level: 'silent' });
  const narrow = openDatabase({ url: db.platformUrl, connections: 1, log });
  const rows = await narrow.withPlatform((platform) =>
    platform.inTenant(systemPrincipal(acme, 'test'), seen),
  );
  expect(rows).toEqual([{ role: 'p88_app', tenants: [acme] }]);
  await narrow.close();
});
