import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { searchKey, searchWords } from './searchKey.ts';

const entry = { bib: '412', firstName: 'Siobhán', lastName: 'O’Hara-Østergård', club: 'TSV Größe' };

describe('searchKey', () => {
  it('has the words as people type them', () => {
    expect(searchKey(entry)).toBe(' 412 siobhan o hara ostergard tsv grosse');
  });

  it('keeps other alphabets', () => {
    expect(searchWords('Ελένη Μαρίνου')).toEqual(['ελενη', 'μαρινου']);
    expect(searchWords('山田 花子')).toEqual(['山田', '花子']);
  });

  it('has nothing that a pattern of the database would take for more than itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(searchWords(text).join('')).not.toMatch(/[%_\\\s]/);
      }),
    );
  });

  it('finds every word by each of its beginnings', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (lastName) => {
        const key = searchKey({ ...entry, lastName });
        for (const word of searchWords(lastName)) {
          for (let length = 1; length <= word.length; length += 1) {
            expect(key).toContain(` ${word.slice(0, length)}`);
          }
        }
      }),
    );
  });
});
