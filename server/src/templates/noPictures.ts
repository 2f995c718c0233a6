import { ProblemError } from '@project88/core/contract/errors.ts';
import type { AssetIntake } from './types.ts';

/** Of an installation that keeps no pictures: packs go without them, and those of a pack are told as broken. */
export const NO_PICTURES: AssetIntake = {
  find: async () => new Map(),
  read: async () => [],
  prepare: async () => {
    throw new ProblemError('ASSET_UNREADABLE', { reason: 'this installation keeps no pictures' });
  },
};
