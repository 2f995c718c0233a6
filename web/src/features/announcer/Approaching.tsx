import type { OperatorState } from '@project88/core/contract/live.ts';
import { formatDuration } from '@project88/core/time/duration.ts';
import { durationMs } from '@project88/core/time/units.ts';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import classes from './AnnouncerDesk.module.css';
import { RunnerRow } from './RunnerRow.tsx';
import { wordsOfCard } from './words.ts';

/** An arrival that is so near is bright. */
const SOON_MS = 15_000;

/** Who was seen at an earlier mat, with the time until they are here. */
export function Approaching({ rows }: { rows: OperatorState['approaching'] }) {
  const nowMs = useServerNow();
  if (rows.length === 0) {
    return (
      <p className={classes.empty}>
        Nobody was seen at an earlier mat. Bind one to be told before they come.
      </p>
    );
  }
  return (
    <ol className={classes.rows}>
      {rows.map(({ card, etaAtMs }) => {
        const leftMs = etaAtMs === null ? null : etaAtMs - nowMs;
        return (
          <li key={card.id}>
            <RunnerRow
              runner={wordsOfCard(card)}
              aside={
                <>
                  <p
                    className={`${classes.time} ${leftMs !== null && leftMs > SOON_MS ? classes.later : ''}`}
                  >
                    {leftMs === null ? '–' : countdown(leftMs)}
                  </p>
                  <p className={classes.facts}>from {card.location}</p>
                </>
              }
            />
          </li>
        );
      })}
    </ol>
  );
}

function countdown(leftMs: number): string {
  return leftMs <= 0 ? 'now' : formatDuration(durationMs(leftMs));
}
