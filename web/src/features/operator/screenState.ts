import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorState, ScreenView } from '@project88/core/contract/live.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { QUEUE_CARDS, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import type { InstantMs } from '@project88/core/time/units.ts';

/** What a screen of the display session shows: the operator's state in the shape that the renderer draws. */
export function screenStateOf(
  { name, mode }: Pick<DisplaySessionView, 'name' | 'mode'>,
  timeZone: string,
  state: OperatorState,
  template: TemplateDocument,
): ScreenState {
  const { recent, onAir, crowd, waiting, boards, approaching, program, status } = state;
  return {
    session: { name, mode, timeZone },
    template,
    recent,
    onAir,
    crowd,
    queue: waiting.slice(0, QUEUE_CARDS),
    boards,
    approaching,
    program,
    status,
  };
}

/** The same on one screen that has a message of its own. */
export function withOwnMessage(
  state: ScreenState,
  { message }: Pick<ScreenView, 'message'>,
  nowMs: InstantMs,
): ScreenState {
  if (message === null) return state;
  return { ...state, program: { ...state.program, message: { text: message, sinceMs: nowMs } } };
}
