import { type InstantMs, instantMs } from '@project88/core/time/units.ts';

/** Where the present moment comes from. Passed in everywhere, so that a race can be replayed exactly. */
export type Clock = () => InstantMs;

/** The machine's clock, in whole milliseconds. */
export const systemClock: Clock = () => instantMs(Date.now());
