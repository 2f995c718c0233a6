import type { AnalyticsMinute } from '@project88/core/contract/program.ts';
import { formatClock, formatCount } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { tableClasses } from '../../ui/table.ts';
import classes from './Analytics.module.css';

const COLUMNS = ['Reads', 'Names', 'Backlog', 'Screens', 'p50 ms', 'p99 ms'] as const;

/** The same numbers to be read and copied, newest first. */
export function MinuteTable({ minutes }: { minutes: readonly AnalyticsMinute[] }) {
  const { timeZone } = useVenue();
  return (
    <ScrollRegion className={classes.window} label="Numbers by the minute">
      <table className={tableClasses.table}>
        <thead>
          <tr>
            <th scope="col">Minute</th>
            {COLUMNS.map((name) => (
              <th key={name} scope="col" className={tableClasses.number}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {minutes.toReversed().map((minute) => (
            <tr key={minute.at}>
              <td>{formatClock(minute.at, timeZone).slice(0, 5)}</td>
              {valuesOf(minute).map((value, index) => (
                <td key={COLUMNS[index]} className={tableClasses.number}>
                  {value === null ? '–' : formatCount(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function valuesOf(minute: AnalyticsMinute): (number | null)[] {
  const { reads, namesShown, backlogMost, screens, latencyP50Ms, latencyP99Ms } = minute;
  return [reads, namesShown, backlogMost, screens, latencyP50Ms, latencyP99Ms];
}
