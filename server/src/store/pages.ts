import { ProblemError } from '@project88/core/contract/errors.ts';

/** What a list is asked for: at most `limit` items (already checked), after the cursor of the page before. */
export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<Item> {
  items: Item[];
  /** Null on the last page. */
  nextCursor: string | null;
}

/** One list with its order: how its keys look, and which column they come from. */
interface PagedList<Row> {
  /** Part of the cursor, so that one list's cursor is refused by another. */
  name: string;
  keyPattern: RegExp;
  keyOf: (row: Row) => string;
  /** Rows after `key` (from the beginning when null) in the list's order, at most `most`. */
  fetch: (key: string | null, most: number) => Promise<Row[]>;
}

export const UUID_KEY = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const INTEGER_KEY = /^\d{1,9}$/;
export const TEXT_KEY = /^[^\0]{1,100}$/u;

/**
 * One page by key, not by offset: stable while rows come and go, and as fast on the last page as on the first.
 * Throws `CURSOR_INVALID` for a cursor that this list did not give.
 */
export async function readPage<Row>(request: PageRequest, list: PagedList<Row>): Promise<Page<Row>> {
  const key = request.cursor === undefined ? null : decodeCursor(request.cursor, list);
  const rows = await list.fetch(key, request.limit + 1);
  const items = rows.slice(0, request.limit);
  const last = items.at(-1);
  const more = rows.length > request.limit && last !== undefined;
  return { items, nextCursor: more ? encodeCursor(list.name, list.keyOf(last)) : null };
}

function encodeCursor(name: string, key: string): string {
  return Buffer.from(`${name} ${key}`).toString('base64url');
}

function decodeCursor(
  cursor: string,
  { name, keyPattern }: Pick<PagedList<unknown>, 'name' | 'keyPattern'>,
): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const key = text.slice(name.length + 1);
  if (!text.startsWith(`${name} `) || !keyPattern.test(key)) throw new ProblemError('CURSOR_INVALID');
  return key;
}
