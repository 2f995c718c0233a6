import { Button, Group, UnstyledButton } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState, ScreenView } from '@project88/core/contract/live.ts';
import { IconDeviceTv } from '@tabler/icons-react';
import { useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { formatAge } from '../../lib/format.ts';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { useMay } from '../../lib/me.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { useOrderScreens } from './api/screens.ts';
import { FreezeSwitch } from './FreezeSwitch.tsx';
import classes from './ScreenList.module.css';
import { ScreenSheet } from './ScreenSheet.tsx';
import { screenName, screenSize } from './screenText.ts';

interface ScreenListProps {
  row: DisplaySessionView;
  state: OperatorState;
}

/** The screens that show this display session now, and orders to all of them. */
export function ScreenList({ row, state }: ScreenListProps) {
  const [opened, setOpened] = useState<number | null>(null);
  const screen = state.screens.find(({ number }) => number === opened);
  if (state.screens.length === 0) {
    return (
      <EmptyState compact icon={<IconDeviceTv size={20} />} title="No screen is connected">
        Open a link of this display session on a screen, or pair a TV.
      </EmptyState>
    );
  }
  return (
    <>
      <ScrollRegion className={classes.window} label="Connected screens">
        <ul>
          {state.screens.map((each) => (
            <li key={each.number}>
              <UnstyledButton className={classes.row} onClick={() => setOpened(each.number)}>
                <span className={classes.number}>{each.number}</span>
                <span className={classes.text}>
                  <span className={classes.size}>{screenName(each)}</span>
                  <span className={classes.meta}>{metaOf(each)}</span>
                </span>
                <ScreenStanding screen={each} rev={state.rev} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </ScrollRegion>
      <AllScreens state={state} />
      {screen && (
        <ScreenSheet
          key={screen.key}
          row={row}
          state={state}
          screen={screen}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

function metaOf(screen: ScreenView): string {
  const fps = screen.fps === null ? '' : `${Math.round(screen.fps)} fps`;
  const design = screen.templateId === null ? '' : 'own design';
  return [screenSize(screen), fps, design, screen.message === null ? '' : 'own message']
    .filter((part) => part !== '')
    .join(' · ');
}

/** A beat comes every five seconds: two of them have not. */
const SILENT_MS = 12_000;

function ScreenStanding({ screen, rev }: { screen: ScreenView; rev: number }) {
  const silentMs = useServerNow() - screen.heardAtMs;
  if (silentMs > SILENT_MS) return <StatusBadge tone="warn">Silent {formatAge(silentMs)}</StatusBadge>;
  if (screen.oldDesign) return <StatusBadge tone="warn">Older design</StatusBadge>;
  if (screen.lagging) return <StatusBadge tone="warn">{Math.max(0, rev - screen.rev)} behind</StatusBadge>;
  return <StatusBadge tone="live">In step</StatusBadge>;
}

function AllScreens({ state }: { state: OperatorState }) {
  const order = useOrderScreens(state.displaySessionId);
  const mayOperate = useMay('displays.operate');
  if (!mayOperate) return null;
  return (
    <div className={classes.all}>
      {order.isError && <Notice tone="bad">{messageOf(order.error)}</Notice>}
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={() => order.mutate({ order: 'identify', key: null })}>
          Identify all
        </Button>
        <Button variant="default" size="xs" onClick={() => order.mutate({ order: 'reload', key: null })}>
          Reload all
        </Button>
      </Group>
      <FreezeSwitch state={state} />
    </div>
  );
}
