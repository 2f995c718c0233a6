import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { Program } from '@project88/core/displays/screen/screen.ts';
import { useMemo } from 'react';
import { useServerNow } from '../../lib/live/useServerNow.ts';
import { useVenue } from '../../lib/venue.tsx';
import { StageView } from '../../ui/stage/StageView.tsx';
import { useTemplateDocument } from './api/templates.ts';
import { screenStateOf } from './screenState.ts';

interface MonitorProps {
  row: DisplaySessionView;
  state: OperatorState;
  template: { id: string; version: number | null };
  /** Instead of what is on air now. */
  program?: Program;
  label: string;
}

/** What the screens show, or would show, drawn as they draw it. */
export function Monitor({ row, state, template, program, label }: MonitorProps) {
  const { timeZone } = useVenue();
  const nowMs = useServerNow();
  const document = useTemplateDocument(template.id, template.version);
  const screen = useMemo(() => {
    const drawn = screenStateOf(row, timeZone, state, document);
    return program === undefined ? drawn : { ...drawn, program };
  }, [row, timeZone, state, document, program]);
  return <StageView state={screen} nowMs={nowMs} label={label} />;
}
