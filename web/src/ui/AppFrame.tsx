import { IconDots } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './AppFrame.module.css';
import { useCompact } from './useCompact.ts';

/** The bottom bar of a phone has room for so many places; the last of them opens the rest. */
const BAR_PLACES = 5;

export interface NavItem {
  key: string;
  /** A link made with `navItemClass`. */
  link: ReactNode;
}

export interface NavGroup {
  /** Heading of the group; null for the first one, which needs none. */
  name: string | null;
  items: NavItem[];
}

interface AppFrameProps {
  partner: string;
  /** The places of the rail. */
  navigation: NavGroup[];
  /** Right end of the top bar. */
  tools: ReactNode;
  /** Something about the whole console that must not be missed, above every page. */
  banner?: ReactNode;
  children: ReactNode;
}

/** Rail, top bar and page. The rail shrinks on tablets and becomes the bottom bar on phones. */
export function AppFrame({ partner, navigation, tools, banner, children }: AppFrameProps) {
  const compact = useCompact();
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
        {compact ? (
          <Bar items={navigation.flatMap(({ items }) => items)} />
        ) : (
          navigation.map((group) => <Group key={group.name ?? 'first'} {...group} />)
        )}
      </nav>
      <section className={classes.top} aria-label="Status and account">
        <span className={classes.topBrand}>
          <Mark />
          Project88
        </span>
        {tools}
      </section>
      <div className={classes.page}>
        {banner}
        <main id="main" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

function Group({ name, items }: NavGroup) {
  const nameId = useId();
  if (name === null) return <Places items={items} />;
  return (
    <>
      <p id={nameId} className={classes.group}>
        {name}
      </p>
      <Places items={items} labelledBy={nameId} />
    </>
  );
}

function Places({ items, labelledBy }: { items: NavItem[]; labelledBy?: string }) {
  return (
    <ul className={classes.places} aria-labelledby={labelledBy}>
      {items.map(({ key, link }) => (
        <li key={key}>{link}</li>
      ))}
    </ul>
  );
}

/** The bottom bar. What does not fit is in a list of the browser's own kind: it closes by Escape and by a tap beside it. */
function Bar({ items }: { items: NavItem[] }) {
  if (items.length <= BAR_PLACES) return <Places items={items} />;
  const more = (
    <div className={classes.moreSlot}>
      <button type="button" className={`${classes.item} ${classes.more}`} popoverTarget="more-places">
        <IconDots size={20} stroke={1.7} aria-hidden="true" />
        More
      </button>
      <div id="more-places" popover="auto" className={classes.moreList} ref={closeOnChoice}>
        <Places items={items.slice(BAR_PLACES - 1)} />
      </div>
    </div>
  );
  return <Places items={[...items.slice(0, BAR_PLACES - 1), { key: 'more', link: more }]} />;
}

/** Whoever has chosen a place, by touch or by Enter, needs the list no more. */
function closeOnChoice(list: HTMLElement | null): void {
  list?.addEventListener('click', () => list.hidePopover());
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
