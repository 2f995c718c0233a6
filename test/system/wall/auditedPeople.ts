import { PASSWORD } from '../../support/httpServer.ts';
import { addApp, addPasskey, codeOf, localhostOf } from '../../support/people.ts';
import { SoftAuthenticator } from '../../support/softAuthenticator.ts';
import { address, json, NEW_PASSWORD, type Recipes, tokenOf } from './world.ts';

/** For every changing route about people and keys: what the log must say, and a call that works. */

export const AUTH: Recipes = {
  'POST /api/auth/login': ['login.succeeded', async (w, go) => go((await w.person()).login)],
  'POST /api/auth/second-factor': [
    'login.succeeded',
    async (w, go) => {
      const someone = await w.person();
      const { recoveryCodes } = await addApp(w.t, someone);
      const { ticket } = (await someone.login()).json.error.details;
      await go(() =>
        w.t.anybody('POST', '/api/auth/second-factor', { ticket, recoveryCode: recoveryCodes[0] }),
      );
    },
  ],
  'POST /api/auth/logout': [
    'login.ended',
    async (w, go) => {
      const { call } = await w.person();
      await go(() => call('POST', '/api/auth/logout'));
    },
  ],
  'POST /api/auth/reset': [
    'password.reset',
    async (w, go) => {
      const { userId } = await w.person();
      const token = tokenOf(await json(w.owner('POST', `/api/team/${userId}/reset-link`)));
      await go(() => w.t.anybody('POST', '/api/auth/reset', { token, password: NEW_PASSWORD }));
    },
  ],
  'POST /api/auth/invitation/accept': [
    'member.joined',
    async (w, go) => {
      const body = { token: tokenOf(await w.invite()), name: 'Kim Vale', password: NEW_PASSWORD };
      await go(() => w.t.anybody('POST', '/api/auth/invitation/accept', body));
    },
  ],
};

export const ACCOUNT: Recipes = {
  'PATCH /api/account': [
    'account.renamed',
    (w, go) => go(() => w.owner('PATCH', '/api/account', { name: address() })),
  ],
  'POST /api/account/password': [
    'password.changed',
    async (w, go) => {
      const { call } = await w.person();
      await go(() =>
        call('POST', '/api/account/password', { currentPassword: PASSWORD, password: NEW_PASSWORD }),
      );
    },
  ],
  'DELETE /api/account/logins': [
    'login.ended',
    async (w, go) => {
      const { call, login } = await w.person();
      await login();
      await go(() => call('DELETE', '/api/account/logins'));
    },
  ],
  'DELETE /api/account/logins/:id': [
    'login.ended',
    async (w, go) => {
      const { call, login } = await w.person();
      await login();
      const { items } = await json(call('GET', '/api/account/logins'));
      const other = items.find((item: { current: boolean }) => !item.current);
      await go(() => call('DELETE', `/api/account/logins/${other.id}`));
    },
  ],
  'POST /api/account/totp/:id/confirm': [
    'factor.added',
    async (w, go) => {
      const { call } = await w.person();
      const { id, secret } = await json(call('POST', '/api/account/totp', { currentPassword: PASSWORD }));
      const body = { code: codeOf(secret, w.t.now()) };
      await go(() => call('POST', `/api/account/totp/${id}/confirm`, body));
    },
  ],
  'POST /api/account/passkeys': [
    'factor.added',
    async (w, go) => {
      const someone = await w.person();
      await go(() => addPasskey(someone, new SoftAuthenticator(localhostOf(w.t))));
    },
  ],
  'POST /api/account/factors/:id/remove': [
    'factor.removed',
    async (w, go) => {
      const someone = await w.person();
      const { id } = await addApp(w.t, someone);
      const body = { currentPassword: PASSWORD };
      await go(() => someone.call('POST', `/api/account/factors/${id}/remove`, body));
    },
  ],
  'POST /api/account/recovery-codes': [
    'recovery-codes.made',
    async (w, go) => {
      const someone = await w.person();
      await addApp(w.t, someone);
      const body = { currentPassword: PASSWORD };
      await go(() => someone.call('POST', '/api/account/recovery-codes', body));
    },
  ],
};

export const TEAM: Recipes = {
  'PATCH /api/team/:id': [
    'member.changed',
    async (w, go) => {
      const { userId } = await w.person();
      await go(() => w.owner('PATCH', `/api/team/${userId}`, { disabled: true }));
    },
  ],
  'DELETE /api/team/:id/logins': [
    'member.logins-ended',
    async (w, go) => {
      const { userId } = await w.person();
      await go(() => w.owner('DELETE', `/api/team/${userId}/logins`));
    },
  ],
  'POST /api/team/:id/reset-link': [
    'member.reset-link-made',
    async (w, go) => {
      const { userId } = await w.person();
      await go(() => w.owner('POST', `/api/team/${userId}/reset-link`));
    },
  ],
  'POST /api/team/:id/remove-factors': [
    'member.factors-removed',
    async (w, go) => {
      const someone = await w.person();
      await addApp(w.t, someone);
      await go(() => w.owner('POST', `/api/team/${someone.userId}/remove-factors`));
    },
  ],
  'POST /api/team/invitations': [
    'member.invited',
    (w, go) => go(() => w.owner('POST', '/api/team/invitations', { email: address(), role: 'viewer' })),
  ],
  'DELETE /api/team/invitations/:id': [
    'invitation.revoked',
    async (w, go) => {
      const { id } = await w.invite();
      await go(() => w.owner('DELETE', `/api/team/invitations/${id}`));
    },
  ],
  'POST /api/roles': [
    'role.made',
    (w, go) => go(() => w.owner('POST', '/api/roles', { name: 'Timer', permissions: ['displays.view'] })),
  ],
  'PATCH /api/roles/:id': [
    'role.changed',
    async (w, go) => {
      const id = await w.role();
      const body = { name: address(), permissions: ['timing.view'] };
      await go(() => w.owner('PATCH', `/api/roles/${id}`, body));
    },
  ],
  'DELETE /api/roles/:id': [
    'role.deleted',
    async (w, go) => {
      const id = await w.role();
      await go(() => w.owner('DELETE', `/api/roles/${id}`));
    },
  ],
  'POST /api/api-keys': [
    'api-key.made',
    (w, go) => go(() => w.owner('POST', '/api/api-keys', { name: 'Export', permissions: ['displays.view'] })),
  ],
  'POST /api/api-keys/:id/rotate': [
    'api-key.rotated',
    async (w, go) => {
      const id = await w.apiKey();
      await go(() => w.owner('POST', `/api/api-keys/${id}/rotate`, {}));
    },
  ],
  'DELETE /api/api-keys/:id': [
    'api-key.revoked',
    async (w, go) => {
      const id = await w.apiKey();
      await go(() => w.owner('DELETE', `/api/api-keys/${id}`));
    },
  ],
  'PATCH /api/partner': [
    'partner.changed',
    (w, go) => go(() => w.owner('PATCH', '/api/partner', { timeZone: 'UTC' })),
  ],
};
