import type { OperatorState } from '@project88/core/contract/live.ts';
import { initials } from '../../lib/initials.ts';
import classes from './Presence.module.css';

/** People whose names are shown; the rest is counted. */
const SHOWN = 4;

/** Who else is at this display session now. */
export function Presence({ people }: { people: OperatorState['present'] }) {
  if (people.length === 0) return null;
  const more = people.length - SHOWN;
  return (
    <ul className={classes.list} aria-label="Also here">
      {people.slice(0, SHOWN).map(({ userId, name }) => (
        <li key={userId} className={classes.person} title={`${name} is here, too`}>
          {initials(name)}
          <span className={classes.name}>{name}</span>
        </li>
      ))}
      {more > 0 && <li className={classes.person}>+{more}</li>}
    </ul>
  );
}
