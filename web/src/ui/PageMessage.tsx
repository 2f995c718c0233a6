import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from '../lib/usePageTitle.ts';
import classes from './PageMessage.module.css';

interface PageMessageProps {
  /** Names the page in the tab and for screen readers. */
  title: string;
  children: ReactNode;
}

/** A page with one message in its middle: not found, or failed. */
export function PageMessage({ title, children }: PageMessageProps) {
  usePageTitle(title);
  return (
    <div className={classes.page}>
      <VisuallyHidden component="h1">{title}</VisuallyHidden>
      {children}
    </div>
  );
}
