import {
  accountReply,
  changeAccountBody,
  changePasswordBody,
  loginPage,
} from '@project88/core/contract/account.ts';
import { pageQuery } from '@project88/core/contract/common.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { LoginSessionId, UserId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { checkPassword } from '../../auth/passwordRules.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { appendAudit } from '../../store/audit.ts';
import { endLogin, endLogins, listLogins } from '../../store/loginSessions.ts';
import { getMember } from '../../store/members.ts';
import { getOwnAccount, renameUser, replacePassword } from '../../store/ownAccount.ts';
import { endPasswordResets } from '../../store/passwordResets.ts';
import { countRecoveryCodes } from '../../store/recoveryCodes.ts';
import { listFactors } from '../../store/secondFactors.ts';
import type { TenantScope } from '../../tenancy/database.ts';
import { clearLoginCookie, personOf } from '../authentication.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOrNull, viewLogin, viewUser } from '../views.ts';
import { viewFactor } from './secondFactors.ts';

const tag = 'Account';
const WHAT = 'login';

/** A person's own name, password and logins, in their own partner also while they visit another one. */
export function accountRoutes(app: App, parts: HttpParts): void {
  nameRoutes(app, parts);
  passwordRoute(app, parts);
  loginRoutes(app, parts);
}

function nameRoutes(app: App, { database }: HttpParts): void {
  app.get(
    '/api/account',
    {
      schema: described(
        { tag, summary: 'One’s own account, with its second factors' },
        { 200: accountReply },
      ),
    },
    (request) => {
      const { home, login } = personOf(request);
      return database.withTenant(home, (scope) => readAccount(scope, login.userId));
    },
  );

  app.patch(
    '/api/account',
    {
      schema: {
        ...described({ tag, summary: 'Change one’s own name' }, { 200: accountReply }),
        body: changeAccountBody,
      },
    },
    (request) => {
      const { home, login } = personOf(request);
      const { name } = request.body;
      return database.withTenant(home, async (scope) => {
        await renameUser(scope, login.userId, name);
        const account = await readAccount(scope, login.userId);
        await appendAudit(scope, {
          action: 'account.renamed',
          object: { kind: 'user', id: login.userId },
          before: { name: login.name },
          after: { name },
        });
        return account;
      });
    },
  );
}

function passwordRoute(app: App, { database, signIn, sockets }: HttpParts): void {
  app.post(
    '/api/account/password',
    {
      schema: {
        ...described(
          { tag, summary: 'Change one’s own password; all other logins and open links to a new one end' },
          { 204: z.null() },
          422,
        ),
        body: changePasswordBody,
      },
    },
    async (request, reply) => {
      const { home, login } = personOf(request);
      const { currentPassword, password } = request.body;
      const { tenantId, userId } = login;
      const account = await signIn.confirm({ tenantId, userId }, currentPassword, request.ip);
      await checkPassword(password, account);
      const hashes = { old: account.passwordHash, new: await hashPassword(password) };
      const ended = await database.withTenant(home, async (scope) => {
        if (!(await replacePassword(scope, userId, hashes))) throw new ProblemError('PASSWORD_WRONG');
        await endPasswordResets(scope, userId);
        const logins = await endLogins(scope, userId, { reason: 'password-changed', except: login.id });
        const object = { kind: 'user', id: userId };
        await appendAudit(scope, {
          action: 'password.changed',
          object,
          after: { loginsEnded: logins.length },
        });
        return logins;
      });
      for (const id of ended) sockets.endLogin(id);
      return reply.code(204).send(null);
    },
  );
}

function loginRoutes(app: App, parts: HttpParts): void {
  const { database, sockets } = parts;

  app.get(
    '/api/account/logins',
    {
      schema: {
        ...described({ tag, summary: 'Where one is signed in, newest first' }, { 200: loginPage }),
        querystring: pageQuery,
      },
    },
    async (request) => {
      const { home, login } = personOf(request);
      const page = await database.withTenant(home, (scope) => listLogins(scope, login.userId, request.query));
      return { ...page, items: page.items.map((each) => viewLogin(each, login.id)) };
    },
  );

  app.delete(
    '/api/account/logins',
    { schema: described({ tag, summary: 'Sign out everywhere else' }, { 204: z.null() }) },
    async (request, reply) => {
      const { home, login } = personOf(request);
      const { id: current, userId } = login;
      const ended = await database.withTenant(home, async (scope) => {
        const logins = await endLogins(scope, userId, { reason: 'ended', except: current });
        const after = { loginsEnded: logins.length };
        await appendAudit(scope, { action: 'login.ended', object: { kind: 'user', id: userId }, after });
        return logins;
      });
      for (const id of ended) sockets.endLogin(id);
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/account/logins/:id',
    {
      schema: {
        ...described({ tag, summary: 'End one of one’s own logins' }, { 204: z.null() }, 404),
        params: idParams,
      },
    },
    async (request, reply) => {
      const { home, login } = personOf(request);
      const id = rowId<LoginSessionId>(request.params.id, WHAT);
      const ended = await database.withTenant(home, (scope) => endOwnLogin(scope, login.userId, id));
      found(ended || null, WHAT);
      sockets.endLogin(id);
      if (id === login.id) clearLoginCookie(reply, parts.publicUrl());
      return reply.code(204).send(null);
    },
  );
}

async function endOwnLogin(scope: TenantScope, userId: UserId, id: LoginSessionId): Promise<boolean> {
  const ended = await endLogin(scope, userId, { id, reason: 'ended' });
  if (ended) await appendAudit(scope, { action: 'login.ended', object: { kind: 'login', id } });
  return ended;
}

async function readAccount(scope: TenantScope, userId: UserId) {
  const [user, account, factors, recoveryCodesLeft] = await Promise.all([
    getMember(scope, userId),
    getOwnAccount(scope, userId),
    listFactors(scope, userId),
    countRecoveryCodes(scope, userId),
  ]);
  if (user === null || account === null) throw new ProblemError('NOT_SIGNED_IN');
  return {
    user: viewUser(user),
    passwordChangedAt: isoOrNull(account.passwordChangedAtMs),
    factors: factors.map(viewFactor),
    recoveryCodesLeft,
  };
}
