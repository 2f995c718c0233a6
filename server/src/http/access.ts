import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../tenancy/principal.ts';

/** Who may call a route: anybody, everybody who is signed in, or owners alone. */
export type Access = 'public' | 'signed-in' | 'owner';

/**
 * Every route of the server with who may call it. A route that is not here stops the start, so none can be forgotten.
 * Owners hand out keys, because a key brings data in; everything of a race day an operator can do as well.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
  'POST /api/auth/login': 'public',
  'POST /api/auth/refresh': 'signed-in',
  'POST /api/auth/logout': 'public',
  'GET /api/auth/me': 'signed-in',

  'POST /api/sessions/create': 'signed-in',
  'GET /api/sessions': 'signed-in',
  'GET /api/sessions/:id': 'signed-in',
  'PATCH /api/sessions/:id': 'signed-in',
  'DELETE /api/sessions/:id': 'signed-in',
  'GET /api/sessions/:id/data': 'signed-in',
  'GET /api/sessions/:id/links': 'signed-in',
  'GET /api/sessions/:id/roster': 'signed-in',
  'PUT /api/sessions/:id/roster': 'signed-in',
  'PUT /api/sessions/:id/results': 'signed-in',
  'POST /api/sessions/:id/command': 'signed-in',
  'DELETE /api/sessions/:id/streams/:timingSessionId': 'signed-in',

  'GET /api/chronotrack/sessions': 'signed-in',
  'GET /api/chronotrack/sessions/:id': 'signed-in',
  'GET /api/chronotrack/sessions/:id/preview': 'signed-in',
  'POST /api/chronotrack/sessions/:id/select': 'signed-in',
  'POST /api/chronotrack/sessions/:id/replay': 'signed-in',

  'POST /api/display/generate-url': 'signed-in',
  'GET /api/display/:id': 'public',
  'DELETE /api/display/:id': 'signed-in',

  'GET /api/timing-keys': 'signed-in',
  'POST /api/timing-keys': 'owner',
  'DELETE /api/timing-keys/:id': 'owner',

  'GET /api/openapi.json': 'public',
  'GET /api/docs': 'public',
  'GET /api/docs/*': 'public',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'public',
  'GET /display/:id': 'public',
  'GET /assets/*': 'public',
};

/** Routes that the page of the API brings along; all of them are below it and public. */
const DOCS_ROUTE = /^\/api\/docs(\/|$)/;

/** The access of a route. Throws when nobody decided it: the server must not start then. */
export function accessOf(method: string, url: string): Access {
  const asked = method === 'HEAD' ? 'GET' : method;
  const access = ACCESS[`${asked} ${DOCS_ROUTE.test(url) ? '/api/docs/*' : url}`];
  if (access === undefined) throw new Error(`route without a decision who may call it: ${method} ${url}`);
  return access;
}

/** Throws `FORBIDDEN` when the role does not suffice. */
export function checkRole(access: Access, principal: Principal): void {
  const { actor } = principal;
  if (access === 'owner' && !(actor.kind === 'user' && actor.role === 'owner'))
    throw new ProblemError('FORBIDDEN');
}

/** Methods that this path takes: the difference between 404 and 405. */
export function methodsOf(path: string): string[] {
  return Object.keys(ACCESS)
    .map((route) => route.split(' ') as [string, string])
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
  }
  interface FastifyContextConfig {
    access?: Access;
  }
}
