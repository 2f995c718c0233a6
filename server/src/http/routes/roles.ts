import { ProblemError } from '@project88/core/contract/errors.ts';
import {
  type BuiltInRole,
  PARTNER_ROLES,
  type Permission,
  permissionsOf,
  ROLE_WORDS,
} from '@project88/core/contract/permissions.ts';
import { roleBody, roleList, roleView } from '@project88/core/contract/team.ts';
import type { CustomRoleId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { checkGivable, checkHeld } from '../../auth/held.ts';
import { appendAudit } from '../../store/audit.ts';
import {
  type CustomRoleRecord,
  countPeopleByRole,
  createCustomRole,
  deleteCustomRole,
  getCustomRole,
  listCustomRoles,
  listPeopleOfRole,
  setCustomRole,
} from '../../store/customRoles.ts';
import { revokeInvitationsOfRole } from '../../store/invitations.ts';
import { getPartnerState, lockPartner } from '../../store/partners.ts';
import { checkQuota } from '../../store/quotas.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { isUniqueViolation } from '../../tenancy/failures.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import { viewBuiltInRole, viewCustomRole } from '../teamViews.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Roles';
const WHAT = 'role';

/** The roles that people of a partner may have. */
export function roleRoutes(app: App, parts: HttpParts): void {
  for (const route of [list, create, change, remove]) route(app, parts);
}

function list(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'The built-in roles, then the partner’s own' };
  app.get('/api/roles', { schema: described(words, { 200: roleList }) }, (request) =>
    database.withTenant(principalOf(request), async (scope) => {
      const [partner, people, own] = await Promise.all([
        getPartnerState(scope),
        countPeopleByRole(scope),
        listCustomRoles(scope),
      ]);
      const builtIn: readonly BuiltInRole[] =
        partner?.kind === 'platform' ? ['platform-admin'] : PARTNER_ROLES;
      const items = builtIn.map((role) => viewBuiltInRole(role, people.get(role) ?? 0));
      return { items: [...items, ...own.map(viewCustomRole)] };
    }),
  );
}

function create(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Make a role from permissions that you have yourself' };
  const schema = { ...described(words, { 201: roleView }, 409, 422), body: roleBody };
  app.post('/api/roles', { schema }, async (request, reply) => {
    const { name } = request.body;
    const permissions = [...new Set(request.body.permissions)];
    const made = await named(name, () =>
      database.withTenant(principalOf(request), async (scope) => {
        checkGivable(scope.principal, permissions);
        await checkQuota(scope, 'customRoles');
        const id = await createCustomRole(scope, { name, permissions });
        const after = { name, permissions };
        await appendAudit(scope, { action: 'role.made', object: { kind: 'role', id }, after });
        return { id, name, permissions, people: 0 };
      }),
    );
    return reply.code(201).send(viewCustomRole(made));
  });
}

function change(app: App, { database, sockets }: HttpParts): void {
  const words = {
    tag,
    summary: 'Rename a role or change what it may do; counts at once for everybody with it',
  };
  const replies = described(words, { 200: roleView }, 404, 409);
  const schema = { ...replies, params: idParams, body: roleBody.partial() };
  app.patch('/api/roles/:id', { schema }, async (request) => {
    const id = rowId<CustomRoleId>(request.params.id, WHAT);
    const changed = await named(request.body.name ?? '', () =>
      database.withTenant(principalOf(request), (scope) => changeRole(scope, id, request.body)),
    );
    for (const person of changed.people) sockets.moveUser(person);
    return viewCustomRole(changed.role);
  });
}

/** Change a role, and take back what its people invited when they lose something by it. */
async function changeRole(
  scope: TenantScope,
  id: CustomRoleId,
  { name, permissions }: { name?: string | undefined; permissions?: Permission[] | undefined },
) {
  const before = await roleToTouch(scope, id);
  const after = { name: name ?? before.name, permissions: [...new Set(permissions ?? known(before))] };
  checkGivable(scope.principal, after.permissions);
  await setCustomRole(scope, id, after);
  const loses = known(before).some((each) => !after.permissions.includes(each));
  if (loses) await revokeInvitationsOfRole(scope, id);
  const people = permissions === undefined ? [] : await listPeopleOfRole(scope, id);
  const facts = { before: { name: before.name, permissions: before.permissions }, after };
  await appendAudit(scope, { action: 'role.changed', object: { kind: 'role', id }, ...facts });
  return { role: { ...before, ...after }, people };
}

function remove(app: App, { database }: HttpParts): void {
  const words = { tag, summary: 'Delete a role that nobody has' };
  const schema = { ...described(words, { 204: z.null() }, 404, 409), params: idParams };
  app.delete('/api/roles/:id', { schema }, async (request, reply) => {
    const id = rowId<CustomRoleId>(request.params.id, WHAT);
    await database.withTenant(principalOf(request), async (scope) => {
      const { name, permissions, people } = await roleToTouch(scope, id);
      if (people > 0) throw new ProblemError('ROLE_IN_USE', { people });
      await deleteCustomRole(scope, id);
      const before = { name, permissions };
      await appendAudit(scope, { action: 'role.deleted', object: { kind: 'role', id }, before });
    });
    return reply.code(204).send(null);
  });
}

/** A role that the caller may change: one with more than they have themselves is above them. */
async function roleToTouch(scope: TenantScope, id: CustomRoleId): Promise<CustomRoleRecord> {
  await lockPartner(scope);
  const role = found(await getCustomRole(scope, id), WHAT);
  checkHeld(scope.principal, known(role));
  return role;
}

function known({ permissions }: CustomRoleRecord): Permission[] {
  return [...permissionsOf('custom', permissions)];
}

/** Throws `NAME_TAKEN` for the name of another role, and for that of a built-in one: people would take it for that. */
async function named<T>(name: string, work: () => Promise<T>): Promise<T> {
  const builtIn = Object.values(ROLE_WORDS).map((words) => words.name.toLowerCase());
  if (builtIn.includes(name.toLowerCase())) throw new ProblemError('NAME_TAKEN', { what: WHAT });
  try {
    return await work();
  } catch (error) {
    if (isUniqueViolation(error, 'custom_roles_name_unique'))
      throw new ProblemError('NAME_TAKEN', { what: WHAT });
    throw error;
  }
}
