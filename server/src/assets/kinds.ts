import { ProblemError } from '@project88/core/contract/errors.ts';

/** What we read, as media types. */
export const SOURCE_MIMES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/avif',
  'image/svg+xml',
] as const;
export type SourceMime = (typeof SOURCE_MIMES)[number];

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: files begin with bytes, and many are no letters
/** How a file begins, as Latin-1 text, and what it is then. */
const BEGINNINGS: readonly [RegExp, SourceMime][] = [
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^RIFF[\s\S]{4}WEBP/, 'image/webp'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^[\s\S]{4}ftypavi[fs]/, 'image/avif'],
];

/** What people send by mistake, with what they may do. */
const OTHERS: readonly [RegExp, string][] = [
  [/^PK(\x03\x04|\x05\x06|\x07\x08)/, 'it is a zip file (or a document of an office program), not a picture'],
  [/^%PDF/, 'it is a PDF; save the page as PNG or SVG'],
  [/^[\s\S]{4}ftyp(hei[cfmsx]|hev[cx]|mif1|msf1)/, 'it is a HEIC picture; save it as JPEG'],
  [/^[\s\S]{4}ftyp/, 'it is a film, not a picture'],
  [/^(II\*\0|MM\0\*)/, 'it is a TIFF; save it as PNG or JPEG'],
  [/^BM[\s\S]{4}\0\0\0\0/, 'it is a BMP; save it as PNG'],
  [/^8BPS/, 'it is a Photoshop file; save it as PNG'],
  [/^\x1f\x8b/, 'it is packed with gzip; unpack it first'],
  [/^%!PS|^\xc5\xd0\xd3\xc6/, 'it is PostScript; save it as SVG or PNG'],
];
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: see above

/** How much of the beginning tells what a file is, in bytes. A drawing may begin with a long comment. */
const HEAD_BYTES = 64 * 1024;

/** What a file is, by its content and not by its name. Throws `ASSET_UNREADABLE` for what is no picture. */
export function kindOf(bytes: Uint8Array): SourceMime {
  if (bytes.length === 0) throw unreadable('it is empty');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEAD_BYTES));
  const latin = head.toString('latin1');
  const found = BEGINNINGS.find(([begins]) => begins.test(latin));
  if (found !== undefined) return found[1];
  const other = OTHERS.find(([begins]) => begins.test(latin));
  if (other !== undefined) throw unreadable(other[1]);
  const text = head.toString('utf8');
  if (beginsWithTag(text, 'svg')) return 'image/svg+xml';
  if (/^[\ufeff\s]*<(!doctype html|html)/i.test(text)) throw unreadable('it is a web page, not a picture');
  throw unreadable('it is none of JPEG, PNG, WebP, GIF, AVIF and SVG');
}

/** Whether the first tag of an XML text is this one, after a mark, a declaration, comments and a document type. */
function beginsWithTag(text: string, tag: string): boolean {
  let rest = text.replace(/^\ufeff/, '').trimStart();
  for (;;) {
    const skipped = /^(<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!doctype[^>[]*(\[[^\]]*\]\s*)?>)\s*/i.exec(rest);
    if (skipped === null) break;
    rest = rest.slice(skipped[0].length);
  }
  return new RegExp(`^<(\\w+:)?${tag}[\\s>/]`).test(rest);
}

export function unreadable(reason: string): ProblemError {
  return new ProblemError('ASSET_UNREADABLE', { reason });
}
