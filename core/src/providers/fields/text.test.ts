import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairMojibake } from './mojibake.ts';
import { readName, readText } from './text.ts';

const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** What becomes of a text whose bytes somebody takes for Latin 1. */
function breakAsLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The same for Windows 1252; the decoder of some versions of Node does Latin 1 instead, hence by hand. */
function breakAsWindows(text: string): string {
  return breakAsLatin1(text).replace(
    /[\u0080-\u009f]/g,
    (byte) => WINDOWS_1252[byte.charCodeAt(0) - 0x80] ?? byte,
  );
}

const NAMES = [
  'José Núñez',
  'Müller',
  'François Lefèvre',
  'Åsa Öberg',
  'Łukasz Żak',
  'Ondřej Dvořák',
  'İbrahim Şahin',
  'Straße',
  'Émile',
  'Πέτρος',
  'Пётр',
  'O’Brien – x',
  '山田 太郎',
];

describe('repairMojibake', () => {
  it.each(NAMES)('repairs %s, once and twice broken, and leaves it alone when whole', (name) => {
    for (const breakText of [breakAsLatin1, breakAsWindows]) {
      expect(repairMojibake(breakText(name))).toBe(name);
      expect(repairMojibake(breakText(breakText(name)))).toBe(name);
    }
    expect(repairMojibake(name)).toBe(name);
  });

  it.each(['LÍŠKA', 'VÝŽIVA', 'KŘÍŽ', 'JOÃO', 'CONCEIÇÃO', 'ÄÖÜ', 'MÜŠ', 'Ã', '10–20 €', 'Zoë «x»'])(
    'leaves %s alone',
    (name) => {
      expect(repairMojibake(name)).toBe(name);
    },
  );

  it('repairs what is broken beside what only looks so', () => {
    expect(repairMojibake('LÍŠKA JosÃ©')).toBe('LÍŠKA José');
  });

  it('repairs whatever Latin text was broken, and never touches plain text', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcdefgh éèüöäñçøåšžłőßÉÖÜÑ'), maxLength: 20 });
    fc.assert(
      fc.property(letters, (text) => {
        expect(repairMojibake(breakAsWindows(text))).toBe(text);
        expect(repairMojibake(breakAsLatin1(text))).toBe(text);
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(repairMojibake(text)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });
});

describe('readText', () => {
  it('tidies, and says what it did', () => {
    expect(readText('  Mary\u200b \n Ann\t', 50)).toEqual({ value: 'Mary Ann', issue: null });
    expect(readText('Jose\u0301', 50)).toEqual({ value: 'José', issue: null });
    expect(readText('JosÃ©', 50)).toEqual({ value: 'José', issue: 'text-repaired' });
    expect(readText('Jos\ufffd', 50)).toEqual({ value: 'Jos\ufffd', issue: 'text-broken' });
    expect(readText('JosÃ', 50).issue).toBe('text-broken');
    expect(readText('ab\ud800', 50).issue).toBe('text-broken');
    expect(readText('x'.repeat(60), 50)).toEqual({ value: 'x'.repeat(50), issue: 'text-cut' });
    expect(readText('a\u202eb', 50).value).toBe('ab');
  });

  it('knows words for nothing, but not among names', () => {
    expect(
      ['null', 'NULL', 'N/A', '--', null, undefined, ''].map((value) => readText(value, 50).value),
    ).toEqual(Array(7).fill(''));
    expect(readName('Null', 50).value).toBe('Null');
    expect(readName('null', 50).value).toBe('');
    expect(readName('n/a', 50).value).toBe('');
  });

  it('takes numbers, and notes what is no text', () => {
    expect(readText(12, 50).value).toBe('12');
    expect(readText({ a: 1 }, 50)).toEqual({ value: '', issue: 'value-unreadable' });
    expect(readText(Number.NaN, 50).issue).toBe('value-unreadable');
  });

  it('never answers more than the limit, nor what cannot be shown', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const { value } = readText(text, limit);
        expect(value.length).toBeLessThanOrEqual(limit);
        expect(value).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
      { numRuns: 300 },
    );
  });
});
