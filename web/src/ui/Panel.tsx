import { type ReactNode, useId } from 'react';
import classes from './Panel.module.css';

interface PanelProps {
  title: string;
  /** A short fact beside the title, for example a count. */
  note?: ReactNode;
  actions?: ReactNode;
  /** No padding: the content is a list or table that reaches the edge. */
  flush?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** One titled part of a page. */
export function Panel({ title, note, actions, flush = false, className = '', children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={`${classes.panel} ${className}`} aria-labelledby={titleId}>
      <header className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {title}
        </h2>
        {note !== undefined && <span className={classes.note}>{note}</span>}
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      <div className={flush ? classes.flush : classes.body}>{children}</div>
    </section>
  );
}
