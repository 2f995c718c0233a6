import { Button, Drawer, Group, Stack } from '@mantine/core';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState, ScreenView } from '@project88/core/contract/live.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { useMemo } from 'react';
import { messageOf } from '../../lib/api.ts';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { useMay } from '../../lib/me.tsx';
import { useVenue } from '../../lib/venue.tsx';
import { Age } from '../../ui/Age.tsx';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StageView } from '../../ui/stage/StageView.tsx';
import { useCompact } from '../../ui/useCompact.ts';
import { useOrderScreens } from './api/screens.ts';
import { useTemplateDocument } from './api/templates.ts';
import { ScreenForm } from './ScreenForm.tsx';
import { screenStateOf, withOwnMessage } from './screenState.ts';
import { screenName, screenSize } from './screenText.ts';

interface ScreenSheetProps {
  row: DisplaySessionView;
  state: OperatorState;
  screen: ScreenView;
  onClose: () => void;
}

/** One screen: a picture of what it shows, how it does, and what is decided for it alone. */
export function ScreenSheet({ row, state, screen, onClose }: ScreenSheetProps) {
  const compact = useCompact();
  const mayOperate = useMay('displays.operate');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={compact ? '100%' : 480}
      title={screenName(screen)}
    >
      <Stack gap="lg">
        {screen.oldDesign && (
          <Notice tone="warn">
            It still shows the design from before the last change. Reload it when nobody looks.
          </Notice>
        )}
        <Picture row={row} state={state} screen={screen} />
        <Facts>
          <Fact label="Resolution">{screenSize(screen)}</Fact>
          <Fact label="Frames per second">{screen.fps === null ? 'not told' : Math.round(screen.fps)}</Fact>
          <Fact label="Last heard" tone={screen.lagging ? 'warn' : 'plain'}>
            <Age since={screen.heardAtMs} />
          </Fact>
          <Fact label="Connected for">
            <Age since={screen.connectedAtMs} />
          </Fact>
          <Fact label="Version of its page">{screen.page || 'not told'}</Fact>
          <Fact label="Starts without a network">{screen.cached ? 'yes' : 'no'}</Fact>
          <Fact label="Link">{screen.linkId}</Fact>
        </Facts>
        {mayOperate && <Orders state={state} screen={screen} />}
        {mayOperate && screen.key !== '' && (
          <ScreenForm displaySessionId={state.displaySessionId} screen={screen} />
        )}
      </Stack>
    </Drawer>
  );
}

function Picture({ row, state, screen }: Omit<ScreenSheetProps, 'onClose'>) {
  const { timeZone } = useVenue();
  const nowMs = useServerNow();
  const own = {
    id: screen.templateId ?? state.template.id,
    version: screen.templateId === null ? state.template.version : null,
  };
  const template = useTemplateDocument(own.id, own.version);
  const drawn = useMemo(
    () => withOwnMessage(screenStateOf(row, timeZone, state, template), screen, state.nowMs as InstantMs),
    [row, timeZone, state, template, screen],
  );
  return <StageView state={drawn} nowMs={nowMs} label={`Picture of what ${screenName(screen)} shows`} />;
}

function Orders({ state, screen }: Pick<ScreenSheetProps, 'state' | 'screen'>) {
  const order = useOrderScreens(state.displaySessionId);
  const { key } = screen;
  if (key === '') return null;
  return (
    <Stack gap="xs">
      {order.isError && <Notice tone="bad">{messageOf(order.error)}</Notice>}
      <Group gap="xs">
        <Button variant="default" onClick={() => order.mutate({ order: 'identify', key })}>
          Identify
        </Button>
        <Button variant="default" onClick={() => order.mutate({ order: 'reload', key })}>
          Reload
        </Button>
      </Group>
    </Stack>
  );
}
