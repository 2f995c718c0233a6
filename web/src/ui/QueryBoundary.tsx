import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { messageOf } from '../lib/api.ts';
import { ErrorPanel } from './ErrorPanel.tsx';
import classes from './QueryBoundary.module.css';

interface QueryBoundaryProps<T> {
  query: UseQueryResult<T>;
  /** What is loaded, for the sentences: `the display sessions`. */
  what: string;
  /** Lines of the placeholder: as many as the content usually has, so that nothing jumps. */
  lines?: number;
  /** Shown instead of `children` when `isEmpty` says so. */
  empty?: ReactNode;
  isEmpty?: (data: T) => boolean;
  compact?: boolean;
  children: (data: T) => ReactNode;
}

/**
 * The states that every view has: loading, failed, empty, full, and full but old. Data that is there stays on the
 * page when a renewal fails; the failure is said above it.
 */
export function QueryBoundary<T>(props: QueryBoundaryProps<T>) {
  const { query, what, lines = 4, empty, isEmpty, compact = false, children } = props;
  const retry = () => void query.refetch();
  // Of a list that comes page by page: the end of the list says it.
  const nextPageFailed = 'isFetchNextPageError' in query && query.isFetchNextPageError === true;
  if (query.isPending) return <Skeleton what={what} lines={lines} />;
  if (query.data === undefined) {
    return <ErrorPanel error={query.error} what={what} onRetry={retry} compact={compact} />;
  }
  return (
    <>
      {query.isError && !nextPageFailed && <StaleNotice error={query.error} onRetry={retry} />}
      {isEmpty?.(query.data) ? empty : children(query.data)}
    </>
  );
}

function Skeleton({ what, lines }: { what: string; lines: number }) {
  return (
    <div className={classes.skeleton}>
      <VisuallyHidden role="status">Loading {what}</VisuallyHidden>
      {Array.from({ length: lines }, (_, index) => `line ${index}`).map((key) => (
        <div key={key} className={classes.bar} aria-hidden="true" />
      ))}
    </div>
  );
}

function StaleNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <p className={classes.notice} role="status">
      What you see may be old. {messageOf(error)}
      <UnstyledButton onClick={onRetry} fz="sm" fw={600} td="underline">
        Try again
      </UnstyledButton>
    </p>
  );
}
