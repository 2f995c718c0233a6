import fc from 'fast-check';
import { expect, it } from 'vitest';
import { difference, patched, sameJson } from './patches.ts';

const { tree } = fc.letrec<{ tree: unknown; leaf: unknown }>((tie) => ({
  leaf: fc.oneof(fc.integer(), fc.string({ maxLength: 5 }), fc.boolean(), fc.constant(null)),
  tree: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('id', 'a', 'b', 'c'), tie('tree'), { maxKeys: 4 }),
  ),
}));

it('patches make one value of the other, and the inverse ones make it what it was', () => {
  fc.assert(
    fc.property(tree, tree, (from, to) => {
      expect(patched(from, difference(from, to))).toEqual(to);
      expect(sameJson(patched(to, difference(to, from)), from)).toBe(true);
    }),
    { numRuns: 500 },
  );
});

it('what is the very same object is not looked into, and is not made anew', () => {
  const kept = { id: 'a', box: { x: 1 } };
  const from = { blocks: [kept, { id: 'b', box: { x: 1 } }] };
  const to = { blocks: [kept, { id: 'b', box: { x: 2 } }] };
  const patches = difference(from, to);
  expect(patches).toEqual([{ path: ['blocks', 1, 'box', 'x'], value: 2 }]);
  expect(patched(from, patches).blocks[0]).toBe(kept);
});
