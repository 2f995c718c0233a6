import type { OperatorState } from '@project88/core/contract/live.ts';
import type { ReactNode } from 'react';
import { formatCount } from '../../lib/format.ts';
import { Age } from '../../ui/Age.tsx';
import classes from './LiveNumbers.module.css';

/** The numbers that tell whether the day goes well. */
export function LiveNumbers({ state }: { state: OperatorState }) {
  const { status, readsPerMinute, screens, skipped, latency } = state;
  return (
    <dl className={classes.numbers}>
      <Cell label="Waiting" warn={skipped > 0}>
        {formatCount(status.waiting)}
        {skipped > 0 && ` (${formatCount(skipped)} skipped)`}
      </Cell>
      <Cell label="Reads/min">{formatCount(readsPerMinute)}</Cell>
      <Cell label="Reads">{formatCount(status.reads)}</Cell>
      <Cell label="Crossings">{formatCount(status.crossings)}</Cell>
      <Cell label="Unknown" warn={status.unknown > 0}>
        {formatCount(status.unknown)}
      </Cell>
      <Cell label="Last read">
        <Age since={status.lastReadAtMs} />
      </Cell>
      <Cell label="Screens" warn={screens.length === 0}>
        {formatCount(screens.length)}
      </Cell>
      <Cell label="Read to screen">
        {latency === null ? '–' : `${Math.round(latency.p50Ms)} / ${Math.round(latency.p99Ms)} ms`}
      </Cell>
    </dl>
  );
}

function Cell({ label, warn = false, children }: { label: string; warn?: boolean; children: ReactNode }) {
  return (
    <div className={classes.cell}>
      <dt className={classes.label}>{label}</dt>
      <dd className={`${classes.value} ${warn ? classes.warn : ''}`}>{children}</dd>
    </div>
  );
}
