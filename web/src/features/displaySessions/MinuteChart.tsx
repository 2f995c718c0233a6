import type { AnalyticsMinute } from '@project88/core/contract/program.ts';
import { formatClock, formatCount } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import classes from './Analytics.module.css';

/** Size of the picture in its own units; it is drawn as wide as there is room. */
const WIDTH = 600;
const HEIGHT = 72;

interface MinuteChartProps {
  title: string;
  unit?: string;
  minutes: readonly AnalyticsMinute[];
  value: (minute: AnalyticsMinute) => number;
}

/** One number over the minutes as bars: gaps in the minutes are gaps in the picture. */
export function MinuteChart({ title, unit = '', minutes, value }: MinuteChartProps) {
  const { timeZone } = useVenue();
  const first = minutes[0];
  const last = minutes.at(-1);
  if (first === undefined || last === undefined) return null;
  const most = Math.max(1, ...minutes.map(value));
  const from = Date.parse(first.at);
  const slots = Math.round((Date.parse(last.at) - from) / 60_000) + 1;
  const slotWidth = WIDTH / slots;
  const clock = (at: string) => formatClock(at, timeZone).slice(0, 5);
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span>{title}</span>
        <span className={classes.most}>
          most {formatCount(most)} {unit}
        </span>
      </figcaption>
      <svg
        className={classes.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title} by the minute, ${clock(first.at)} to ${clock(last.at)}, most ${most} ${unit}`}
      >
        {minutes.map((minute) => {
          const height = (value(minute) / most) * HEIGHT;
          const slot = Math.round((Date.parse(minute.at) - from) / 60_000);
          return (
            <rect
              key={minute.at}
              className={classes.bar}
              x={slot * slotWidth}
              y={HEIGHT - height}
              width={Math.max(slotWidth * 0.86, 0.5)}
              height={height}
            />
          );
        })}
      </svg>
      <p className={classes.axis}>
        <span>{clock(first.at)}</span>
        <span>{clock(last.at)}</span>
      </p>
    </figure>
  );
}
