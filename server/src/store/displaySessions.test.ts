import { instantMs } from '@project88/core/time/units.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, makePartner, type TestDatabase } from '../../../test/support/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { createDisplaySession, getDisplaySession } from './displaySessions.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

it('makes', async () => {
  const partner = await makePartner(test.database);
  const rec = await test.database.withTenant(systemPrincipal(partner.tenantId, 'test'), (scope) =>
    createDisplaySession(scope, {
      name: 'a',
      mode: 'results',
      eventId: null,
      templateId: 'finish-hero',
      expiresAtMs: instantMs(1_900_000_000_123),
    }),
  );
  expect(rec.expiresAtMs).toBe(1_900_000_000_123);
  expect(
    await test.database.withTenant(systemPrincipal(partner.tenantId, 'test'), (s) =>
      getDisplaySession(s, rec.id),
    ),
  ).toEqual(rec);
});
