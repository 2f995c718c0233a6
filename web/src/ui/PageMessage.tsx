import type { ReactNode } from 'react';
import classes from './PageMessage.module.css';

/** A page with one message in its middle: not found, or failed. */
export function PageMessage({ children }: { children: ReactNode }) {
  return <div className={classes.page}>{children}</div>;
}
