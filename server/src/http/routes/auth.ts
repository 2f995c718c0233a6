import { loginBody, loginReply, meReply } from '@project88/core/contract/auth.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AUTH_LIMITS } from '../../auth/limits.ts';
import type { Principal } from '../../tenancy/principal.ts';
import { principalOf } from '../access.ts';
import { clearLoginCookie, loginTokenOf, recognise, setLoginCookie } from '../authentication.ts';
import { described } from '../describe.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Sign-in';

/** Signing in and out. */
export function authRoutes(app: App, parts: HttpParts): void {
  const { signIn, tokens } = parts;

  app.post(
    '/api/auth/login',
    {
      schema: {
        ...described(
          { tag, summary: 'Sign in: sets the cookie and answers an access token' },
          { 200: loginReply },
        ),
        body: loginBody,
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      const { principal, token } = await signIn.login(email, password, loginOriginOf(request));
      setLoginCookie(reply, token, parts.publicUrl());
      return loginAnswer(principal);
    },
  );

  app.post(
    '/api/auth/refresh',
    {
      schema: described(
        { tag, summary: 'A fresh access token for the holder of the cookie' },
        { 200: loginReply },
      ),
    },
    async (request) => {
      if (loginTokenOf(request.headers) === null) throw new ProblemError('NOT_SIGNED_IN');
      return loginAnswer(principalOf(request));
    },
  );

  app.post(
    '/api/auth/logout',
    {
      schema: described({ tag, summary: 'Sign out; also fine when nobody is signed in' }, { 204: z.null() }),
    },
    async (request, reply) => {
      const principal = await recognise(request.headers, parts).catch(refusedToken);
      if (principal !== null) await signIn.logout(principal);
      clearLoginCookie(reply, parts.publicUrl());
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/auth/me',
    { schema: described({ tag, summary: 'Who is signed in, and for which partner' }, { 200: meReply }) },
    async (request) => {
      const timingPort = parts.timingPort();
      const who = await signIn.whoIs(principalOf(request));
      return { ...who, ...(timingPort !== null && { timingPort }) };
    },
  );

  async function loginAnswer(principal: Principal) {
    const [who, accessToken] = await Promise.all([signIn.whoIs(principal), tokens.sign(principal)]);
    return { ...who, accessToken, expiresInS: AUTH_LIMITS.accessTokenS };
  }
}

function loginOriginOf(request: FastifyRequest) {
  return { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}

/** Whoever signs out with a token that is no longer valid is signed out already. */
function refusedToken(error: unknown): null {
  if (error instanceof ProblemError && error.code === 'TOKEN_INVALID') return null;
  throw error;
}
