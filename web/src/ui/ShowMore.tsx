import { Button } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import classes from './ShowMore.module.css';

type Pages = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'
>;

/** The way to the next rows of a list; nothing at its end. */
export function ShowMore({ query }: { query: Pages }) {
  if (!query.hasNextPage) return null;
  return (
    <div className={classes.foot}>
      {query.isFetchNextPageError && <p role="alert">The next rows could not be loaded.</p>}
      <Button variant="default" onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
        {query.isFetchNextPageError ? 'Try again' : 'Show more'}
      </Button>
    </div>
  );
}
