import {
  acceptInvitationBody,
  forgotBody,
  forgotReply,
  invitationOffer,
  invitationTokenBody,
  loginReply,
  resetBody,
} from '@project88/core/contract/auth.ts';
import { z } from 'zod';
import { loginOriginOf } from '../authentication.ts';
import { described } from '../describe.ts';
import { answerLogin } from '../loginAnswer.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Sign-in';

/** What people do who have no login: join by invitation, and set a new password. */
export function oneTimeLinkRoutes(app: App, parts: HttpParts): void {
  app.addHook('onClose', () => parts.passwordResets.close());
  resetRoutes(app, parts);
  invitationRoutes(app, parts);
}

function resetRoutes(app: App, { passwordResets }: HttpParts): void {
  app.post(
    '/api/auth/forgot',
    {
      schema: {
        ...described(
          {
            tag,
            summary: 'Ask for a link to a new password by e-mail',
            description:
              'The answer is the same whether somebody has this address or not. `mailed: false`: this installation sends no mail; ask somebody who manages your team for a link.',
          },
          { 202: forgotReply },
        ),
        body: forgotBody,
      },
    },
    async (request, reply) =>
      reply.code(202).send(passwordResets.forgot(request.body.email, loginOriginOf(request))),
  );

  app.post(
    '/api/auth/reset',
    {
      schema: {
        ...described(
          { tag, summary: 'Set a new password with the token of a link; all logins of the person end' },
          { 204: z.null() },
          410,
          422,
        ),
        body: resetBody,
      },
    },
    async (request, reply) => {
      const { token, password } = request.body;
      await passwordResets.reset(token, password, loginOriginOf(request));
      return reply.code(204).send(null);
    },
  );
}

function invitationRoutes(app: App, parts: HttpParts): void {
  const { invitations, signIn } = parts;

  app.post(
    '/api/auth/invitation',
    {
      schema: {
        ...described(
          { tag, summary: 'What an invitation offers; asking does not use it up' },
          { 200: invitationOffer },
          410,
        ),
        body: invitationTokenBody,
      },
    },
    (request) => invitations.offer(request.body.token, loginOriginOf(request)),
  );

  app.post(
    '/api/auth/invitation/accept',
    {
      schema: {
        ...described(
          { tag, summary: 'Accept an invitation: makes the account and signs in' },
          { 200: loginReply },
          409,
          410,
          422,
        ),
        body: acceptInvitationBody,
      },
    },
    async (request, reply) => {
      const origin = loginOriginOf(request);
      const person = await invitations.accept(request.body, origin);
      return answerLogin(reply, await signIn.open(person, origin), parts);
    },
  );
}
