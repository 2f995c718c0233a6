import type { ReactNode } from 'react';
import classes from './Surface.module.css';

/** The plane that a page's table lies on. On phones the cards lie on the page itself. */
export function Surface({ children }: { children: ReactNode }) {
  return <div className={classes.surface}>{children}</div>;
}
