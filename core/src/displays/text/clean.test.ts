import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from './clean.ts';

describe('cleanText', () => {
  it('leaves names as they are', () => {
    for (const name of ['Ana Ray', 'Núñez', 'Παπαδόπουλος', 'Nguyễn Thị Ánh', '👩‍👩‍👧 Team', '王小明']) {
      expect(cleanText(name)).toBe(name);
    }
  });

  it('makes one line of several, and drops what nobody sees', () => {
    expect(cleanText('Ana\r\nRay\u2028x')).toBe('Ana Ray x');
    expect(cleanText('A\u200bn\u0000a\u202e')).toBe('Ana');
  });

  it('cuts towers of accents', () => {
    expect(cleanText(`Z${'\u0301'.repeat(60)}o`)).toBe(`Z${'\u0301'.repeat(4)}o`);
  });

  it('keeps text from right to left apart from what stands around it', () => {
    expect(cleanText('דנה לוי')).toBe('\u2068דנה לוי\u2069');
    expect(cleanText('\u202eשלום\u2069')).toBe('\u2068שלום\u2069');
  });

  it('never has a break, a control or an open direction in it, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (value) => {
        const text = cleanText(value);
        expect(text).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066\u2067]/u);
        expect(text.split('\u2068').length).toBe(text.split('\u2069').length);
      }),
      { numRuns: 300 },
    );
  });
});
