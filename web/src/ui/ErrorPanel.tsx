import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import { ApiError, messageOf } from '../lib/api.ts';
import { CopyIcon } from './CopyButton.tsx';
import classes from './EmptyState.module.css';

interface ErrorPanelProps {
  error: unknown;
  /** What could not be shown, for example `the display sessions`. */
  what: string;
  onRetry?: () => void;
  compact?: boolean;
}

/** What happened, the way to try again, and the request id that finds it in the server's log. */
export function ErrorPanel({ error, what, onRetry, compact = false }: ErrorPanelProps) {
  const offline = error instanceof ApiError && error.isNetwork;
  const requestId = error instanceof ApiError ? error.requestId : null;
  return (
    <div className={`${classes.box} ${compact ? classes.compact : ''}`} role="alert">
      <span className={classes.icon} aria-hidden="true">
        {offline ? <IconPlugConnectedX size={20} /> : <IconAlertTriangle size={20} />}
      </span>
      <p className={classes.title}>{offline ? 'No connection to the server' : `Could not load ${what}`}</p>
      <p className={classes.text}>{messageOf(error)}</p>
      {requestId !== null && (
        <p className={classes.request}>
          Request {requestId}
          <CopyIcon value={requestId} label="Copy the request id" />
        </p>
      )}
      {onRetry && (
        <div className={classes.actions}>
          <Button variant="default" onClick={onRetry}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
