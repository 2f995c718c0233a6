import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { Age } from '../../ui/Age.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { cardHome, cardName, cardRace, raceTime } from './cardText.ts';
import classes from './OnAir.module.css';
import { ProgramMonitor } from './ProgramMonitor.tsx';

/** What every screen shows at this moment. */
export function OnAir({ row, state }: { row: DisplaySessionView; state: OperatorState }) {
  const { onAir, status } = state;
  return (
    <Panel
      title="On air"
      flush
      note={onAir && <Age since={onAir.sinceMs} />}
      actions={
        <>
          {status.held && <StatusBadge tone="warn">Held</StatusBadge>}
          {!status.held && onAir && <StatusBadge tone="live">On air</StatusBadge>}
          {!status.held && !onAir && <StatusBadge tone="neutral">Resting</StatusBadge>}
        </>
      }
    >
      <div className={classes.split}>
        <div className={classes.monitor}>
          <ProgramMonitor row={row} state={state} />
        </div>
        <div className={classes.box}>
          {onAir ? <Runner card={onAir.card} /> : <p className={classes.resting}>The screens rest.</p>}
        </div>
      </div>
    </Panel>
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
