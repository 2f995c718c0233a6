import { Checkbox } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { ordinal } from '@project88/core/displays/text/format.ts';
import { memo } from 'react';
import { useMay } from '../../lib/me.tsx';
import classes from './AnnouncerDesk.module.css';
import { RunnerRow } from './RunnerRow.tsx';
import { useTick } from './useTick.ts';
import { timeOf, wordsOfCard } from './words.ts';

/** The newest crossings; what one announcer has called is ticked for all. */
export function LiveRows({ state }: { state: OperatorState }) {
  const mayTick = useMay('displays.operate');
  if (state.recent.length === 0) return <p className={classes.empty}>Nobody has come yet.</p>;
  return (
    <ol className={classes.rows}>
      {state.recent.map((card) => (
        <li key={card.id}>
          <LiveRow
            card={card}
            called={state.called.includes(card.id)}
            displaySessionId={state.displaySessionId}
            mayTick={mayTick}
          />
        </li>
      ))}
    </ol>
  );
}

interface LiveRowProps {
  card: Card;
  called: boolean;
  displaySessionId: string;
  /** False for somebody who only looks. */
  mayTick: boolean;
}

const LiveRow = memo(
  function LiveRow({ card, called, displaySessionId, mayTick }: LiveRowProps) {
    const { ticked, tick } = useTick(displaySessionId, card.id, called);
    const words = wordsOfCard(card);
    return (
      <RunnerRow
        runner={words}
        done={ticked}
        lead={
          <Checkbox
            size="lg"
            aria-label={`${words.bib} ${words.name} is called`}
            checked={ticked}
            disabled={!mayTick}
            onChange={(event) => tick(event.currentTarget.checked)}
          />
        }
        aside={<Result card={card} />}
      />
    );
  },
  (before, after) => before.card === after.card && before.called === after.called,
);

/** The time when it is known, and until then where and when the runner was seen: in the same place. */
function Result({ card }: { card: Card }) {
  const time = timeOf(card);
  return (
    <>
      <p className={classes.time}>{time ?? card.timeOfDay}</p>
      <p className={classes.facts}>
        {card.placeOverall === null ? card.location : `${ordinal(card.placeOverall)} overall`}
        {card.placeDivision !== null && `, ${ordinal(card.placeDivision)} in ${card.division}`}
      </p>
    </>
  );
}
