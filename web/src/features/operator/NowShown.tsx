import { Button } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import { hidesAir } from '@project88/core/displays/screen/screen.ts';
import { plural } from '../../lib/format.ts';
import { useMay } from '../../lib/me.tsx';
import { Bib } from '../../ui/Bib.tsx';
import { useTake } from './api/program.ts';
import { cardHome, cardName, cardRace, raceTime } from './cardText.ts';
import classes from './NowShown.module.css';

/** In words what the screens show. */
export function NowShown({ state }: { state: OperatorState }) {
  const { onAir, crowd, program } = state;
  if (hidesAir(program)) return <Covered state={state} />;
  if (crowd !== null) return <Several cards={crowd.slots.flatMap((slot) => slot?.card ?? [])} />;
  if (onAir !== null) return <Runner card={onAir.card} />;
  return (
    <div className={classes.words}>
      <p className={classes.big}>The screens rest.</p>
      <p className={classes.line}>{waits(state, 'when the queue is let go')}</p>
    </div>
  );
}

/** Something lies over everything: the names wait behind it, and that must be seen here. */
function Covered({ state }: { state: OperatorState }) {
  const { blackout, message } = state.program;
  const shown = blackout ? 'All screens are black.' : (message?.text ?? 'All screens rest, whatever comes.');
  return (
    <div className={classes.words}>
      <p className={classes.big}>{shown}</p>
      <p className={classes.line}>{waits(state, 'after it')}</p>
      {!blackout && message !== null && <MessageOff state={state} />}
    </div>
  );
}

/** The way back from a message. */
function MessageOff({ state }: { state: OperatorState }) {
  const take = useTake(state.displaySessionId);
  const mayOperate = useMay('displays.operate');
  if (!mayOperate) return null;
  return (
    <Button
      className={classes.off}
      variant="default"
      loading={take.isPending}
      onClick={() => take.mutate({ programRev: state.programRev, message: null })}
    >
      Take the message off
    </Button>
  );
}

function waits({ status: { waiting } }: OperatorState, then: string): string {
  return waiting === 0 ? 'Nobody waits.' : `${plural(waiting, 'name')} to come ${then}: none is lost.`;
}

function Several({ cards }: { cards: readonly Card[] }) {
  return (
    <ul className={classes.crowd} aria-label="On air">
      {cards.map((card) => (
        <li key={card.id} className={card.known ? '' : classes.unknown}>
          <Bib>{card.bib}</Bib> {cardName(card)}
        </li>
      ))}
    </ul>
  );
}

function Runner({ card }: { card: Card }) {
  return (
    <>
      <div className={classes.who}>
        <span className={classes.bib}>{card.bib}</span>
        <p className={`${classes.name} ${card.known ? '' : classes.unknown}`}>{cardName(card)}</p>
      </div>
      <p className={classes.line}>{[cardHome(card), cardRace(card)].filter(Boolean).join(' · ')}</p>
      <dl className={classes.times}>
        <Time label={card.location || 'Crossed'} value={card.timeOfDay || '–'} />
        <Time label="Gun" value={card.gunTimeMs === null ? '–' : raceTime(card.gunTimeMs)} />
        <Time label="Chip" value={card.chipTimeMs === null ? '–' : raceTime(card.chipTimeMs)} />
        <Time label="Place" value={card.placeOverall === null ? '–' : String(card.placeOverall)} />
      </dl>
    </>
  );
}

/** One time. Its place is there also when it is not known: nothing jumps when a result comes. */
function Time({ label, value }: { label: string; value: string }) {
  return (
    <div className={classes.time}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{value}</dd>
    </div>
  );
}
