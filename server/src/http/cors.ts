import fastifyCors from '@fastify/cors';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyRequest } from 'fastify';
import { isOurOrigin, originOf } from '../auth/origin.ts';
import { HTTP_LIMITS } from './limits.ts';
import type { PartnerRules } from './partnerRules.ts';
import type { App } from './types.ts';

interface CorsParts {
  partnerRules: PartnerRules;
  publicUrl: () => string;
}

/**
 * Let pages of a partner's own web origins call the API, with an API key or an access token and never with our cookie.
 * A browser asks first (preflight) and does not say for whom; so that answer names the origin when any partner has it,
 * and `refuseForeignOrigins` decides once the caller is known.
 */
export async function installCors(app: App, { partnerRules, publicUrl }: CorsParts): Promise<void> {
  await app.register(fastifyCors, {
    delegator: (request: FastifyRequest, done: (error: Error | null, options: object) => void) => {
      const { origin, host } = request.headers;
      const isPartners =
        origin !== undefined &&
        !isOurOrigin(origin, host, originOf(publicUrl())) &&
        partnerRules.isKnownOrigin(origin);
      done(null, {
        origin: isPartners ? origin : false,
        methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
        allowedHeaders: ['authorization', 'x-api-key', 'content-type'],
        exposedHeaders: [
          'x-request-id',
          'retry-after',
          'ratelimit-limit',
          'ratelimit-remaining',
          'ratelimit-reset',
        ],
        credentials: false,
        maxAge: HTTP_LIMITS.preflightS,
        strictPreflight: false,
      });
    },
  });
}

/**
 * Refuse what a page of another origin sends unless the caller's partner lets that origin in. Registered after the caller
 * is recognised. Throws `ORIGIN_REFUSED`.
 */
export function refuseForeignOrigins(app: App, { partnerRules, publicUrl }: CorsParts): void {
  app.addHook('onRequest', async (request: FastifyRequest) => {
    const { principal, headers } = request;
    if (principal === null || headers.origin === undefined) return;
    if (isOurOrigin(headers.origin, headers.host, originOf(publicUrl()))) return;
    const hasOwnProof = headers.authorization !== undefined || headers['x-api-key'] !== undefined;
    if (!hasOwnProof || !partnerRules.isOriginOf(principal.tenantId, headers.origin))
      throw new ProblemError('ORIGIN_REFUSED');
  });
}
