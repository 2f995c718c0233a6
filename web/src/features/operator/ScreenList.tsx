import type { OperatorState, ScreenView } from '@project88/core/contract/live.ts';
import { IconDeviceTv } from '@tabler/icons-react';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import classes from './ScreenList.module.css';

/** The screens that show this display session now. */
export function ScreenList({ state }: { state: OperatorState }) {
  if (state.screens.length === 0) {
    return (
      <EmptyState compact icon={<IconDeviceTv size={20} />} title="No screen is connected">
        Open a link of this display session on a screen.
      </EmptyState>
    );
  }
  return (
    <ScrollRegion className={classes.window} label="Connected screens">
      <ul>
        {state.screens.map((screen) => (
          <li key={screen.number} className={classes.row}>
            <span className={classes.number}>{screen.number}</span>
            <span className={classes.text}>
              <span className={classes.size}>{screenSize(screen)}</span>
              <span className={classes.meta}>link {screen.linkId}</span>
            </span>
            <ScreenState screen={screen} rev={state.rev} />
          </li>
        ))}
      </ul>
    </ScrollRegion>
  );
}

function ScreenState({ screen, rev }: { screen: ScreenView; rev: number }) {
  if (screen.lagging) return <StatusBadge tone="warn">{Math.max(0, rev - screen.rev)} behind</StatusBadge>;
  return <StatusBadge tone="live">In step</StatusBadge>;
}

function screenSize({ widthPx, heightPx }: ScreenView): string {
  return widthPx === null || heightPx === null ? 'Size not told' : `${widthPx} × ${heightPx}`;
}
