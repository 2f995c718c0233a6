import { useState } from 'react';
import classes from './History.module.css';

/** So many are read at a glance. */
const FIRST = 8;

/** What is different, one line each. */
export function Differences({ differences, none }: { differences: readonly string[]; none: string }) {
  const [isAll, setAll] = useState(false);
  if (differences.length === 0) return <p className={classes.none}>{none}</p>;
  const shown = isAll ? differences : differences.slice(0, FIRST);
  return (
    <>
      <ul className={classes.differences}>
        {shown.map((difference) => (
          <li key={difference}>{difference}</li>
        ))}
      </ul>
      {shown.length < differences.length && (
        <button type="button" className={classes.all} onClick={() => setAll(true)}>
          All {differences.length} differences
        </button>
      )}
    </>
  );
}
