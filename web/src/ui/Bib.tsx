import classes from './Bib.module.css';

/** A bib or chip number: text, monospace, left-aligned. */
export function Bib({ children }: { children: string }) {
  return <span className={classes.bib}>{children}</span>;
}
