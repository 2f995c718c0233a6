import { loginPage } from '@project88/core/contract/account.ts';
import { pageQuery } from '@project88/core/contract/common.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { permissionsOf } from '@project88/core/contract/permissions.ts';
import {
  changeMemberBody,
  invitationMade,
  invitationPage,
  inviteBody,
  memberPage,
  memberView,
  oneTimeLink,
} from '@project88/core/contract/team.ts';
import type { InvitationId, UserId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { checkHeld } from '../../auth/held.ts';
import { removeFactorsOf } from '../../auth/secondFactorsSetup.ts';
import { changeMember, chooseRole, memberToTouch, otherToTouch } from '../../auth/team.ts';
import { appendAudit } from '../../store/audit.ts';
import { getInvitation, listInvitations, revokeInvitation } from '../../store/invitations.ts';
import { endLogins, listLogins } from '../../store/loginSessions.ts';
import { listMembers } from '../../store/members.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import { viewInvitation, viewMember } from '../teamViews.ts';
import type { App, HttpParts } from '../types.ts';
import { viewLogin } from '../views.ts';

const tag = 'Team';
const PERSON = 'person';
const INVITATION = 'invitation';

/** The people of a partner, and who is invited. */
export function teamRoutes(app: App, parts: HttpParts): void {
  for (const routes of [memberRoutes, loginRoutes, helpRoutes, inviteRoutes, invitationRoutes])
    routes(app, parts);
}

function personId(request: { params: { id: string } }): UserId {
  return rowId<UserId>(request.params.id, PERSON);
}

function memberRoutes(app: App, { database, sockets }: HttpParts): void {
  app.get(
    '/api/team',
    {
      schema: {
        ...described({ tag, summary: 'The people of the partner' }, { 200: memberPage }),
        querystring: pageQuery,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const page = await listMembers(scope, request.query);
        return { ...page, items: page.items.map(viewMember) };
      }),
  );

  app.patch(
    '/api/team/:id',
    {
      schema: {
        ...described(
          { tag, summary: 'Change a person’s name or role, or block or unblock them; counts at once' },
          { 200: memberView },
          404,
          409,
          422,
        ),
        params: idParams,
        body: changeMemberBody,
      },
    },
    async (request) => {
      const id = personId(request);
      const { member, isMoved, isOut } = await database.withTenant(principalOf(request), (scope) =>
        changeMember(scope, id, request.body),
      );
      if (isOut) sockets.endUser(id);
      if (isMoved) sockets.moveUser(id);
      return viewMember(member);
    },
  );
}

function loginRoutes(app: App, { database, sockets }: HttpParts): void {
  app.get(
    '/api/team/:id/logins',
    {
      schema: {
        ...described({ tag, summary: 'Where a person is signed in' }, { 200: loginPage }, 404),
        params: idParams,
        querystring: pageQuery,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const { id } = await memberToTouch(scope, personId(request));
        const page = await listLogins(scope, id, request.query);
        return { ...page, items: page.items.map((login) => viewLogin(login, request.login?.id ?? null)) };
      }),
  );

  app.delete(
    '/api/team/:id/logins',
    {
      schema: {
        ...described({ tag, summary: 'Sign a person out everywhere' }, { 204: z.null() }, 404),
        params: idParams,
      },
    },
    async (request, reply) => {
      const id = personId(request);
      await database.withTenant(principalOf(request), async (scope) => {
        const { email } = await memberToTouch(scope, id);
        const ended = await endLogins(scope, id, { reason: 'ended-by-team' });
        const after = { email, logins: ended.length };
        await appendAudit(scope, { action: 'member.logins-ended', object: { kind: 'user', id }, after });
      });
      sockets.endUser(id);
      return reply.code(204).send(null);
    },
  );
}

function helpRoutes(app: App, { database, passwordResets }: HttpParts): void {
  app.post(
    '/api/team/:id/reset-link',
    {
      schema: {
        ...described(
          { tag, summary: 'A link for a person who forgot their password: sent, or shown this once' },
          { 201: oneTimeLink },
          404,
          409,
        ),
        params: idParams,
      },
    },
    async (request, reply) => {
      const id = personId(request);
      const draft = await database.withTenant(principalOf(request), async (scope) => {
        const member = await otherToTouch(scope, id);
        if (member.disabled) throw new ProblemError('CONFLICT', { reason: 'This person is blocked.' });
        const made = await passwordResets.draft(scope, member);
        const after = { email: member.email };
        await appendAudit(scope, { action: 'member.reset-link-made', object: { kind: 'user', id }, after });
        return made;
      });
      return reply.code(201).send(await passwordResets.deliver(draft));
    },
  );

  app.post(
    '/api/team/:id/remove-factors',
    {
      schema: {
        ...described(
          { tag, summary: 'Remove the second factors of a person who lost them' },
          { 204: z.null() },
          404,
          409,
        ),
        params: idParams,
      },
    },
    async (request, reply) => {
      const id = personId(request);
      await database.withTenant(principalOf(request), async (scope) => {
        const { email } = await otherToTouch(scope, id);
        const factors = await removeFactorsOf(scope, id);
        const before = { email, factors };
        await appendAudit(scope, { action: 'member.factors-removed', object: { kind: 'user', id }, before });
      });
      return reply.code(204).send(null);
    },
  );
}

function inviteRoutes(app: App, { database, invitations }: HttpParts): void {
  app.get(
    '/api/team/invitations',
    {
      schema: {
        ...described(
          { tag, summary: 'Invitations that nobody has accepted yet, newest first' },
          { 200: invitationPage },
        ),
        querystring: pageQuery,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const page = await listInvitations(scope, request.query);
        return { ...page, items: page.items.map(viewInvitation) };
      }),
  );

  app.post(
    '/api/team/invitations',
    {
      schema: {
        ...described(
          {
            tag,
            summary: 'Invite a person: the link is sent, or shown this once',
            description: 'A person who was invited before gets a new link, and the old one stops working.',
          },
          { 201: invitationMade },
          404,
          409,
          422,
        ),
        body: inviteBody,
      },
    },
    async (request, reply) => {
      const { email, name, ...choice } = request.body;
      const draft = await database.withTenant(principalOf(request), async (scope) => {
        const { role, customRoleId } = await chooseRole(scope, choice);
        return invitations.draft(scope, { email, name, role, customRoleId });
      });
      return reply.code(201).send(await invitations.deliver(draft));
    },
  );
}

function invitationRoutes(app: App, { database }: HttpParts): void {
  app.delete(
    '/api/team/invitations/:id',
    {
      schema: {
        ...described({ tag, summary: 'Take an invitation back' }, { 204: z.null() }, 404),
        params: idParams,
      },
    },
    async (request, reply) => {
      const id = rowId<InvitationId>(request.params.id, INVITATION);
      await database.withTenant(principalOf(request), async (scope) => {
        const { email, role, customPermissions } = found(await getInvitation(scope, id), INVITATION);
        checkHeld(scope.principal, permissionsOf(role, customPermissions ?? []));
        found((await revokeInvitation(scope, id)) || null, INVITATION);
        const before = { email, role };
        await appendAudit(scope, {
          action: 'invitation.revoked',
          object: { kind: 'invitation', id },
          before,
        });
      });
      return reply.code(204).send(null);
    },
  );
}
