import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AUTH_LIMITS } from '../auth/limits.ts';
import { comesFromOtherSite, isOurOrigin, isSafeMethod } from '../auth/origin.ts';
import type { Principal } from '../tenancy/principal.ts';
import { accessOf, checkRole } from './access.ts';
import type { App, HttpParts } from './types.ts';

export const LOGIN_COOKIE = 'p88_session';
const BEARER = /^Bearer +(\S+)$/i;

type Recogniser = Pick<HttpParts, 'signIn' | 'tokens' | 'publicUrl'>;

/**
 * Decides about every request before anything else looks at it: its route's access, who calls, and for requests that
 * change something whether a foreign page sent them with our cookie.
 */
export function installAuthentication(app: App, parts: Recogniser): void {
  app.decorateRequest('principal', null);
  app.addHook('onRoute', (route) => {
    const [access] = [route.method].flat().map((method) => accessOf(method, route.url));
    route.config = { ...route.config, ...(access !== undefined && { access }) };
  });
  app.addHook('onRequest', async (request: FastifyRequest) => {
    refuseForeignPages(request, parts);
    const { access } = request.routeOptions.config;
    if (access === undefined || access === 'public') return;
    request.principal = await recognise(request.headers, parts);
    if (request.principal === null) throw new ProblemError('NOT_SIGNED_IN');
    checkRole(access, request.principal);
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
  { signIn, tokens }: Pick<Recogniser, 'signIn' | 'tokens'>,
): Promise<Principal | null> {
  if (headers.authorization !== undefined)
    return tokens.verify(BEARER.exec(headers.authorization)?.[1] ?? '');
  const token = loginTokenOf(headers);
  return token === null ? null : signIn.recognise(token);
}

export function loginTokenOf(headers: IncomingHttpHeaders): string | null {
  return fastifyCookie.parse(headers.cookie ?? '')[LOGIN_COOKIE] ?? null;
}

/**
 * Who opens a WebSocket that needs a login. Throws `NOT_SIGNED_IN`, `TOKEN_INVALID` or, when a foreign page opens it with
 * our cookie, `ORIGIN_REFUSED`: browsers send cookies with WebSockets to any site and let the page read the answers.
 */
export async function recogniseUpgrade(request: IncomingMessage, parts: Recogniser): Promise<Principal> {
  const { origin, host } = request.headers;
  if (origin !== undefined && !isOurOrigin(origin, host, originOf(parts.publicUrl()))) {
    throw new ProblemError('ORIGIN_REFUSED');
  }
  const principal = await recognise(request.headers, parts);
  if (principal === null) throw new ProblemError('NOT_SIGNED_IN');
  return principal;
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
