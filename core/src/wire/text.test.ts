import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './text.ts';

const latin1 = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

describe('decodeText', () => {
  it('reads UTF-8 when the bytes are valid UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeText(latin1(text))).toBe(text.toWellFormed());
      }),
    );
  });

  it('reads Windows-1252 otherwise', () => {
    expect(decodeText('Z\xfcrich')).toBe('Zürich');
    expect(decodeText('\x80 \x8aimon')).toBe('€ Šimon');
    expect(decodeText('100% \xe9t\xe9')).toBe('100% été');
  });

  it('marks bytes that no encoding assigns', () => {
    expect(decodeText('a\x81b')).toBe('a\uFFFDb');
  });

  it('never throws, and gives text that a database can hold', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(decodeText(String.fromCharCode(...bytes)).isWellFormed()).toBe(true);
      }),
    );
  });
});
