import type { InstantMs } from '../../time/units.ts';
import type { SponsorBlock } from '../document/blocks.ts';

/** The picture whose turn it is, and since when. */
export interface SponsorTurn {
  index: number;
  sinceMs: InstantMs;
}

/**
 * Whose turn it is at a moment of the server's clock; null for a block without pictures. Derived, never counted: all
 * screens show the same picture, and the server knows which without asking them.
 */
export function sponsorAt({ items }: Pick<SponsorBlock, 'items'>, nowMs: InstantMs): SponsorTurn | null {
  const roundMs = items.reduce((sum, { dwellMs }) => sum + dwellMs, 0);
  if (roundMs <= 0) return null;
  let restMs = nowMs % roundMs;
  for (const [index, { dwellMs }] of items.entries()) {
    if (restMs < dwellMs) return { index, sinceMs: (nowMs - restMs) as InstantMs };
    restMs -= dwellMs;
  }
  return null;
}
