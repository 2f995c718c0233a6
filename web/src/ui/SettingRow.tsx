import type { ReactNode } from 'react';
import classes from './SettingRow.module.css';

interface SettingRowProps {
  label: string;
  value: ReactNode;
  /** The button that changes it. */
  action: ReactNode;
}

/** One thing that can be changed: what it is now, and the way to change it. */
export function SettingRow({ label, value, action }: SettingRowProps) {
  return (
    <div className={classes.row}>
      <div>
        <p className={classes.label}>{label}</p>
        <p className={classes.value}>{value}</p>
      </div>
      {action}
    </div>
  );
}
