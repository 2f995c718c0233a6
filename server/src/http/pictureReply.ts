import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AssetFileRecord } from '../store/assetFiles.ts';

const YEAR_S = 365 * 24 * 3_600;

/** A picture is only a picture, also when somebody opens its address by itself. */
const INERT = "default-src 'none'; sandbox; frame-ancestors 'none'";

/**
 * Answer with a picture. It never changes under its address, so browsers keep it; caches in between do not, because it
 * is somebody's. Answers 304 to whoever has it.
 */
export function sendPicture(
  request: FastifyRequest,
  reply: FastifyReply,
  { name, hash, mime, widthPx, bytes }: AssetFileRecord,
): FastifyReply {
  const tag = `"${hash.slice(0, 32)}-${widthPx}"`;
  reply.header('cache-control', `private, max-age=${YEAR_S}, immutable`);
  reply.header('etag', tag);
  reply.header('content-security-policy', INERT);
  if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send();
  reply.type(mime);
  reply.header('content-disposition', `inline; filename="${fileNameOf(name, mime)}"`);
  return reply.send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}

/** Plain letters only: a header is no place for others. */
function fileNameOf(name: string, mime: AssetFileRecord['mime']): string {
  const plain = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `${plain === '' ? 'picture' : plain}.${mime === 'image/png' ? 'png' : 'webp'}`;
}
