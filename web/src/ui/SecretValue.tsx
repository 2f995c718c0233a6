import { CopyIcon } from './CopyButton.tsx';
import classes from './SecretValue.module.css';

/** A value to copy, in a box of its own: one click selects all of it. */
export function SecretValue({ value, label }: { value: string; label: string }) {
  return (
    <div className={classes.box}>
      <code className={classes.value}>{value}</code>
      <CopyIcon value={value} label={`Copy the ${label}`} />
    </div>
  );
}
