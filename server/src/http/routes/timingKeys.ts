import { pageQuery } from '@project88/core/contract/common.ts';
import { createTimingKeyBody, timingKeyCreated, timingKeyPage } from '@project88/core/contract/timingKeys.ts';
import type { TimingKeyId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { listTimingKeys } from '../../store/timingKeys.ts';
import { principalOf } from '../access.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import type { App, HttpParts } from '../types.ts';
import { viewTimingKey } from '../views.ts';

const tag = 'Timing keys';
const WHAT = 'timing key';

/** What timing software signs in with on the timing port. */
export function timingKeyRoutes(app: App, { database, timingKeys }: HttpParts): void {
  app.get(
    '/api/timing-keys',
    {
      schema: {
        ...described(
          { tag, summary: 'The keys of the partner, without their secrets' },
          { 200: timingKeyPage },
        ),
        querystring: pageQuery,
      },
    },
    (request) =>
      database.withTenant(principalOf(request), async (scope) => {
        const page = await listTimingKeys(scope, request.query);
        return { ...page, items: page.items.map(viewTimingKey) };
      }),
  );

  app.post(
    '/api/timing-keys',
    {
      schema: {
        ...described(
          { tag, summary: 'Make a key (owners); the secret is shown this once' },
          { 201: timingKeyCreated },
          422,
        ),
        body: createTimingKeyBody.nullish().transform((body) => body ?? { label: '' }),
      },
    },
    async (request, reply) => {
      const created = await timingKeys.create(principalOf(request), request.body.label);
      return reply.code(201).send(created);
    },
  );

  app.delete(
    '/api/timing-keys/:id',
    {
      schema: {
        ...described({ tag, summary: 'Take a key out of use (owners)' }, { 204: z.null() }, 404),
        params: idParams,
      },
    },
    async (request, reply) => {
      const id = rowId<TimingKeyId>(request.params.id, WHAT);
      found((await timingKeys.delete(principalOf(request), id)) || null, WHAT);
      return reply.code(204).send(null);
    },
  );
}
