import type { ReactNode } from 'react';
import { usePageTitle } from '../lib/usePageTitle.ts';
import classes from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  subtitle?: ReactNode;
  /** Small facts beside the title. */
  badges?: ReactNode;
  /** The way up. */
  back?: ReactNode;
  /** At most one of them primary. */
  actions?: ReactNode;
}

/** The head of a page; also names the tab. */
export function PageHeader({ title, subtitle, badges, back, actions }: PageHeaderProps) {
  usePageTitle(title);
  return (
    <header className={classes.header}>
      <div className={classes.text}>
        {back}
        <div className={classes.titleRow}>
          <h1 className={classes.title} tabIndex={-1}>
            {title}
          </h1>
          {badges}
        </div>
        {subtitle !== undefined && <p className={classes.subtitle}>{subtitle}</p>}
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}

export const backLinkClass = classes.back;
