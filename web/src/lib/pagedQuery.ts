import { infiniteQueryOptions, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
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

type Pages = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetching' | 'isFetchNextPageError' | 'fetchNextPage'
>;

/**
 * Go on to the next page by itself while `wanted`, because what is looked for may stand there. It stops at the end of the
 * list and at a page that does not come; `ShowMore` then offers to try again.
 */
export function useFurtherPages(query: Pages, wanted: boolean): void {
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = query;
  useEffect(() => {
    if (wanted && hasNextPage && !isFetching && !isFetchNextPageError) void fetchNextPage();
  }, [wanted, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage]);
}
