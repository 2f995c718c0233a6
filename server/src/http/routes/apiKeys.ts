import {
  apiKeyCreated,
  apiKeyPage,
  createApiKeyBody,
  rotateApiKeyBody,
} from '@project88/core/contract/apiKeys.ts';
import { pageQuery } from '@project88/core/contract/common.ts';
import type { ApiKeyId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { z } from 'zod';
import type { MadeApiKey } from '../../auth/apiKeys.ts';
import { listApiKeys } from '../../store/apiKeys.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';
import { viewApiKey } from '../views.ts';

const tag = 'API keys';
const WHAT = 'API key';
const HOUR_MS = 3_600_000;

/** What programs send as `X-API-Key`. */
export function apiKeyRoutes(app: App, parts: HttpParts): void {
  listRoute(app, parts);
  makeRoutes(app, parts);

  app.delete(
    '/api/api-keys/:id',
    {
      schema: {
        ...described({ tag, summary: 'Revoke a key: it ends at once' }, { 204: z.null() }, 404),
        params: idParams,
      },
    },
    async (request, reply) => {
      const id = rowId<ApiKeyId>(request.params.id, WHAT);
      found((await parts.apiKeys.revoke(principalOf(request), id)) || null, WHAT);
      return reply.code(204).send(null);
    },
  );
}

function listRoute(app: App, { database }: HttpParts): void {
  app.get(
    '/api/api-keys',
    {
      schema: {
        ...described({ tag, summary: 'The keys of the partner, without their secrets' }, { 200: apiKeyPage }),
        querystring: pageQuery,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const page = await listApiKeys(scope, request.query);
        return { ...page, items: page.items.map(viewApiKey) };
      }),
  );
}

function makeRoutes(app: App, { database, apiKeys, clock }: HttpParts): void {
  app.post(
    '/api/api-keys',
    {
      schema: {
        ...described(
          { tag, summary: 'Make a key with permissions that you have; it is shown this once' },
          { 201: apiKeyCreated },
          422,
        ),
        body: createApiKeyBody,
      },
    },
    async (request, reply) => {
      const { name, permissions, allowList, expiresInDays } = request.body;
      const expiresAtMs = expiresInDays === null ? null : instantMs(clock() + expiresInDays * 24 * HOUR_MS);
      const wanted = { name, permissions: [...new Set(permissions)], allowList, expiresAtMs };
      const made = await database.withTenant(principalOf(request), (scope) => apiKeys.create(scope, wanted));
      return reply.code(201).send(viewMade(made));
    },
  );

  app.post(
    '/api/api-keys/:id/rotate',
    {
      schema: {
        ...described(
          {
            tag,
            summary: 'Let a new key take over; the old one goes on for the overlap',
            description: 'The new key has the rights, addresses and span of life of the old one.',
          },
          { 201: apiKeyCreated },
          404,
          409,
        ),
        params: idParams,
        body: rotateApiKeyBody.nullish().transform((body) => body ?? { overlapHours: 24 }),
      },
    },
    async (request, reply) => {
      const id = rowId<ApiKeyId>(request.params.id, WHAT);
      const overlapMs = Math.round(request.body.overlapHours * HOUR_MS);
      const made = found(await apiKeys.rotate(principalOf(request), id, overlapMs), WHAT);
      return reply.code(201).send(viewMade(made));
    },
  );
}

function viewMade({ key, record }: MadeApiKey) {
  return { key, view: viewApiKey(record) };
}
