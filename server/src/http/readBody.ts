import type { Readable } from 'node:stream';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The whole body of a route that takes a file. What is beyond the limit is not taken in: the connection ends with the
 * answer, which is `BODY_TOO_LARGE`.
 */
export async function readBody(
  request: FastifyRequest,
  reply: FastifyReply,
  limitBytes: number,
): Promise<Buffer> {
  const body = (request.body ?? request.raw) as Readable;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes) {
      reply.header('connection', 'close');
      throw new ProblemError('BODY_TOO_LARGE', { limitBytes });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
