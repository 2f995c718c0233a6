import type { ReactNode } from 'react';
import classes from './Fact.module.css';

/** A set of labelled values. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.list}>{children}</dl>;
}

interface FactProps {
  label: string;
  /** A value that wants attention. */
  tone?: 'plain' | 'warn' | 'bad';
  children: ReactNode;
}

/** One labelled value. */
export function Fact({ label, tone = 'plain', children }: FactProps) {
  const toneClass = tone === 'plain' ? '' : classes[tone];
  return (
    <div>
      <dt className={classes.label}>{label}</dt>
      <dd className={`${classes.value} ${toneClass}`}>{children}</dd>
    </div>
  );
}
