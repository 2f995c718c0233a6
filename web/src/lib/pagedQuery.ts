import { infiniteQueryOptions } from '@tanstack/react-query';
import { request, withQuery } from './api.ts';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Rows per request of a list. */
const PAGE_ROWS = 100;

/** A list of the server, page by page. `filter` goes into the address; empty values are left out. */
export function pagedQuery<T>(
  queryKey: readonly unknown[],
  path: string,
  filter: Record<string, string | null | undefined> = {},
) {
  return infiniteQueryOptions({
    queryKey: [...queryKey, filter],
    queryFn: ({ signal, pageParam }) =>
      request<Page<T>>('GET', withQuery(path, { ...filter, limit: PAGE_ROWS, cursor: pageParam }), {
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

/** The rows of all pages that have come. */
export function rowsOf<T>({ pages }: { pages: Page<T>[] }): T[] {
  return pages.flatMap(({ items }) => items);
}
