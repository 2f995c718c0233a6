import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_LINE_BYTES } from './limits.ts';
import { LineFramer } from './lines.ts';

function frame(chunks: Iterable<string>) {
  const framer = new LineFramer();
  const lines: string[] = [];
  const heads: string[] = [];
  let consumedBytes = 0;
  const sink = { line: (text: string) => lines.push(text), oversized: (head: string) => heads.push(head) };
  for (const chunk of chunks) consumedBytes += framer.push(chunk, sink);
  return { lines, heads, consumedBytes, pendingBytes: framer.pendingBytes };
}

describe('LineFramer', () => {
  it('ends lines at LF and at CR LF, and reports empty lines', () => {
    expect(frame(['a\r\nb\n\r\nc']).lines).toEqual(['a', 'b', '']);
  });

  it('strips NULs and stray CRs around a line, not inside it', () => {
    expect(frame(['\0\0ping\0\r\n\rpi\0ng\r\r\n']).lines).toEqual(['ping', 'pi\0ng']);
  });

  it('keeps a line that has not ended', () => {
    expect(frame(['pi', 'n'])).toMatchObject({ lines: [], pendingBytes: 3 });
    expect(frame(['pi', 'n', 'g\n']).lines).toEqual(['ping']);
  });

  it('tells how many bytes of a chunk are done with', () => {
    const framer = new LineFramer();
    const sink = { line: () => {}, oversized: () => {} };
    expect(framer.push('a\r\nbc', sink)).toBe(3);
    expect(framer.push('d', sink)).toBe(0);
    expect(framer.push('e\nf', sink)).toBe(2);
  });

  it('accepts a line of the largest length and cuts a longer one', () => {
    const longest = 'x'.repeat(MAX_LINE_BYTES);
    expect(frame([`${longest}\n`]).lines).toEqual([longest]);
    expect(frame([`${longest}x\nping\n`])).toMatchObject({ lines: ['ping'], heads: [longest] });
  });

  it('holds little memory while ten megabytes without a line end go by', () => {
    const chunk = 'x'.repeat(65_536);
    const chunks = Array.from({ length: 160 }, () => chunk);
    const framed = frame([...chunks, 'x\nping\n']);
    expect(framed).toMatchObject({ lines: ['ping'], pendingBytes: 0 });
    expect(framed.heads.map((head) => head.length)).toEqual([MAX_LINE_BYTES]);
    expect(framed.consumedBytes).toBe(160 * 65_536 + 7);
  });

  it('finds the same lines however the bytes were cut', () => {
    const line = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', '\0', '\r', '\xe9', '~') }),
      fc.constantFrom('y'.repeat(MAX_LINE_BYTES), 'z'.repeat(MAX_LINE_BYTES + 1)),
    );
    const cuts = fc.array(fc.oneof(fc.nat({ max: 60 }), fc.nat({ max: 40_000 })), { maxLength: 20 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.constantFrom('\n', '\r\n'), cuts, (lines, end, at) => {
        const bytes = lines.map((each) => each + end).join('');
        const whole = frame([bytes]);
        const edges = [0, ...at.filter((each) => each < bytes.length).sort((a, b) => a - b), bytes.length];
        const pieces = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge));
        const cut = frame(pieces);
        expect(cut).toEqual({ ...whole, consumedBytes: cut.consumedBytes });
        expect(whole.lines.length + whole.heads.length).toBe(lines.length);
      }),
    );
  });
});
