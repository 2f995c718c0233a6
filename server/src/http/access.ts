import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Permission } from '@project88/core/contract/permissions.ts';
import type { FastifyRequest } from 'fastify';
import type { LoginSessionRecord } from '../store/loginSessions.ts';
import type { Principal } from '../tenancy/principal.ts';
import type { App } from './types.ts';

/**
 * Who may call a route: anybody, every person who is signed in (their own account; no API keys), or whoever has a
 * permission.
 */
export type Who = 'public' | 'person' | Permission;

/** How a route is counted by the rate limits; the numbers are in `rateLimitTable.ts`. */
export type RateClass = 'read' | 'write' | 'upload' | 'credentials' | 'page' | 'screen' | 'probe';

export type Rule = readonly [who: Who, rate: RateClass];

/**
 * Every route of the server with who may call it and how often. A route that is not here stops the start, so none can
 * be forgotten; the reference page and the tests of permissions are made from this table.
 */
export const ACCESS: Readonly<Record<string, Rule>> = {
  'POST /api/auth/login': ['public', 'credentials'],
  'POST /api/auth/second-factor': ['public', 'credentials'],
  'POST /api/auth/refresh': ['public', 'credentials'],
  'POST /api/auth/logout': ['public', 'write'],
  'GET /api/auth/me': ['person', 'read'],
  'POST /api/auth/forgot': ['public', 'credentials'],
  'POST /api/auth/reset': ['public', 'credentials'],
  'POST /api/auth/invitation': ['public', 'credentials'],
  'POST /api/auth/invitation/accept': ['public', 'credentials'],
  'GET /.well-known/jwks.json': ['public', 'probe'],

  'GET /api/account': ['person', 'read'],
  'PATCH /api/account': ['person', 'write'],
  'POST /api/account/password': ['person', 'credentials'],
  'GET /api/account/logins': ['person', 'read'],
  'DELETE /api/account/logins': ['person', 'write'],
  'DELETE /api/account/logins/:id': ['person', 'write'],
  'POST /api/account/totp': ['person', 'credentials'],
  'POST /api/account/totp/:id/confirm': ['person', 'credentials'],
  'POST /api/account/passkeys/options': ['person', 'credentials'],
  'POST /api/account/passkeys': ['person', 'credentials'],
  'POST /api/account/factors/:id/remove': ['person', 'credentials'],
  'POST /api/account/recovery-codes': ['person', 'credentials'],

  'GET /api/team': ['team.view', 'read'],
  'PATCH /api/team/:id': ['team.manage', 'write'],
  'GET /api/team/:id/logins': ['team.manage', 'read'],
  'DELETE /api/team/:id/logins': ['team.manage', 'write'],
  'POST /api/team/:id/reset-link': ['team.manage', 'write'],
  'POST /api/team/:id/remove-factors': ['team.manage', 'write'],
  'GET /api/team/invitations': ['team.view', 'read'],
  'POST /api/team/invitations': ['team.manage', 'write'],
  'DELETE /api/team/invitations/:id': ['team.manage', 'write'],
  'GET /api/roles': ['team.view', 'read'],
  'POST /api/roles': ['roles.manage', 'write'],
  'PATCH /api/roles/:id': ['roles.manage', 'write'],
  'DELETE /api/roles/:id': ['roles.manage', 'write'],

  'GET /api/api-keys': ['api-keys.manage', 'read'],
  'POST /api/api-keys': ['api-keys.manage', 'write'],
  'POST /api/api-keys/:id/rotate': ['api-keys.manage', 'write'],
  'DELETE /api/api-keys/:id': ['api-keys.manage', 'write'],

  'GET /api/partner': ['team.view', 'read'],
  'PATCH /api/partner': ['partner.manage', 'write'],

  'GET /api/audit': ['audit.view', 'read'],
  'GET /api/audit/export': ['audit.export', 'upload'],
  'GET /api/audit/verify': ['audit.view', 'upload'],

  'GET /api/platform/partners': ['platform.partners', 'read'],
  'POST /api/platform/partners': ['platform.partners', 'write'],
  'GET /api/platform/partners/:id': ['platform.partners', 'read'],
  'PATCH /api/platform/partners/:id': ['platform.partners', 'write'],
  'POST /api/platform/partners/:id/suspend': ['platform.partners', 'write'],
  'POST /api/platform/partners/:id/resume': ['platform.partners', 'write'],
  'POST /api/platform/partners/:id/delete': ['platform.partners', 'write'],
  'POST /api/platform/partners/:id/restore': ['platform.partners', 'write'],
  'POST /api/platform/partners/:id/invite-owner': ['platform.partners', 'write'],
  'POST /api/platform/partners/:id/visit': ['platform.visit', 'write'],
  'POST /api/platform/visit/end': ['person', 'write'],
  'GET /api/platform/users': ['platform.users', 'read'],
  'PATCH /api/platform/users/:id': ['platform.users', 'write'],

  'POST /api/sessions/create': ['displays.edit', 'write'],
  'GET /api/sessions': ['displays.view', 'read'],
  'GET /api/sessions/:id': ['displays.view', 'read'],
  'PATCH /api/sessions/:id': ['displays.edit', 'write'],
  'DELETE /api/sessions/:id': ['displays.edit', 'write'],
  'POST /api/sessions/:id/duplicate': ['displays.edit', 'write'],
  'GET /api/sessions/:id/entries': ['displays.view', 'read'],
  'GET /api/sessions/:id/crossings': ['displays.view', 'read'],
  'GET /api/sessions/:id/analytics': ['displays.view', 'read'],
  'GET /api/sessions/:id/notes': ['displays.view', 'read'],
  'PUT /api/sessions/:id/notes/:bib': ['displays.operate', 'write'],
  'DELETE /api/sessions/:id/notes/:bib': ['displays.operate', 'write'],
  'GET /api/presets': ['displays.view', 'read'],
  'POST /api/presets': ['displays.edit', 'write'],
  'PUT /api/presets/:id': ['displays.edit', 'write'],
  'DELETE /api/presets/:id': ['displays.edit', 'write'],
  'GET /api/sessions/:id/data': ['displays.view', 'read'],
  'GET /api/sessions/:id/links': ['displays.view', 'read'],
  'GET /api/sessions/:id/roster': ['displays.view', 'read'],
  'PUT /api/sessions/:id/roster': ['displays.edit', 'upload'],
  'PUT /api/sessions/:id/results': ['displays.edit', 'upload'],
  'POST /api/sessions/:id/command': ['displays.operate', 'write'],
  'GET /api/sessions/:id/program': ['displays.view', 'read'],
  'POST /api/sessions/:id/program': ['displays.operate', 'write'],
  'POST /api/sessions/:id/called': ['displays.operate', 'write'],
  'POST /api/sessions/:id/freeze': ['displays.operate', 'write'],
  'POST /api/sessions/:id/identify': ['displays.operate', 'write'],
  'POST /api/sessions/:id/reload': ['displays.operate', 'write'],
  'GET /api/sessions/:id/screens': ['displays.view', 'read'],
  'GET /api/sessions/:id/screens/:key': ['displays.view', 'read'],
  'PATCH /api/sessions/:id/screens/:key': ['displays.operate', 'write'],
  'POST /api/sessions/:id/screens/:key/identify': ['displays.operate', 'write'],
  'POST /api/sessions/:id/screens/:key/reload': ['displays.operate', 'write'],
  'POST /api/sessions/:id/pair': ['links.manage', 'write'],
  'DELETE /api/sessions/:id/streams/:timingSessionId': ['timing.bind', 'write'],

  'GET /api/chronotrack/sessions': ['timing.view', 'read'],
  'GET /api/chronotrack/sessions/:id': ['timing.view', 'read'],
  'GET /api/chronotrack/sessions/:id/preview': ['timing.view', 'read'],
  'POST /api/chronotrack/sessions/:id/select': ['timing.bind', 'write'],
  'POST /api/chronotrack/sessions/:id/replay': ['timing.bind', 'write'],

  'GET /api/playlists': ['displays.view', 'read'],
  'POST /api/playlists': ['displays.edit', 'write'],
  'GET /api/playlists/:id': ['displays.view', 'read'],
  'PUT /api/playlists/:id': ['displays.edit', 'write'],
  'DELETE /api/playlists/:id': ['displays.edit', 'write'],

  'GET /api/templates': ['templates.view', 'read'],
  'POST /api/templates': ['templates.edit', 'write'],
  'GET /api/templates/export': ['templates.edit', 'read'],
  'POST /api/templates/import': ['templates.edit', 'upload'],
  'GET /api/templates/:id': ['templates.view', 'read'],
  'PATCH /api/templates/:id': ['templates.edit', 'write'],
  'DELETE /api/templates/:id': ['templates.edit', 'write'],
  'PUT /api/templates/:id/draft': ['templates.edit', 'write'],
  'POST /api/templates/:id/publish': ['templates.edit', 'write'],
  'GET /api/templates/:id/versions': ['templates.view', 'read'],
  'GET /api/templates/:id/versions/:version': ['templates.view', 'read'],
  'POST /api/templates/:id/restore': ['templates.edit', 'write'],

  'GET /api/assets': ['templates.view', 'read'],
  'POST /api/assets': ['templates.edit', 'upload'],
  'GET /api/assets/usage': ['templates.view', 'read'],
  'POST /api/assets/clean-up': ['templates.edit', 'write'],
  'GET /api/assets/:id': ['templates.view', 'read'],
  'PATCH /api/assets/:id': ['templates.edit', 'write'],
  'DELETE /api/assets/:id': ['templates.edit', 'write'],
  'GET /api/assets/:id/file': ['templates.view', 'read'],
  'GET /api/assets/:id/uses': ['templates.view', 'read'],
  'POST /api/assets/:id/crop': ['templates.edit', 'upload'],

  // Each fetches something from the web and may take seconds: they stand in the line of uploads.
  'POST /api/style-import': ['templates.edit', 'upload'],
  'GET /api/style-import/preview': ['templates.edit', 'upload'],
  'POST /api/style-import/picture': ['templates.edit', 'upload'],

  'POST /api/pairing': ['public', 'screen'],
  'GET /api/pairing/:secret': ['public', 'screen'],

  'POST /api/display/generate-url': ['links.manage', 'write'],
  'GET /api/display/:id/status': ['public', 'screen'],
  'GET /api/display/:id/assets/:asset': ['public', 'screen'],
  'GET /api/display/:id': ['public', 'screen'],
  'DELETE /api/display/:id': ['links.manage', 'write'],

  'GET /api/timing-keys': ['timing-keys.view', 'read'],
  'POST /api/timing-keys': ['timing-keys.manage', 'write'],
  'DELETE /api/timing-keys/:id': ['timing-keys.manage', 'write'],

  'GET /api/openapi.json': ['public', 'page'],
  'GET /api/docs': ['public', 'page'],
  'GET /api/docs/*': ['public', 'page'],
  'GET /healthz': ['public', 'probe'],
  'GET /readyz': ['public', 'probe'],
  'GET /metrics': ['public', 'probe'],
  'GET /display': ['public', 'screen'],
  'GET /display/:id': ['public', 'screen'],
  'GET /display/:id/status': ['public', 'screen'],
  'GET /display-worker.js': ['public', 'page'],
  'GET /console-worker.js': ['public', 'page'],
  'GET /assets/*': ['public', 'page'],
  // What browsers ask before a page of another origin may call; answers who may, and nothing else.
  'OPTIONS *': ['public', 'page'],
};

