import { unreadable } from './kinds.ts';
import { ASSET_LIMITS } from './limits.ts';

/** The document type that drawing programs write: a name and addresses, and nothing that defines anything. */
const PLAIN_DOCTYPE = /<!DOCTYPE\s[^>[]*>/i;

/**
 * A drawing as it may be drawn. What could define something else than it shows is refused: entities, other character
 * sets than UTF-8. Scripts and addresses in it are left alone: whoever draws it runs no script and fetches nothing.
 * Throws `ASSET_UNREADABLE`.
 */
export function drawable(bytes: Uint8Array): Uint8Array {
  if (bytes.length > ASSET_LIMITS.svgBytes) {
    throw unreadable(`the drawing is larger than ${ASSET_LIMITS.svgBytes / 1024 / 1024} MB`);
  }
  const text = decode(bytes);
  const plain = text.replace(PLAIN_DOCTYPE, '');
  if (/<!DOCTYPE|<!ENTITY/i.test(plain)) {
    throw unreadable('the drawing defines entities; save it as a plain SVG');
  }
  return Buffer.from(plain);
}

function decode(bytes: Uint8Array): string {
  const declared = /^[\ufeff\s]*<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']/.exec(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 200)).toString('utf8'),
  );
  const isUtf8 = declared === null || /^(utf-?8|us-ascii)$/i.test(declared[1] ?? '');
  try {
    if (isUtf8) return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // Said below.
  }
  throw unreadable('the drawing is not in UTF-8');
}
