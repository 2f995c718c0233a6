import type { ErrorCode } from '@project88/core/contract/errors.ts';
import type { FastifyRequest } from 'fastify';
import { type AuthEvent, type AuthLog, FAILED_PROOFS } from '../ops/authLog.ts';
import { toProblem } from './failures.ts';
import type { App } from './types.ts';

const SIGN_INS = new Set(['/api/auth/login', '/api/auth/second-factor', '/api/auth/invitation/accept']);
const LINKS = new Set(['/api/display/:id', '/display/:id']);

/**
 * Write sign-ins and failed proofs down, for all routes in one place, so that no route can forget it. Live sockets are
 * noted where they are refused (`live/upgrade.ts`).
 */
export function installAuthNotes(app: App, log: AuthLog): void {
  app.addHook('onError', async (request, _reply, error) => {
    const event = eventOf(request, toProblem(error).code);
    if (event !== undefined) log.note({ event, ...originOf(request) });
  });
  app.addHook('onResponse', async (request, reply) => {
    const isSignIn = SIGN_INS.has(request.routeOptions.url ?? '') && reply.statusCode < 300;
    if (isSignIn) log.note({ event: 'login-succeeded', ...originOf(request) });
  });
}

function eventOf(request: FastifyRequest, code: ErrorCode): AuthEvent | undefined {
  const route = request.routeOptions.url ?? '';
  if (code === 'RATE_LIMITED' && SIGN_INS.has(route)) return 'login-throttled';
  if (code === 'NOT_FOUND' && LINKS.has(route)) return 'link-unknown';
  return FAILED_PROOFS[code];
}

function originOf(request: FastifyRequest) {
  const account = accountOf(request.body);
  return { address: request.ip, requestId: request.id, ...(account !== null && { account }) };
}

function accountOf(body: unknown): string | null {
  const hasEmail = typeof body === 'object' && body !== null && 'email' in body;
  return hasEmail && typeof body.email === 'string' ? body.email : null;
}
