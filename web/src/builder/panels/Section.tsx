import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import classes from './Panels.module.css';

/** Sections that were opened or closed by hand, for as long as the page is there: another block looks the same. */
const chosen = new Map<string, boolean>();

interface SectionProps {
  title: string;
  /** Closed at first: for what is needed rarely. */
  closed?: boolean;
  /** Tells sections with the same words apart. */
  name?: string;
  children: ReactNode;
}

/** A part of a panel with a heading that opens and closes it. */
export function Section({ title, closed = false, name = title, children }: SectionProps) {
  const [isOpen, setOpen] = useState(chosen.get(name) ?? !closed);
  const id = useId();
  const flip = (): void => {
    chosen.set(name, !isOpen);
    setOpen(!isOpen);
  };
  return (
    <div className={classes.section}>
      <h3 className={classes.head}>
        <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={flip}>
          {title}
          <IconChevronDown size={16} aria-hidden="true" />
        </button>
      </h3>
      <div id={id} className={classes.content} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </div>
  );
}
