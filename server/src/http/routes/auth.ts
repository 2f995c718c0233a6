import {
  loginBody,
  loginReply,
  meReply,
  refreshBody,
  refreshReply,
  secondFactorBody,
} from '@project88/core/contract/auth.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { originOf, pageOriginOf } from '../../auth/origin.ts';
import { homePrincipal } from '../../auth/recognition.ts';
import { principalOf } from '../access.ts';
import {
  type Caller,
  clearLoginCookie,
  loginOriginOf,
  loginTokenOf,
  proofOf,
  recognise,
} from '../authentication.ts';
import { described } from '../describe.ts';
import { accessFor, answerLogin, describeLogin } from '../loginAnswer.ts';
import { describeMe } from '../me.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Sign-in';

/** Signing in and out. */
export function authRoutes(app: App, parts: HttpParts): void {
  signInRoutes(app, parts);
  refreshRoute(app, parts);
  endRoutes(app, parts);
}

function signInRoutes(app: App, parts: HttpParts): void {
  const { signIn, secondFactors } = parts;

  app.post(
    '/api/auth/login',
    {
      schema: {
        ...described(
          {
            tag,
            summary: 'Sign in: sets the cookie and answers an access token',
            description:
              'People with a second factor get `SECOND_FACTOR_REQUIRED` with a ticket for the second step in `details`.',
          },
          { 200: loginReply },
        ),
        body: loginBody,
      },
    },
    async (request, reply) => {
      const { email, password, refreshToken = false } = request.body;
      const pageOrigin = pageOriginOf(request.headers, originOf(parts.publicUrl()));
      const wishes = { refreshToken, pageOrigin };
      const opened = await signIn.login(email, password, loginOriginOf(request), wishes);
      return answerLogin(reply, opened, parts);
    },
  );

  app.post(
    '/api/auth/second-factor',
    {
      schema: {
        ...described(
          { tag, summary: 'The second step of signing in: a code, a recovery code or a passkey' },
          { 200: loginReply },
        ),
        body: secondFactorBody,
      },
    },
    async (request, reply) => {
      const { tenantId, userId, ...done } = await secondFactors.finish(request.body, request.ip);
      const { refreshToken = false } = done.options;
      const opened = await signIn.open({ tenantId, userId }, loginOriginOf(request), {
        refreshToken,
        secondFactor: done.method,
        passwordPrint: done.passwordPrint,
      });
      return answerLogin(reply, opened, parts);
    },
  );
}

function refreshRoute(app: App, parts: HttpParts): void {
  const { recognition, refreshTokens } = parts;

  app.post(
    '/api/auth/refresh',
    {
      schema: {
        ...described(
          {
            tag,
            summary: 'A fresh access token, for a refresh token or for the holder of the cookie',
            description:
              'Each refresh token is used once and brings the next. One that comes a second time ends the login, also when both come at the same moment: refresh one request at a time.',
          },
          { 200: z.union([loginReply, refreshReply]) },
        ),
        body: refreshBody.nullish(),
      },
    },
    async (request) => {
      if (request.body) {
        const origin = { id: request.id, address: request.ip };
        const { recognised, refreshToken } = await refreshTokens.rotate(request.body.refreshToken, origin);
        return { ...(await accessFor(recognised, parts)), refreshToken };
      }
      const token = loginTokenOf(request.headers);
      const recognised = token === null ? null : await recognition.byCookie(token, proofOf(request).isUse);
      if (recognised === null) throw new ProblemError('NOT_SIGNED_IN');
      return describeLogin(recognised, parts);
    },
  );
}

function endRoutes(app: App, parts: HttpParts): void {
  const { signIn, tokens } = parts;

  app.post(
    '/api/auth/logout',
    {
      schema: described({ tag, summary: 'Sign out; also fine when nobody is signed in' }, { 204: z.null() }),
    },
    async (request, reply) => {
      const caller = await callerOf(request);
      if (caller !== null && caller.login !== null) {
        const { principal, login } = caller;
        const from = { id: request.id, address: request.ip };
        await signIn.logout({ ...homePrincipal({ principal, login }), request: from }, login);
      }
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

  app.get(
    '/.well-known/jwks.json',
    {
      schema: described(
        {
          tag,
          summary: 'The public keys of our access tokens (RFC 7517)',
          description: 'With a key that is not known here yet, ask again.',
        },
        { 200: z.object({ keys: z.array(z.record(z.string(), z.string())) }) },
      ),
    },
    async (_request, reply) =>
      reply.type('application/jwk-set+json').send({ keys: await tokens.publicKeys() }),
  );

  /** Whoever signs out with a proof that is no longer valid is signed out already. */
  async function callerOf(request: FastifyRequest): Promise<Caller | null> {
    try {
      return await recognise(proofOf(request), parts);
    } catch (error) {
      if (error instanceof ProblemError && error.status < 500) return null;
      throw error;
    }
  }
}
