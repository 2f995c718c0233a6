import { Checkbox } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { ordinal } from '@project88/core/displays/text/format.ts';
import { memo } from 'react';
import { useMay } from '../../lib/me.tsx';
import classes from './AnnouncerDesk.module.css';
import { useCall } from './api/lookUp.ts';
import { RunnerRow } from './RunnerRow.tsx';
import { timeOf, wordsOfCard } from './words.ts';

/** The newest crossings; what one announcer has called is ticked for all. */
export function LiveRows({ state }: { state: OperatorState }) {
  const call = useCall(state.displaySessionId);
  const mayTick = useMay('displays.operate');
  if (state.recent.length === 0) return <p className={classes.empty}>Nobody has come yet.</p>;
  return (
    <ol className={classes.rows}>
      {state.recent.map((card) => (
        <li key={card.id}>
          <LiveRow
            card={card}
            called={state.called.includes(card.id)}
            onCall={mayTick ? (called) => call.mutate({ cardId: card.id, called }) : null}
          />
        </li>
      ))}
    </ol>
  );
}

interface LiveRowProps {
  card: Card;
  called: boolean;
  /** Null for somebody who only looks. */
  onCall: ((called: boolean) => void) | null;
}

const LiveRow = memo(
  function LiveRow({ card, called, onCall }: LiveRowProps) {
    const words = wordsOfCard(card);
    return (
      <RunnerRow
        runner={words}
        done={called}
        lead={
          <Checkbox
            size="lg"
            aria-label={`${words.bib} ${words.name} is called`}
            checked={called}
            disabled={onCall === null}
            onChange={(event) => onCall?.(event.currentTarget.checked)}
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
