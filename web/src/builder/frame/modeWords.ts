import type { BlockMode } from '@project88/core/displays/document/blocks.ts';

/** What people call the modes of a screen. */
export const MODE_WORDS: Record<BlockMode, string> = {
  resting: 'Resting',
  active: 'Finisher',
  grid: 'Several',
  ticker: 'Crowd',
  message: 'Message',
};
