import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cutter, pieceText } from './cutter.ts';

function cut(chunks: string[]) {
  const cutter = new Cutter();
  const pieces: string[] = [];
  for (const chunk of chunks) {
    cutter.push(Buffer.from(chunk, 'latin1'), (piece) =>
      pieces.push(`${piece.kind} ${pieceText(piece.parts)}`),
    );
  }
  return { pieces, dropped: cutter.droppedBytes, fragment: cutter.takeFragment().toString('latin1') };
}

describe('Cutter', () => {
  it('hands out whole lines, with what an earlier chunk began', () => {
    expect(cut(['a\r\nb', 'c\n\nd', 'e'])).toEqual({
      pieces: ['lines a\r\n', 'lines bc\n\n'],
      dropped: 0,
      fragment: 'de',
    });
  });

  it('keeps the beginning of a line that is too long and drops the rest up to its end', () => {
    const long = 'x'.repeat(9_000);
    expect(cut([long, long, `${long}\nnext\n`])).toEqual({
      pieces: [`oversized ${long}`, 'lines next\n'],
      dropped: 18_001,
      fragment: '',
    });
  });

  it('gives every byte exactly once, however they were cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\0', '\xff'), maxLength: 200 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 10 }), (chunks) => {
        const { pieces, fragment } = cut(chunks);
        const bytes = pieces.map((piece) => piece.slice('lines '.length)).join('') + fragment;
        expect(bytes).toBe(chunks.join(''));
        expect(fragment).not.toContain('\n');
      }),
    );
  });
});
