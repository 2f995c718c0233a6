import type { DisplayMode } from '@project88/core/contract/displaySessions.ts';

/** The two modes in the words of the console. */
export const MODES: Record<DisplayMode, { name: string; sentence: string }> = {
  'pre-race': {
    name: 'Pre-race',
    sentence: 'Shows who crosses the mat from the start list: names, clubs, home towns.',
  },
  results: {
    name: 'Results',
    sentence: 'Shows the same with finish data beside it: times, places, status.',
  },
};
