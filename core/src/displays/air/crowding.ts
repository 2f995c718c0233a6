import { type InstantMs, instantMs } from '../../time/units.ts';
import type { AiringSettings, CrowdSettings } from '../document/template.ts';
import { type Arrivals, LONG_AGO } from './arrivals.ts';
import { DRAIN_MS, RATE_INTERVALS } from './limits.ts';

/** How many are on air at once: one, as many as the grid has places, or as many as the dense list has rows. */
export type AirMode = 'hero' | 'grid' | 'ticker';
const MODES: readonly AirMode[] = ['hero', 'grid', 'ticker'];

/** Places of a mode. A dense list shorter than the grid would throw people off, so it is as long at least. */
export function placesOf(mode: AirMode, { crowd }: AiringSettings): number {
  if (crowd === null || mode === 'hero') return 1;
  return mode === 'grid' ? crowd.gridCards : Math.max(crowd.gridCards, crowd.tickerCards);
}

/** Does the template have this mode? */
export function hasMode(mode: AirMode, { crowd }: AiringSettings): boolean {
  if (mode === 'hero') return true;
  return crowd !== null && (mode === 'grid' || crowd.tickerCards > 0);
}

/** The time over which arrivals are counted. */
function rateWindowMs(crowd: CrowdSettings): number {
  return RATE_INTERVALS * crowd.gridBelowMs;
}

/** So many may come in the time over which arrivals are counted until `mode` is needed. */
function bearable(mode: 'grid' | 'ticker', crowd: CrowdSettings, minDwellMs: number): number {
  if (mode === 'grid') return RATE_INTERVALS;
  return Math.floor((rateWindowMs(crowd) * crowd.gridCards) / Math.max(1, minDwellMs));
}

/** A card came now. */
export function countArrival(
  arrivals: Arrivals,
  { crowd, minDwellMs }: AiringSettings,
  nowMs: InstantMs,
): void {
  if (crowd === null) return;
  const most = Math.max(RATE_INTERVALS, bearable('ticker', crowd, minDwellMs));
  arrivals.add(nowMs, most + 1);
}

/** Until when so many come that `mode` is needed, as far as is known now. */
function loudUntil(mode: AirMode, arrivals: Arrivals, { crowd, minDwellMs }: AiringSettings): InstantMs {
  if (crowd === null || mode === 'hero') return LONG_AGO;
  return arrivals.moreThanUntil(bearable(mode, crowd, minDwellMs), rateWindowMs(crowd));
}

/** The mode that those who come and those who wait need now. */
export function wantedMode(
  waiting: number,
  arrivals: Arrivals,
  settings: AiringSettings,
  nowMs: InstantMs,
): AirMode {
  const needed = (mode: AirMode, smaller: AirMode): boolean => {
    const drainMs = Math.ceil(waiting / placesOf(smaller, settings)) * settings.minDwellMs;
    return hasMode(mode, settings) && (drainMs > DRAIN_MS || nowMs < loudUntil(mode, arrivals, settings));
  };
  if (!needed('grid', 'hero')) return 'hero';
  return needed('ticker', 'grid') ? 'ticker' : 'grid';
}

export function isMore(one: AirMode, other: AirMode): boolean {
  return MODES.indexOf(one) > MODES.indexOf(other);
}

/** The next smaller mode. */
export function smallerMode(mode: AirMode): AirMode {
  return mode === 'ticker' ? 'grid' : 'hero';
}

/** When it has been quiet for long enough to leave `mode`; `waitedAtMs` is when somebody had to wait for the last time. */
export function calmAt(
  mode: AirMode,
  waitedAtMs: InstantMs,
  arrivals: Arrivals,
  settings: AiringSettings,
): InstantMs {
  const loudMs = Math.max(waitedAtMs, loudUntil(mode, arrivals, settings));
  return instantMs(loudMs + (settings.crowd?.calmMs ?? 0));
}

/** How long one alone stays: short when many wait. */
export function heroDwellMs(waiting: number, settings: AiringSettings): number {
  const { minDwellMs, dwellMs, restAfterMs, hurryFrom } = settings;
  if (waiting === 0) return Math.max(minDwellMs, restAfterMs);
  return waiting >= hurryFrom ? minDwellMs : Math.max(minDwellMs, dwellMs);
}

/** How long one among several stays: until another needs the place, and not for ever. */
export function crowdDwellMs(waiting: number, { minDwellMs, crowd }: AiringSettings): number {
  return waiting > 0 ? minDwellMs : Math.max(minDwellMs, crowd?.maxDwellMs ?? 0);
}
