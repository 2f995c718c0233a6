import type { ReactNode } from 'react';
import classes from './AppFrame.module.css';

interface AppFrameProps {
  partner: string;
  /** The places of the rail, each a link made with `navItemClass`. */
  navigation: { key: string; link: ReactNode }[];
  /** Right end of the top bar. */
  tools: ReactNode;
  children: ReactNode;
}

/** Rail, top bar and page. The rail shrinks on tablets and becomes the bottom bar on phones. */
export function AppFrame({ partner, navigation, tools, children }: AppFrameProps) {
  return (
    <div className={classes.frame}>
      <a href="#main" className={classes.skip}>
        Skip to the page
      </a>
      <nav className={classes.rail} aria-label="Main">
        <div className={classes.brand}>
          <Mark />
          <span className={classes.brandText}>
            <span className={classes.brandName}>Project88</span>
            <span className={classes.partner}>{partner}</span>
          </span>
        </div>
        <ul className={classes.places}>
          {navigation.map(({ key, link }) => (
            <li key={key}>{link}</li>
          ))}
        </ul>
      </nav>
      <section className={classes.top} aria-label="Status and account">
        <span className={classes.topBrand}>
          <Mark />
          Project88
        </span>
        {tools}
      </section>
      <main id="main" className={classes.main} tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

export const navItemClass = classes.item;
/** Keeps the room of a tool that comes later. */
export const toolSlotClass = classes.toolSlot;

/** The sign: two lanes that cross a line. */
export function Mark() {
  return (
    <svg className={classes.mark} viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="8" fill="#2a55cc" />
      <path d="M7 19.5 13 8.5M14.5 19.5l6-11" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path d="M5.5 14h17" stroke="#8fe3da" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
