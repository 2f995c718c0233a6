/**
 * Letters of Windows-1252 at 0x80 to 0x9F, where it differs from latin1. Five places are not assigned and become the
 * replacement character.
 */
const WINDOWS_1252 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD' + '\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';

/**
 * Text from the wire, given with one character per byte: UTF-8 when the bytes are valid UTF-8, otherwise
 * Windows-1252, which timing computers use. Never throws; plain ASCII comes back as it is.
 */
export function decodeText(bytes: string): string {
  return isAscii(bytes) ? bytes : (decodeUtf8(bytes) ?? decodeWindows1252(bytes));
}

function isAscii(bytes: string): boolean {
  for (let at = 0; at < bytes.length; at += 1) if (bytes.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** The language's own decoder is strict: overlong forms, surrogates and cut sequences are refused. */
function decodeUtf8(bytes: string): string | null {
  try {
    return decodeURIComponent(bytes.replace(/[^\x20-\x24\x26-\x7e]/g, percentEncode));
  } catch {
    return null;
  }
}

function percentEncode(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** Bytes of Windows-1252 (as latin1 text) as letters. */
export function decodeWindows1252(bytes: string): string {
  return bytes.replace(/[\x80-\x9f]/g, (byte) => WINDOWS_1252.charAt(byte.charCodeAt(0) - 0x80));
}
