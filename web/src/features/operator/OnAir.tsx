import { Button } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { useMay } from '../../lib/me.tsx';
import { Age } from '../../ui/Age.tsx';
import { Bib } from '../../ui/Bib.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useTake } from './api/program.ts';
import { cardHome, cardName, cardRace, raceTime } from './cardText.ts';
import { Monitor } from './Monitor.tsx';
import classes from './OnAir.module.css';

/** What every screen shows at this moment. */
export function OnAir({ row, state }: { row: DisplaySessionView; state: OperatorState }) {
  const { onAir } = state;
  return (
    <Panel
      title="On air"
      flush
      note={onAir && <Age since={onAir.sinceMs} />}
      actions={
        <>
          <MessageOff state={state} />
          <AirBadge state={state} />
        </>
      }
    >
      <div className={classes.split}>
        <div className={classes.monitor}>
          <Monitor
            row={row}
            state={state}
            template={state.template}
            label="Picture of what the screens show"
          />
        </div>
        <div className={classes.box}>
          <NowShown state={state} />
        </div>
      </div>
    </Panel>
  );
}

/** The way back from a message. */
function MessageOff({ state }: { state: OperatorState }) {
  const take = useTake(state.displaySessionId);
  const mayOperate = useMay('displays.operate');
  if (state.program.message === null || !mayOperate) return null;
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      loading={take.isPending}
      onClick={() => take.mutate({ programRev: state.programRev, message: null })}
    >
      Take the message off
    </Button>
  );
}

function AirBadge({ state: { onAir, crowd, program, status } }: { state: OperatorState }) {
  if (program.blackout) return <StatusBadge tone="bad">Black</StatusBadge>;
  if (program.resting) return <StatusBadge tone="warn">Put to rest</StatusBadge>;
  if (program.message !== null) return <StatusBadge tone="live">Message</StatusBadge>;
  if (status.held) return <StatusBadge tone="warn">Held</StatusBadge>;
  if (crowd !== null) return <StatusBadge tone="live">Several on air</StatusBadge>;
  return onAir === null ? (
    <StatusBadge tone="neutral">Resting</StatusBadge>
  ) : (
    <StatusBadge tone="live">On air</StatusBadge>
  );
}

/** In words what the picture shows. */
function NowShown({ state: { onAir, crowd, program } }: { state: OperatorState }) {
  if (program.blackout) return <p className={classes.resting}>All screens are black.</p>;
  if (program.message !== null) return <p className={classes.name}>{program.message.text}</p>;
  if (program.resting || (crowd === null && onAir === null)) {
    return <p className={classes.resting}>The screens rest.</p>;
  }
  if (crowd === null) return onAir && <Runner card={onAir.card} />;
  const cards = crowd.slots.flatMap((slot) => slot?.card ?? []);
  return (
    <ul className={classes.crowd} aria-label="On air">
      {cards.map((card) => (
        <li key={card.id}>
          <Bib>{card.bib}</Bib> {cardName(card)}
        </li>
      ))}
    </ul>
  );
}

function Runner({ card }: { card: Card }) {
  return (
    <>
      <p className={classes.top}>
        <span className={classes.bib}>{card.bib}</span>
        {card.placeOverall !== null && <span className={classes.line}>place {card.placeOverall}</span>}
      </p>
      <p className={`${classes.name} ${card.known ? '' : classes.unknown}`}>{cardName(card)}</p>
      <p className={classes.line}>{cardHome(card)}</p>
      <p className={classes.line}>{cardRace(card)}</p>
      <p className={classes.times}>
        <span>
          {card.location} <b>{card.timeOfDay}</b>
        </span>
        {card.gunTimeMs !== null && (
          <span>
            gun <b>{raceTime(card.gunTimeMs)}</b>
          </span>
        )}
        {card.chipTimeMs !== null && (
          <span>
            chip <b>{raceTime(card.chipTimeMs)}</b>
          </span>
        )}
      </p>
    </>
  );
}
