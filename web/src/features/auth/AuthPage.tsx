import type { ReactNode } from 'react';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { Mark } from '../../ui/AppFrame.tsx';
import { ColorSchemeToggle } from '../../ui/ColorSchemeToggle.tsx';
import classes from './AuthPage.module.css';

interface AuthPageProps {
  title: string;
  text: ReactNode;
  /** Ways to somewhere else, below the box. */
  foot?: ReactNode;
  children: ReactNode;
}

/** A page outside of the console's frame: one box with one thing to do. */
export function AuthPage({ title, text, foot, children }: AuthPageProps) {
  usePageTitle(title);
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <header className={classes.head}>
          <Mark />
          <h1>{title}</h1>
          <p>{text}</p>
        </header>
        <div className={classes.box}>{children}</div>
        {foot !== undefined && <div className={classes.foot}>{foot}</div>}
      </div>
      <ColorSchemeToggle />
    </main>
  );
}
