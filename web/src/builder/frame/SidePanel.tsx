import { useMediaQuery } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import classes from './BuilderFrame.module.css';
import { ToolButton } from './ToolButton.tsx';

export type Side = 'left' | 'right';

/** What the sides of the canvas are called. */
export const SIDE_WORDS: Record<Side, string> = { left: 'Add and layers', right: 'Properties' };

export interface Sides {
  isOpen(side: Side): boolean;
  toggle(side: Side): void;
}

/**
 * Which sides are open. Where there is room both are at first; on tablets and phones they lie over the canvas, one at a
 * time.
 */
export function useSides(): Sides {
  const isWide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const [chosen, setChosen] = useState<{ isWide: boolean; open: readonly Side[] } | null>(null);
  const open = chosen?.isWide === isWide ? chosen.open : isWide ? (['left', 'right'] as const) : [];
  return {
    isOpen: (side) => open.includes(side),
    toggle(side) {
      const others = open.filter((each) => each !== side && isWide);
      setChosen({ isWide, open: open.includes(side) ? others : [...others, side] });
    },
  };
}

interface SidePanelProps {
  side: Side;
  sides: Sides;
  children: ReactNode;
}

/** One side of the canvas, which can be closed. */
export function SidePanel({ side, sides, children }: SidePanelProps) {
  if (!sides.isOpen(side)) return null;
  return (
    <aside className={`${classes.side} ${classes[side]}`} aria-label={SIDE_WORDS[side]}>
      <div className={classes.sideHead}>
        <span>{SIDE_WORDS[side]}</span>
        <ToolButton label={`Close ${SIDE_WORDS[side].toLowerCase()}`} onClick={() => sides.toggle(side)}>
          <IconX size={18} />
        </ToolButton>
      </div>
      {side === 'left' ? (
        <div className={classes.stack}>{children}</div>
      ) : (
        <ScrollRegion label={SIDE_WORDS[side]} className={classes.scroll}>
          {children}
        </ScrollRegion>
      )}
    </aside>
  );
}
