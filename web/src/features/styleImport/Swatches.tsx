import { useId } from 'react';
import { textOn } from './colour.ts';
import classes from './Swatches.module.css';

interface SwatchesProps {
  label: string;
  note: string;
  colours: readonly string[];
  value: string;
  onChange: (colour: string) => void;
}

/** One colour of a few, as patches. Radio buttons underneath: arrow keys move, and the value is read out. */
export function Swatches({ label, note, colours, value, onChange }: SwatchesProps) {
  const id = useId();
  return (
    <fieldset className={classes.set} aria-describedby={`${id}-note`}>
      <legend className={classes.label}>{label}</legend>
      <p id={`${id}-note`} className={classes.note}>
        {note}
      </p>
      <div className={classes.row}>
        {colours.map((colour) => (
          <label key={colour} className={classes.swatch} title={colour}>
            <input
              type="radio"
              name={id}
              checked={colour === value}
              onChange={() => onChange(colour)}
              aria-label={colour}
            />
            <span
              className={classes.patch}
              style={{ background: colour, color: textOn(colour) }}
              aria-hidden="true"
            >
              <svg viewBox="0 0 24 24" className={classes.tick}>
                <title>Chosen</title>
                <path d="M5 12.5 10 17 19 7.5" />
              </svg>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
