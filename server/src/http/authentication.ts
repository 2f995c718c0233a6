import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { comesFromOtherSite, isOurOrigin, isSafeMethod, originOf } from '../auth/origin.ts';
import { homePrincipal } from '../auth/recognition.ts';
import type { LoginOrigin } from '../auth/signIn.ts';
import type { LoginSessionRecord } from '../store/loginSessions.ts';
import type { Principal } from '../tenancy/principal.ts';
import { checkAccess } from './access.ts';
import { Gate } from './gate.ts';
import { GATES } from './rateLimitTable.ts';
import type { App, HttpParts } from './types.ts';

export const LOGIN_COOKIE = 'p88_session';
const BEARER = /^Bearer +(\S+)$/i;

/** Sent by our console with what it asks for by itself, so that a screen that nobody looks at signs out. */
const BACKGROUND_HEADER = 'x-p88-background';

type Recogniser = Pick<HttpParts, 'recognition' | 'tokens' | 'apiKeys' | 'publicUrl' | 'addressOf'>;

/** Who calls, and with which login; programs with an API key have none. */
export interface Caller {
  principal: Principal;
  login: LoginSessionRecord | null;
}

/** What shows who calls, and from where. */
interface Proof {
  headers: IncomingHttpHeaders;
  address: string;
  /** False for what happens by itself; see `Recognition.byCookie`. */
  isUse: boolean;
}

/**
 * Decides about every request before anything else looks at it: its route's access, who calls, and for requests that
 * change something whether a foreign page sent them with our cookie.
 */
export function installAuthentication(app: App, parts: Recogniser): void {
  app.decorateRequest('principal', null);
  app.decorateRequest('login', null);
  const lookUps = new Gate(GATES.credential);
  app.addHook('onRequest', async (request: FastifyRequest) => {
    refuseForeignPages(request, parts);
    const [who] = request.routeOptions.config.rule ?? ['public'];
    if (who === 'public') return;
    const credential = credentialOf(request.headers);
    if (credential === null) throw new ProblemError('NOT_SIGNED_IN');
    const recognised = await lookUps.pass(credential, () => recognise(proofOf(request), parts));
    if (recognised === null) throw new ProblemError('NOT_SIGNED_IN');
    checkAccess(who, recognised.principal);
    request.login = recognised.login;
    request.principal = { ...recognised.principal, request: { id: request.id, address: request.ip } };
  });
}

function refuseForeignPages(request: FastifyRequest, { publicUrl }: Recogniser): void {
  const { headers, method } = request;
  const hasOwnProof = BEARER.test(headers.authorization ?? '') || headers['x-api-key'] !== undefined;
  if (isSafeMethod(method) || hasOwnProof) return;
  if (comesFromOtherSite(headers, originOf(publicUrl()))) throw new ProblemError('ORIGIN_REFUSED');
}

export function proofOf({ headers, ip }: FastifyRequest): Proof {
  return { headers, address: ip, isUse: headers[BACKGROUND_HEADER] === undefined };
}

/**
 * Who proves this: the holder of a valid access token or API key, else of a living login cookie, else null. A token or key
 * that is not valid is refused (`TOKEN_INVALID`, `API_KEY_INVALID`) even with a good cookie beside it, because the caller
 * means it; and both at once are refused (`BAD_REQUEST`), because nobody can tell which one is meant.
 */
export async function recognise(
  { headers, address, isUse }: Proof,
  { recognition, tokens, apiKeys }: Pick<Recogniser, 'recognition' | 'tokens' | 'apiKeys'>,
): Promise<Caller | null> {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization !== undefined && apiKey !== undefined)
    throw new ProblemError('BAD_REQUEST', { reason: 'send either Authorization or X-API-Key.' });
  if (apiKey !== undefined)
    return { principal: await apiKeys.recognise(String(apiKey), address), login: null };
  if (authorization !== undefined) {
    const proof = await tokens.verify(BEARER.exec(authorization)?.[1] ?? '');
    const recognised = await recognition.byToken(proof, isUse);
    if (recognised === null) throw new ProblemError('TOKEN_INVALID');
    return recognised;
  }
  const token = loginTokenOf(headers);
  return token === null ? null : recognition.byCookie(token, isUse);
}

/** What the caller proves itself with, for telling callers apart before they are looked up; null: nothing. */
function credentialOf(headers: IncomingHttpHeaders): string | null {
  const { authorization, 'x-api-key': apiKey } = headers;
  if (authorization !== undefined) return BEARER.exec(authorization)?.[1] ?? authorization;
  return apiKey === undefined ? loginTokenOf(headers) : String(apiKey);
}

/**
 * The person behind a request of a `person` route, with the principal of their own tenant, also while they visit another
 * one. Throws `PEOPLE_ONLY` for everybody else.
 */
export function personOf({ principal, login }: FastifyRequest): {
  home: Principal;
  login: LoginSessionRecord;
} {
  if (principal === null || login === null) throw new ProblemError('PEOPLE_ONLY');
  const home = homePrincipal({ principal, login });
  return { home: principal.request === undefined ? home : { ...home, request: principal.request }, login };
}

/** Where somebody signs in from. */
export function loginOriginOf({ id, ip, headers }: FastifyRequest): LoginOrigin {
  return { address: ip, userAgent: headers['user-agent'] ?? '', requestId: id };
}

export function loginTokenOf(headers: IncomingHttpHeaders): string | null {
  return fastifyCookie.parse(headers.cookie ?? '')[LOGIN_COOKIE] ?? null;
}

/**
 * Who opens a WebSocket that needs a login or a key. That is no use of a login: a page that was forgotten connects again
 * by itself. Throws `NOT_SIGNED_IN`, `TOKEN_INVALID`, `API_KEY_INVALID` or, when a foreign page opens it with our cookie,
 * `ORIGIN_REFUSED`: browsers send cookies with WebSockets to any site and let the page read the answers.
 */
export async function recogniseUpgrade(request: IncomingMessage, parts: Recogniser): Promise<Caller> {
  const { origin, host } = request.headers;
  if (origin !== undefined && !isOurOrigin(origin, host, originOf(parts.publicUrl()))) {
    throw new ProblemError('ORIGIN_REFUSED');
  }
  const address = parts.addressOf(request);
  const recognised = await recognise({ headers: request.headers, address, isUse: false }, parts);
  if (recognised === null) throw new ProblemError('NOT_SIGNED_IN');
  return recognised;
}

/**
 * Hand the login token to the browser for `lifeS` seconds. Scripts cannot read it; over https it never travels in clear.
 */
export function setLoginCookie(reply: FastifyReply, token: string, lifeS: number, publicUrl: string): void {
  reply.setCookie(LOGIN_COOKIE, token, { ...cookieOptions(publicUrl), maxAge: lifeS });
}

export function clearLoginCookie(reply: FastifyReply, publicUrl: string): void {
  reply.clearCookie(LOGIN_COOKIE, cookieOptions(publicUrl));
}

function cookieOptions(publicUrl: string) {
  return { path: '/', httpOnly: true, sameSite: 'lax', secure: publicUrl.startsWith('https:') } as const;
}
