import classes from './Fields.module.css';

/** A colour as a small square, over a pattern that shows through where it is transparent. */
export function Swatch({ colour }: { colour: string }) {
  return (
    <span className={classes.swatch} aria-hidden="true">
      <span style={{ background: colour }} />
    </span>
  );
}
