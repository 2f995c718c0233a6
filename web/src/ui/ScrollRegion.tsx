import type { ReactNode } from 'react';

interface ScrollRegionProps {
  /** What it holds, for those who cannot see it. */
  label: string;
  className: string | undefined;
  children: ReactNode;
}

/** A part of the page that scrolls by itself, reached and scrolled by keyboard as well. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it nobody scrolls by keyboard (axe: scrollable-region-focusable)
    <section className={className} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
