import type { TenantId } from '@project88/core/ids/ids.ts';
import pino from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestDatabase,
  makePartner,
  runAsAdmin,
  type TestDatabase,
} from '../../../test/support/database.ts';
import { makeDisplaySession } from '../../../test/support/tenants.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { storedRooms } from './roomSource.ts';

let db: TestDatabase;
let acme: TenantId;
let bolt: TenantId;

beforeAll(async () => {
  db = await createTestDatabase();
  const make = async (name: string) => {
    const { tenantId } = await makePartner(db.database, name);
    await makeDisplaySession((work) => db.database.withTenant(systemPrincipal(tenantId, 'test'), work));
    return tenantId;
  };
  [acme, bolt] = [await make('Acme Timing'), await make('Bolt Timing')];
});
afterAll(() => db.close());

const listed = async (only?: TenantId) => {
  const rooms = await storedRooms(db.database, pino({ level: 'silent' })).list(only);
  return rooms.map(({ tenantId }) => tenantId).toSorted();
};

it('opens the rooms of all partners, or of one', async () => {
  expect(await listed()).toEqual([acme, bolt].toSorted());
  expect(await listed(bolt)).toEqual([bolt]);
});

it.each(['suspended_at = now()', `delete_after = now() + interval '1 day'`])(
  'opens none of a partner with %s, also at the next start',
  async (state) => {
    await runAsAdmin(db.adminUrl, `update partners set ${state} where tenant_id = $1`, [acme]);
    expect(await listed()).toEqual([bolt]);
    expect(await listed(acme)).toEqual([]);
    const active = 'update partners set suspended_at = null, delete_after = null';
    await runAsAdmin(db.adminUrl, active);
    expect(await listed(acme)).toEqual([acme]);
  },
);
