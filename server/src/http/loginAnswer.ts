import type { LoginReply } from '@project88/core/contract/auth.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply } from 'fastify';
import { AUTH_LIMITS } from '../auth/limits.ts';
import type { Recognised } from '../auth/recognition.ts';
import type { OpenedLogin } from '../auth/signIn.ts';
import { setLoginCookie } from './authentication.ts';
import { describeMe } from './me.ts';
import type { HttpParts } from './types.ts';

/** Answer somebody who has just signed in: sets the cookie, and says who they are with an access token. */
export async function answerLogin(
  reply: FastifyReply,
  { token, refreshToken }: OpenedLogin,
  parts: HttpParts,
): Promise<LoginReply> {
  const recognised = await parts.recognition.byCookie(token);
  if (recognised === null) throw new ProblemError('NOT_SIGNED_IN');
  const lifeS = Math.floor((recognised.login.expiresAtMs - parts.clock()) / 1_000);
  setLoginCookie(reply, token, lifeS, parts.publicUrl());
  return { ...(await describeLogin(recognised, parts)), ...(refreshToken !== null && { refreshToken }) };
}

/** Who is signed in, with a fresh access token. */
export async function describeLogin(recognised: Recognised, parts: HttpParts): Promise<LoginReply> {
  const [me, access] = await Promise.all([describeMe(recognised, parts), accessFor(recognised, parts)]);
  return { ...me, ...access };
}

/** A fresh access token for a login. */
export async function accessFor(
  { login }: Recognised,
  { tokens }: Pick<HttpParts, 'tokens'>,
): Promise<Pick<LoginReply, 'accessToken' | 'expiresInS'>> {
  return { accessToken: await tokens.sign(login), expiresInS: AUTH_LIMITS.accessTokenS };
}
