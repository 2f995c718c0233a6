import { array, assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTEGER_KEY, type Page, type PageRequest, readPage } from './pages.ts';

/** A list of numbers in rising order, as a table would answer. */
function pageOfNumbers(
  numbers: readonly number[],
  request: PageRequest,
  name = 'numbers',
): Promise<Page<number>> {
  return readPage(request, {
    name,
    keyPattern: INTEGER_KEY,
    keyOf: String,
    fetch: async (after, most) =>
      numbers.filter((number) => after === null || number > Number(after)).slice(0, most),
  });
}

describe('pages', () => {
  it('give every item once, whatever their size', async () => {
    await assert(
      asyncProperty(
        array(integer({ min: 0, max: 999 })),
        integer({ min: 1, max: 7 }),
        async (items, limit) => {
          const numbers = [...new Set(items)].sort((a, b) => a - b);
          const seen: number[] = [];
          let cursor: string | null | undefined;
          do {
            const page: Page<number> = await pageOfNumbers(numbers, { limit, cursor: cursor ?? undefined });
            expect(page.items.length).toBeLessThanOrEqual(limit);
            seen.push(...page.items);
            cursor = page.nextCursor;
          } while (cursor !== null);
          expect(seen).toEqual(numbers);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('have no next one when the last is just full', async () => {
    expect(await pageOfNumbers([1, 2, 3], { limit: 3 })).toEqual({ items: [1, 2, 3], nextCursor: null });
  });

  it.each([
    ['', 'empty'],
    ['!!', 'not base64url'],
    [Buffer.from('numbers 1; drop').toString('base64url'), 'another key'],
    [Buffer.from('roster 1').toString('base64url'), 'another list’s'],
  ])('refuse the cursor %j: %s', async (cursor) => {
    await expect(pageOfNumbers([1, 2, 3], { limit: 1, cursor })).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    });
  });
});
