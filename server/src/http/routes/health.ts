import { z } from 'zod';
import { described } from '../describe.ts';
import type { App, HttpParts } from '../types.ts';

const tag = 'Operations';
const health = z.object({ status: z.literal('ok'), version: z.string() });
const readinessReply = z.object({
  ready: z.boolean(),
  checks: z.record(z.string(), z.enum(['ok', 'failed'])),
});

/** For supervisors and monitoring. */
export function healthRoutes(app: App, { readiness, metrics, version, log }: HttpParts): void {
  app.get(
    '/healthz',
    { schema: described({ tag, summary: 'The process is alive' }, { 200: health }) },
    async () => ({ status: 'ok' as const, version }),
  );

  const ready = described({ tag, summary: 'Database, journal and listener work' }, { 200: readinessReply });
  app.get(
    '/readyz',
    { schema: { ...ready, response: { ...ready.response, 503: readinessReply } } },
    async (_request, reply) => {
      const entries = await Promise.all(
        Object.entries(readiness).map(async ([name, check]) => {
          try {
            await check();
            return [name, 'ok'] as const;
          } catch (error) {
            log.warn({ check: name, reason: (error as Error).message }, 'not ready');
            return [name, 'failed'] as const;
          }
        }),
      );
      const isReady = entries.every(([, state]) => state === 'ok');
      return reply.code(isReady ? 200 : 503).send({ ready: isReady, checks: Object.fromEntries(entries) });
    },
  );

  app.get(
    '/metrics',
    { schema: { ...described({ tag, summary: 'Figures for Prometheus' }, { 200: z.string() }) } },
    async (_request, reply) => {
      const text = await metrics.metrics();
      return reply
        .type(metrics.contentType)
        .serializer((body: string) => body)
        .send(text);
    },
  );
}
