import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TextDecoding } from './encoding.ts';

const TEXT = 'bib;name\r\n1;Zoë Müller – “ü”\r\n2;Łukasz 山田\r\n';
const WESTERN = 'bib;name\r\n1;Zoë Müller – “ü” €5\r\n';

/** What Western editors write. */
function toWindows1252(text: string): Buffer {
  const special = new Map([
    ['–', 0x96],
    ['“', 0x93],
    ['”', 0x94],
    ['€', 0x80],
  ]);
  return Buffer.from(Array.from(text, (letter) => special.get(letter) ?? letter.charCodeAt(0)));
}

function decodeInPieces(
  bytes: Buffer,
  cuts: readonly number[],
  charset?: string,
): { text: string; encoding: string } {
  const decoding = new TextDecoding(charset);
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let text = '';
  let from = 0;
  for (const place of [...places, bytes.length]) {
    text += decoding.push(bytes.subarray(from, place));
    from = place;
  }
  return { text: text + decoding.end(), encoding: decoding.encoding };
}

const utf16be = Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16();
const FILES = [
  ['UTF-8', Buffer.from(TEXT), TEXT, 'utf-8'],
  ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`), TEXT, 'utf-8'],
  ['UTF-16 little-endian', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), TEXT, 'utf-16le'],
  ['UTF-16 big-endian', utf16be, TEXT, 'utf-16be'],
  ['Windows-1252', toWindows1252(WESTERN), WESTERN, 'windows-1252'],
  ['ASCII', Buffer.from('bib\n1\n'), 'bib\n1\n', 'utf-8'],
  ['nothing', Buffer.alloc(0), '', 'utf-8'],
  ['two bytes', Buffer.from('a\n'), 'a\n', 'utf-8'],
] as const;

describe.each(FILES)('%s', (_, bytes, text, encoding) => {
  test('is read the same wherever the chunks are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 6 }), (cuts) => {
        expect(decodeInPieces(bytes, cuts)).toEqual({ text, encoding });
      }),
      { numRuns: 60 },
    );
  });
});

test('a declared charset is believed, except utf-8, which everybody declares', () => {
  expect(decodeInPieces(toWindows1252(WESTERN), [], 'UTF-8').text).toBe(WESTERN);
  expect(decodeInPieces(Buffer.from('Ã¼', 'latin1'), [], 'windows-1252').text).toBe('Ã¼');
  expect(() => new TextDecoding('ebcdic-42')).toThrow(/charset “ebcdic-42” is not known/);
});

test('bytes that break the encoding are an error, not question marks', () => {
  expect(() => decodeInPieces(Buffer.from([0xc3, 0xbc, 0x0a, 0xff, 0x0a]), [])).toThrow(
    /not a readable roster/,
  );
  expect(() => decodeInPieces(Buffer.from([0xff, 0xfe, 0x00]), [])).toThrow(/utf-16le/);
});
