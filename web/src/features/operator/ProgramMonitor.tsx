import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import { emptyScreen, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { useMemo } from 'react';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { useVenue } from '../../lib/venue.tsx';
import { StageView } from '../../ui/stage/StageView.tsx';

interface ProgramMonitorProps {
  row: DisplaySessionView;
  state: OperatorState;
}

/** What the screens show now, drawn as they draw it. */
export function ProgramMonitor({ row, state }: ProgramMonitorProps) {
  const { timeZone } = useVenue();
  const nowMs = useServerNow();
  const { name, mode, templateId } = row;
  const { recent, onAir, status } = state;
  const screen = useMemo<ScreenState>(
    () => ({
      ...emptyScreen({ name, mode, timeZone }, BUILT_IN_TEMPLATES[templateId]),
      recent,
      onAir,
      status,
    }),
    [name, mode, timeZone, templateId, recent, onAir, status],
  );
  return <StageView state={screen} nowMs={nowMs} label="Picture of what the screens show" />;
}
