import type { ScreenState } from '@project88/core/displays/screen/screen.ts';
import type { MeasureText } from '@project88/core/displays/text/fit.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Motion } from './motion.ts';

/** What every block needs to draw itself. */
export interface Tools {
  document: Document;
  measure: MeasureText;
}

/** One block on the stage. */
export interface View {
  element: HTMLElement;
  /** Draw a new state. Called at most once per frame. */
  render(state: ScreenState, motion: Motion): void;
  /** Draw what changes with time alone. `dataAgeMs` is null while the data is fresh. */
  tick?(nowMs: InstantMs, dataAgeMs: number | null): void;
  /** Measure again: a font has arrived. The next `render` draws. */
  forget?(): void;
}
