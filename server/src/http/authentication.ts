import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AUTH_LIMITS } from '../auth/limits.ts';
import { comesFromOtherSite, isOurOrigin, isSafeMethod } from '../auth/origin.ts';
import type { Recognised } from '../auth/recognition.ts';
import { checkAccess } from './access.ts';
import type { App, HttpParts } from './types.ts';

export const LOGIN_COOKIE = 'p88_session';
const BEARER = /^Bearer +(\S+)$/i;

type Recogniser = Pick<HttpParts, 'recognition' | 'tokens' | 'publicUrl'>;

/**
 * Decides about every request before anything else looks at it: its route's access, who calls, and for requests that
 * change something whether a foreign page sent them with our cookie.
 */
export function installAuthentication(app: App, parts: Recogniser): void {
  app.decorateRequest('principal', null);
  app.decorateRequest('login', null);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    refuseForeignPages(request, parts);
    const [who] = request.routeOptions.config.rule ?? ['public'];
    if (who === 'public') return;
    const recognised = await recognise(request.headers, parts);
    if (recognised === null) throw new ProblemError('NOT_SIGNED_IN');
    checkAccess(who, recognised.principal);
    request.login = recognised.login;
    request.principal = { ...recognised.principal, request: { id: request.id, address: request.ip } };
  });
}

function refuseForeignPages(request: FastifyRequest, { publicUrl }: Recogniser): void {
  if (isSafeMethod(request.method) || BEARER.test(request.headers.authorization ?? '')) return;
  if (comesFromOtherSite(request.headers, originOf(publicUrl()))) throw new ProblemError('ORIGIN_REFUSED');
}

/**
 * Who sends these headers: the holder of a valid access token, else of a living login cookie, else null. A token that is
 * not valid is refused (`TOKEN_INVALID`) even with a good cookie beside it: the caller means the token.
 */
export async function recognise(
  headers: IncomingHttpHeaders,
  { recognition, tokens }: Pick<Recogniser, 'recognition' | 'tokens'>,
): Promise<Recognised | null> {
  if (headers.authorization !== undefined) {
    const proof = await tokens.verify(BEARER.exec(headers.authorization)?.[1] ?? '');
    const recognised = await recognition.byToken(proof);
    if (recognised === null) throw new ProblemError('TOKEN_INVALID');
    return recognised;
  }
  const token = loginTokenOf(headers);
  return token === null ? null : recognition.byCookie(token);
}

export function loginTokenOf(headers: IncomingHttpHeaders): string | null {
  return fastifyCookie.parse(headers.cookie ?? '')[LOGIN_COOKIE] ?? null;
}

/**
 * Who opens a WebSocket that needs a login. Throws `NOT_SIGNED_IN`, `TOKEN_INVALID` or, when a foreign page opens it with
 * our cookie, `ORIGIN_REFUSED`: browsers send cookies with WebSockets to any site and let the page read the answers.
 */
export async function recogniseUpgrade(request: IncomingMessage, parts: Recogniser): Promise<Recognised> {
  const { origin, host } = request.headers;
  if (origin !== undefined && !isOurOrigin(origin, host, originOf(parts.publicUrl()))) {
    throw new ProblemError('ORIGIN_REFUSED');
  }
  const recognised = await recognise(request.headers, parts);
  if (recognised === null) throw new ProblemError('NOT_SIGNED_IN');
  return recognised;
}

/** Hand the login token to the browser. Scripts cannot read it; over https it never travels in clear. */
export function setLoginCookie(reply: FastifyReply, token: string, publicUrl: string): void {
  reply.setCookie(LOGIN_COOKIE, token, {
    ...cookieOptions(publicUrl),
    maxAge: AUTH_LIMITS.loginAbsoluteMs / 1_000,
  });
}

export function clearLoginCookie(reply: FastifyReply, publicUrl: string): void {
  reply.clearCookie(LOGIN_COOKIE, cookieOptions(publicUrl));
}

function cookieOptions(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') } as const;
}

function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}
