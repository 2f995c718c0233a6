import type { ReactNode } from 'react';
import classes from './StatusBadge.module.css';

export type Tone = 'neutral' | 'live' | 'warn' | 'bad';

const TONE_CLASS: Record<Tone, string | undefined> = {
  neutral: '',
  live: classes.live,
  warn: classes.warn,
  bad: classes.bad,
};

interface StatusBadgeProps {
  tone: Tone;
  children: ReactNode;
  /** Without the dot it is a plain label. */
  dot?: boolean;
}

/** A state in a word. Colour is never alone: the word says it, and the shape of the dot differs too. */
export function StatusBadge({ tone, children, dot = true }: StatusBadgeProps) {
  return (
    <span className={`${classes.badge} ${TONE_CLASS[tone]}`}>
      {dot && <span className={classes.dot} aria-hidden="true" />}
      {children}
    </span>
  );
}
