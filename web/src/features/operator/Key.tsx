import classes from './Key.module.css';

/** The key that does what a button does. */
export function Key({ label }: { label: string }) {
  return (
    <span className={classes.key} aria-hidden="true">
      {label}
    </span>
  );
}
