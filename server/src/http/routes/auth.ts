import { loginBody, loginReply, meReply } from '@project88/core/contract/auth.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AUTH_LIMITS } from '../../auth/limits.ts';
import { principalOf } from '../access.ts';
import { clearLoginCookie, loginTokenOf, recognise, setLoginCookie } from '../authentication.ts';
import { described } from '../describe.ts';
import { describeMe } from '../me.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Sign-in';

/** Signing in and out. */
export function authRoutes(app: App, parts: HttpParts): void {
  const { signIn, recognition, tokens } = parts;

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
      const { token } = await signIn.login(email, password, loginOriginOf(request));
      setLoginCookie(reply, token, parts.publicUrl());
      return loginAnswer(token);
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
      const token = loginTokenOf(request.headers);
      if (token === null) throw new ProblemError('NOT_SIGNED_IN');
      return loginAnswer(token);
    },
  );

  app.post(
    '/api/auth/logout',
    {
      schema: described({ tag, summary: 'Sign out; also fine when nobody is signed in' }, { 204: z.null() }),
    },
    async (request, reply) => {
      const recognised = await recognise(request.headers, parts).catch(refusedToken);
      if (recognised !== null) await signIn.logout(recognised.login);
      clearLoginCookie(reply, parts.publicUrl());
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/auth/me',
    { schema: described({ tag, summary: 'Who is signed in, and for which partner' }, { 200: meReply }) },
    async (request) => {
      if (request.login === null) throw new ProblemError('NOT_SIGNED_IN');
      return describeMe({ principal: principalOf(request), login: request.login }, parts);
    },
  );

  async function loginAnswer(token: string) {
    const recognised = await recognition.byCookie(token);
    if (recognised === null) throw new ProblemError('NOT_SIGNED_IN');
    const [me, accessToken] = await Promise.all([
      describeMe(recognised, parts),
      tokens.sign(recognised.login),
    ]);
    return { ...me, accessToken, expiresInS: AUTH_LIMITS.accessTokenS };
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
