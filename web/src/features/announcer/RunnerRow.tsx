import type { ReactNode } from 'react';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import classes from './AnnouncerDesk.module.css';

/** What is said about a runner; empty words are left out. */
export interface RunnerWords {
  bib: string;
  name: string;
  pronunciation?: string;
  /** Home, club, age and division: one line each, as far as they are known. */
  facts: readonly string[];
  note: string;
  vip?: boolean;
}

interface RunnerRowProps {
  runner: RunnerWords;
  /** Time, place or countdown. */
  aside: ReactNode;
  /** Before the bib, for example a tick. */
  lead?: ReactNode;
  done?: boolean;
}

/** One runner as an announcer reads them: bib and name large, everything else once below. */
export function RunnerRow({ runner, aside, lead, done = false }: RunnerRowProps) {
  const { bib, name, pronunciation = '', facts, note, vip = false } = runner;
  return (
    <div className={`${classes.row} ${done ? classes.done : ''}`}>
      {lead}
      <span className={classes.bib}>{bib}</span>
      <div className={classes.who}>
        <p className={classes.name}>
          {name} {vip && <StatusBadge tone="live">VIP</StatusBadge>}
        </p>
        {pronunciation !== '' && <p className={classes.said}>say: {pronunciation}</p>}
        <p className={classes.facts}>{facts.filter((fact) => fact !== '').join(' · ')}</p>
        {note !== '' && <p className={classes.note}>{note}</p>}
      </div>
      <div className={classes.aside}>{aside}</div>
    </div>
  );
}
