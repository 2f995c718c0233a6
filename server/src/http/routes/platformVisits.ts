import { visitView } from '@project88/core/contract/auth.ts';
import { visitBody } from '@project88/core/contract/partners.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { z } from 'zod';
import { getPartner } from '../../store/partners.ts';
import { principalOf } from '../access.ts';
import { personOf } from '../authentication.ts';
import { described } from '../describe.ts';
import { found, idParams, rowId } from '../ids.ts';
import { PARTNER } from '../platformViews.ts';
import type { App, HttpParts } from '../types.ts';
import { isoOf } from '../views.ts';

const tag = 'Platform';

/** A platform administrator's look into one partner's data. */
export function platformVisitRoutes(app: App, { platform, database }: HttpParts): void {
  const startWords = {
    tag,
    summary: 'Look into the data of a partner with this login, for a time; the partner sees the reason',
    description:
      'Until it ends, the login reads the partner’s data, changes nothing, and sees nothing of the platform.',
  };
  app.post(
    '/api/platform/partners/:id/visit',
    {
      schema: { ...described(startWords, { 200: visitView }, 404, 409), params: idParams, body: visitBody },
    },
    async (request) => {
      const principal = principalOf(request);
      const { login } = personOf(request);
      const partnerId = rowId<TenantId>(request.params.id, PARTNER);
      const { reason, endsAtMs } = await platform.visits.start(principal, login, {
        ...request.body,
        partnerId,
      });
      const home = found(await database.withTenant(principal, getPartner), PARTNER);
      return { reason, endsAt: isoOf(endsAtMs), home: home.name };
    },
  );

  const endWords = { tag, summary: 'End the visit of this login' };
  app.post(
    '/api/platform/visit/end',
    { schema: described(endWords, { 204: z.null() }, 409) },
    async (request, reply) => {
      const { home, login } = personOf(request);
      await platform.visits.end(home, login);
      return reply.code(204).send(null);
    },
  );
}