/** Routes that the page of the API brings along; all of them are below it and public. */
const DOCS_ROUTE = /^\/api\/docs(\/|$)/;

/** The rule of a route. Throws when nobody decided it: the server must not start then. */
export function ruleOf(method: string, url: string): Rule {
  const asked = method === 'HEAD' ? 'GET' : method;
  const rule = ACCESS[`${asked} ${DOCS_ROUTE.test(url) ? '/api/docs/*' : url}`];
  if (rule === undefined) throw new Error(`route without a decision who may call it: ${method} ${url}`);
  return rule;
}

/** A route as the server has it. */
export interface RegisteredRoute {
  method: string;
  url: string;
}

/**
 * Give every route its rule as it is registered, and note it; a route without one stops the start. Must come before all
 * routes.
 */
export function installRules(app: App, registered: RegisteredRoute[]): void {
  app.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    registered.push(...methods.map((method) => ({ method, url: route.url })));
    const [rule] = methods.map((method) => ruleOf(method, route.url));
    route.config = { ...route.config, ...(rule !== undefined && { rule }) };
  });
}

/** Throws `PEOPLE_ONLY`, `SECOND_FACTOR_MISSING` or `FORBIDDEN` when the caller may not do this. */
export function checkAccess(who: Who, { actor, permissions }: Principal): void {
  if (who === 'public') return;
  const isPerson = actor.kind === 'user' || actor.kind === 'visitor';
  if (who === 'person') {
    if (!isPerson) throw new ProblemError('PEOPLE_ONLY');
    return;
  }
  if (actor.kind === 'user' && actor.secondFactorMissing) throw new ProblemError('SECOND_FACTOR_MISSING');
  if (!permissions.has(who)) throw new ProblemError('FORBIDDEN');
}

/** Methods that this path takes: the difference between 404 and 405. */
export function methodsOf(path: string): string[] {
  return Object.keys(ACCESS)
    .map((route) => route.split(' ') as [string, string])
    .filter(([, pattern]) => pattern !== '*')
    .filter(([, pattern]) => patternOf(pattern).test(path))
    .map(([method]) => method);
}

function patternOf(url: string): RegExp {
  return new RegExp(`^${url.replace(/:\w+/g, '[^/]+').replace('/*', '/.*').replaceAll('.json', '\\.json')}$`);
}

/** The signed-in caller of a route that needs one. */
export function principalOf(request: FastifyRequest): Principal {
  if (request.principal === null) throw new ProblemError('NOT_SIGNED_IN');
  return request.principal;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; null on public routes. */
    principal: Principal | null;
    /** The caller's login session; null for everybody but people. */
    login: LoginSessionRecord | null;
  }
  interface FastifyContextConfig {
    rule?: Rule;
  }
}
