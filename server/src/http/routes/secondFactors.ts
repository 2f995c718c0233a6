import {
  addPasskeyBody,
  addTotpBody,
  confirmBody,
  confirmTotpBody,
  type FactorAdded,
  type FactorView,
  factorAdded,
  passkeyOptionsReply,
  recoveryCodesReply,
  totpCreated,
} from '@project88/core/contract/account.ts';
import type { SecondFactorId } from '@project88/core/ids/ids.ts';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { originOf, pageOriginOf } from '../../auth/origin.ts';
import { type AddedFactor, type FactorOwner, SecondFactorSetup } from '../../auth/secondFactorsSetup.ts';
import type { FactorRecord } from '../../store/secondFactors.ts';

import { personOf } from '../authentication.ts';
import { described } from '../describe.ts';
import { idParams, rowId } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf } from '../views.ts';

const tag = 'Account';
const WHAT = 'second factor';

/** A person's own second factors. */
export function secondFactorRoutes(app: App, parts: HttpParts): void {
  const setup = new SecondFactorSetup(parts);
  totpRoutes(app, parts, setup);
  passkeyRoutes(app, parts, setup);

  app.post(
    '/api/account/factors/:id/remove',
    {
      schema: {
        ...described(
          { tag, summary: 'Remove a second factor; with the last one go the recovery codes' },
          { 204: z.null() },
          404,
          422,
        ),
        params: idParams,
        body: confirmBody,
      },
    },
    async (request, reply) => {
      const owner = await provenOwner(request, request.body.currentPassword, parts);
      await setup.remove(owner, rowId<SecondFactorId>(request.params.id, WHAT));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/account/recovery-codes',
    {
      schema: {
        ...described(
          { tag, summary: 'New recovery codes; the old ones work no more' },
          { 200: recoveryCodesReply },
          409,
          422,
        ),
        body: confirmBody,
      },
    },
    async (request) => {
      const owner = await provenOwner(request, request.body.currentPassword, parts);
      return { recoveryCodes: await setup.renewRecoveryCodes(owner) };
    },
  );
}

function totpRoutes(app: App, parts: HttpParts, setup: SecondFactorSetup): void {
  app.post(
    '/api/account/totp',
    {
      schema: {
        ...described(
          { tag, summary: 'Begin with an authenticator app; the secret is shown this once' },
          { 201: totpCreated },
          422,
        ),
        body: addTotpBody,
      },
    },
    async (request, reply) => {
      const { currentPassword, label } = request.body;
      const owner = await provenOwner(request, currentPassword, parts);
      return reply.code(201).send(await setup.addTotp(owner, label));
    },
  );

  app.post(
    '/api/account/totp/:id/confirm',
    {
      schema: {
        ...described(
          { tag, summary: 'The first code of the app: from now on it is asked for' },
          { 200: factorAdded },
          404,
          422,
        ),
        params: idParams,
        body: confirmTotpBody,
      },
    },
    async (request) => {
      const id = rowId<SecondFactorId>(request.params.id, WHAT);
      return viewAdded(await setup.confirmTotp(ownerOf(request), id, request.body.code));
    },
  );
}

function passkeyRoutes(app: App, parts: HttpParts, setup: SecondFactorSetup): void {
  app.post(
    '/api/account/passkeys/options',
    {
      schema: {
        ...described(
          { tag, summary: 'Begin with a passkey: options for navigator.credentials.create' },
          { 200: passkeyOptionsReply },
          409,
          422,
        ),
        body: confirmBody,
      },
    },
    async (request) => {
      const owner = await provenOwner(request, request.body.currentPassword, parts);
      return setup.passkeyOptions(owner, pageOriginOf(request.headers, originOf(parts.publicUrl())));
    },
  );

  app.post(
    '/api/account/passkeys',
    {
      schema: {
        ...described(
          { tag, summary: 'Add the passkey that the browser made' },
          { 201: factorAdded },
          409,
          422,
        ),
        body: addPasskeyBody,
      },
    },
    async (request, reply) => {
      const { ticket, label, response } = request.body;
      const added = await setup.addPasskey(ownerOf(request), ticket, label, response);
      return reply.code(201).send(viewAdded(added));
    },
  );
}

/** Whose account it is, after the password was checked once more. Throws `PASSWORD_WRONG`. */
async function provenOwner(
  request: FastifyRequest,
  password: string,
  { signIn }: Pick<HttpParts, 'signIn'>,
): Promise<FactorOwner> {
  const owner = ownerOf(request);
  await signIn.confirm({ tenantId: owner.home.tenantId, userId: owner.userId }, password, request.ip);
  return owner;
}

function ownerOf(request: FastifyRequest): FactorOwner {
  const { home, login } = personOf(request);
  const { userId, email, name } = login;
  return { home, userId, email, name };
}

function viewAdded({ factor, recoveryCodes }: AddedFactor): FactorAdded {
  return { factor: viewFactor(factor), recoveryCodes };
}

/** A second factor as its owner sees it. */
export function viewFactor({ id, kind, label, createdAtMs, lastUsedAtMs }: FactorRecord): FactorView {
  return {
    id,
    kind,
    label,
    createdAt: isoOf(createdAtMs),
    lastUsedAt: lastUsedAtMs === null ? null : isoOf(lastUsedAtMs),
  };
}
