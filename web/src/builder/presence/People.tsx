import type { PresentPerson } from '@project88/core/contract/live.ts';
import type { CSSProperties } from 'react';
import { initials } from '../../lib/initials.ts';
import { colourOf } from './colours.ts';
import classes from './Presence.module.css';

/** People whose initials are shown; the rest is counted. */
const SHOWN = 4;

/** Who else has this template open. */
export function People({ people }: { people: readonly PresentPerson[] }) {
  if (people.length === 0) return null;
  const more = people.length - SHOWN;
  return (
    <ul className={classes.people} aria-label="Also here">
      {people.slice(0, SHOWN).map(({ userId, name, edits }) => (
        <li
          key={userId}
          className={`${classes.person} ${edits ? classes.edits : ''}`}
          style={{ '--person': colourOf(userId) } as CSSProperties}
          title={edits ? `${name} edits this template` : `${name} looks at this template`}
        >
          <span aria-hidden="true">{initials(name)}</span>
          <span className={classes.name}>{edits ? `${name}, edits` : name}</span>
        </li>
      ))}
      {more > 0 && <li className={`${classes.person} ${classes.more}`}>+{more}</li>}
    </ul>
  );
}
