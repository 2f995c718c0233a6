import { randomUUID } from 'node:crypto';
import {
  type BuiltInRole,
  PARTNER_PERMISSIONS,
  PARTNER_ROLES,
  type Permission,
  ROLE_PERMISSIONS,
  type Role,
  VISITOR_PERMISSIONS,
} from '@project88/core/contract/permissions.ts';
import type { CustomRoleId, TenantId } from '@project88/core/ids/ids.ts';
import { hashPassword } from '../../../server/src/auth/passwords.ts';
import { createCustomRole } from '../../../server/src/store/customRoles.ts';
import { createPartner } from '../../../server/src/store/partners.ts';
import { systemPrincipal } from '../../../server/src/tenancy/principal.ts';
import { makeUser, runAsAdmin } from '../../support/database.ts';
import { type Caller, callerAt, PASSWORD, type TestHttp } from '../../support/httpServer.ts';

/** Somebody who calls, with what they may do. */
export interface KnownCaller {
  name: string;
  call: Caller;
  permissions: ReadonlySet<Permission>;
  /** People reach their own account; API keys do not. */
  isPerson: boolean;
}

/** A person of a tenant, signed in. */
export async function signIn(
  t: TestHttp,
  tenantId: TenantId,
  role: Role,
  customRoleId: CustomRoleId | null = null,
): Promise<Caller> {
  const email = `${randomUUID()}@wall.example`;
  const passwordHash = await hashPassword(PASSWORD);
  await makeUser(t.db.database, tenantId, { email, role, passwordHash, customRoleId });
  const answer = await t.anybody('POST', '/api/auth/login', { email, password: PASSWORD });
  if (answer.status !== 200) throw new Error(`no sign-in as ${role}: ${answer.text}`);
  return callerAt(t.url, { cookie: (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' });
}

/** One person for each built-in role of a partner, and one whose custom role allows nothing. */
export async function partnerCallers(t: TestHttp, tenantId: TenantId): Promise<KnownCaller[]> {
  const people = await Promise.all(
    PARTNER_ROLES.map(async (role) => person(role, await signIn(t, tenantId, role), ROLE_PERMISSIONS[role])),
  );
  const empty = await t.db.database.withTenant(systemPrincipal(tenantId, 'test'), (scope) =>
    createCustomRole(scope, { name: `Nothing ${randomUUID()}`, permissions: [] }),
  );
  return [...people, person('role without permissions', await signIn(t, tenantId, 'custom', empty), [])];
}

function person(name: string, call: Caller, permissions: readonly Permission[]): KnownCaller {
  return { name, call, permissions: new Set(permissions), isPerson: true };
}

/** API keys of a partner: one with every permission, one with each single one, and one with none that matter. */
export async function keyCallers(t: TestHttp, owner: Caller): Promise<KnownCaller[]> {
  const scopes: Permission[][] = [
    [...PARTNER_PERMISSIONS],
    ...PARTNER_PERMISSIONS.map((permission) => [permission]),
  ];
  return Promise.all(
    scopes.map(async (permissions) => {
      const key = await makeKey(owner, permissions);
      const name = permissions.length === 1 ? `key for ${permissions[0]}` : 'key for everything';
      const call = callerAt(t.url, { 'x-api-key': key });
      return { name, call, permissions: new Set(permissions), isPerson: false };
    }),
  );
}

/** Make a key and answer it whole. */
export async function makeKey(owner: Caller, permissions: readonly Permission[]): Promise<string> {
  const answer = await owner('POST', '/api/api-keys', { name: 'Wall', permissions });
  if (answer.status !== 201) throw new Error(`no key: ${answer.text}`);
  return answer.json.key;
}

/** A key of a partner that expired a minute ago. */
export async function expiredKey(t: TestHttp, owner: Caller): Promise<Caller> {
  const key = await makeKey(owner, PARTNER_PERMISSIONS);
  const expired = new Date(t.now() - 60_000).toISOString();
  await runAsAdmin(t.db.adminUrl, 'update api_keys set expires_at = $1 where prefix = $2', [
    expired,
    key.split('_')[1],
  ]);
  return callerAt(t.url, { 'x-api-key': key });
}

/** The installation's own tenant with two administrators, of whom one is on a visit to a partner. */
export async function platformCallers(t: TestHttp, visited: TenantId): Promise<KnownCaller[]> {
  const installation = await t.db.database.withPlatform((platform) =>
    createPartner(platform, { name: 'Installation', slug: 'platform', timeZone: 'UTC', kind: 'platform' }),
  );
  const administrator = await signIn(t, installation.tenantId, 'platform-admin');
  const visitor = await signIn(t, installation.tenantId, 'platform-admin');
  const visit = await visitor('POST', `/api/platform/partners/${visited}/visit`, {
    reason: 'Asked for help',
  });
  if (visit.status >= 300) throw new Error(`no visit: ${visit.text}`);
  return [
    person('platform-admin', administrator, ROLE_PERMISSIONS['platform-admin' satisfies BuiltInRole]),
    person('visitor', visitor, VISITOR_PERMISSIONS),
  ];
}
