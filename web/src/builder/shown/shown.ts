import type { OperatorState } from '@project88/core/contract/live.ts';
import type { BlockMode } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { QUEUE_CARDS, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { type LongName, SAMPLE_NOW_MS, type Sample, sampleScreen, withSampleBoards } from './samples.ts';

/** What the canvas shows beside the design, and the moment of its clocks. */
export interface Shown {
  /** The screen's state for a document in a mode: sample runners, or what is live. */
  screen(document: TemplateDocument, mode: BlockMode): ScreenState;
  nowMs(): InstantMs;
  /** Called when it shows something else by itself. Returns the function that ends it. Absent: it never does. */
  onChange?(listener: () => void): () => void;
  /** The clocks run. */
  isMoving: boolean;
  /** The runners are those of a display session, not invented. */
  isLive?: true;
}

/** Invented runners. Their clocks stand still, so that what is drawn is the same every time. */
export function sampleShown(sample: Sample, longest?: LongName): Shown {
  const known = new Map<BlockMode, { state: ScreenState; airing: TemplateDocument['airing'] }>();
  return {
    screen(document, mode) {
      const before = known.get(mode);
      // The same runners for every movement of the pointer: only what has changed is drawn again.
      const base =
        before?.airing === document.airing ? before.state : sampleScreen(document, mode, sample, longest);
      const state = withSampleBoards(base, document);
      known.set(mode, { state, airing: document.airing });
      return { ...state, template: document };
    },
    nowMs: () => SAMPLE_NOW_MS,
    isMoving: false,
  };
}

/** The live state of a display session, in whatever mode its screens are; `listen` follows it. */
export function liveShown(
  display: ScreenState['session'],
  operator: () => OperatorState,
  listen: (listener: () => void) => () => void,
  nowMs: () => InstantMs,
): Shown {
  return {
    screen: (document) => liveScreen(display, document, operator()),
    nowMs,
    onChange: listen,
    isMoving: true,
    isLive: true,
  };
}

function liveScreen(
  display: ScreenState['session'],
  template: TemplateDocument,
  { recent, onAir, crowd, waiting, boards, approaching, program, status }: OperatorState,
): ScreenState {
  const queue = waiting.slice(0, QUEUE_CARDS);
  return { session: display, template, recent, onAir, crowd, queue, boards, approaching, program, status };
}
