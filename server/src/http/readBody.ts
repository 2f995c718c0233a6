import type { Readable } from 'node:stream';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HTTP_LIMITS } from './limits.ts';

/** How slowly a body may come: its longest silence, and the mean it must keep after a beginning that is free. */
export interface BodyPace {
  silenceMs: number;
  freeMs: number;
  bytesPerS: number;
}

/**
 * The whole body of a route that takes a file. What is beyond the limit is not taken in: the connection ends with the
 * answer, which is `BODY_TOO_LARGE`. What comes more slowly than the pace is given up with `BAD_REQUEST`: it would hold a
 * place that others wait for.
 */
export async function readBody(
  request: FastifyRequest,
  reply: FastifyReply,
  limitBytes: number,
  pace: BodyPace = HTTP_LIMITS.bodyPace,
): Promise<Buffer> {
  const body = (request.body ?? request.raw) as Readable;
  const incoming = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer, undefined>;
  const refuse = (problem: ProblemError) => {
    reply.header('connection', 'close');
    return problem;
  };
  const chunks: Buffer[] = [];
  const began = performance.now();
  for (let bytes = 0; ; ) {
    const dueMs = began + pace.freeMs + (bytes / pace.bytesPerS) * 1000 - performance.now();
    const next = await nextWithin(incoming, Math.min(pace.silenceMs, dueMs));
    if (next === 'late')
      throw refuse(new ProblemError('BAD_REQUEST', { reason: 'the file comes too slowly' }));
    if (next.value === undefined) return Buffer.concat(chunks);
    bytes += next.value.length;
    if (bytes > limitBytes) throw refuse(new ProblemError('BODY_TOO_LARGE', { limitBytes }));
    chunks.push(next.value);
  }
}

async function nextWithin<T>(
  incoming: AsyncIterator<T, undefined>,
  ms: number,
): Promise<IteratorResult<T, undefined> | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, Math.max(ms, 0), 'late');
  });
  try {
    return await Promise.race([incoming.next(), late]);
  } finally {
    clearTimeout(timer);
  }
}
