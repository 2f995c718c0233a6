import type { OperatorState } from '@project88/core/contract/live.ts';
import type { ReactNode } from 'react';
import { formatAge, formatCount } from '../../lib/format.ts';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { Age } from '../../ui/Age.tsx';
import classes from './LiveNumbers.module.css';

/** The numbers that tell whether the day goes well. */
export function LiveNumbers({ state }: { state: OperatorState }) {
  const { status, readsPerMinute, screens, skipped, latency } = state;
  const nowMs = useServerNow();
  const behind = screens.filter(({ lagging, oldDesign }) => lagging || oldDesign).length;
  return (
    <dl className={classes.numbers}>
      <Cell
        label="Waiting"
        note={skipped > 0 ? `${formatCount(skipped)} skipped` : longestWait(state, nowMs)}
      >
        {formatCount(status.waiting)}
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
      <Cell
        label="Screens"
        warn={screens.length === 0 || behind > 0}
        note={behind > 0 ? `${formatCount(behind)} behind` : ''}
      >
        {formatCount(screens.length)}
      </Cell>
      <Cell label="Read to screen" note={latency === null ? '' : `p99 ${Math.round(latency.p99Ms)} ms`}>
        {latency === null ? '–' : `${Math.round(latency.p50Ms)} ms`}
      </Cell>
    </dl>
  );
}

/** For how long the one who waits longest does; the backlog has an age, not only a size. */
function longestWait({ waiting }: OperatorState, nowMs: number): string {
  if (waiting.length === 0) return '';
  return `for ${formatAge(nowMs - Math.min(...waiting.map(({ receivedAtMs }) => receivedAtMs)))}`;
}

interface CellProps {
  label: string;
  warn?: boolean;
  /** A second fact, smaller. */
  note?: string;
  children: ReactNode;
}

function Cell({ label, warn = false, note = '', children }: CellProps) {
  return (
    <div className={classes.cell}>
      <dt className={classes.label}>{label}</dt>
      <dd className={`${classes.value} ${warn ? classes.warn : ''}`}>
        {children}
        {note !== '' && <span className={classes.note}>{note}</span>}
      </dd>
    </div>
  );
}
