import type { ScreenSettings } from '@project88/core/contract/live.ts';
import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import type { InstantMs } from '@project88/core/time/units.ts';

/**
 * The state as this screen shows it: with its own design and its own message, when the operator gave it some. Pure;
 * the same object when there is nothing of its own. `sinceMs` is when the message came.
 */
export function ownView(
  state: ScreenState,
  settings: Pick<ScreenSettings, 'template' | 'message'> | null,
  sinceMs: InstantMs,
): ScreenState {
  const { template = null, message = null } = settings ?? {};
  if (template === null && message === null) return state;
  const program =
    message === null ? state.program : { ...state.program, message: { text: message, sinceMs } };
  return { ...state, template: template ?? state.template, program };
}
