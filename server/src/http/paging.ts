import type { PageQuery } from '@project88/core/contract/common.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';

/**
 * One page of a list that lies in memory, in its own order. The cursor names the last item of the page before; throws
 * `CURSOR_INVALID` when it is not of this list or that item is gone.
 */
export function pageOfList<Item extends { id: string }>(
  items: readonly Item[],
  { limit, cursor }: PageQuery,
  name: string,
): { items: Item[]; nextCursor: string | null } {
  const from = cursor === undefined ? 0 : items.findIndex((item) => cursorOf(name, item) === cursor) + 1;
  if (cursor !== undefined && from === 0) throw new ProblemError('CURSOR_INVALID');
  const page = items.slice(from, from + limit);
  const last = page.at(-1);
  return {
    items: page,
    nextCursor: last !== undefined && from + limit < items.length ? cursorOf(name, last) : null,
  };
}

function cursorOf(name: string, item: { id: string }): string {
  return Buffer.from(`${name} ${item.id}`).toString('base64url');
}
