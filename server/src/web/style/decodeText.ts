/** Where a page or a style sheet says how it is written, in its first bytes. */
const SAID_INSIDE = {
  html: /<meta[^>]+charset\s*=\s*["']?\s*([\w:-]+)/i,
  css: /^@charset "([\w:-]+)"/,
} as const;

const HEAD_BYTES = 1_024;

/**
 * The text of a page or a style sheet. A mark at its beginning counts most, then what the answer said, then what stands
 * inside; a character set that nobody knows, or none, is UTF-8, or Latin letters where it cannot be that.
 */
export function decodeText(bytes: Uint8Array, named: string | null, kind: keyof typeof SAID_INSIDE): string {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  const inside = SAID_INSIDE[kind].exec(head.toString('latin1'))?.[1] ?? null;
  const decoder = decoderOf(markOf(bytes)) ?? decoderOf(named) ?? decoderOf(inside);
  if (decoder !== null) return decoder.decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : null;
}

function decoderOf(label: string | null): InstanceType<typeof TextDecoder> | null {
  try {
    return label === null ? null : new TextDecoder(label);
  } catch {
    return null;
  }
}
