import type { Card } from '@project88/core/displays/screen/card.ts';
import { formatDuration, roundUpToSecond } from '@project88/core/time/duration.ts';
import { durationMs } from '@project88/core/time/units.ts';

/** The runner's name, or what is said in its place: an unknown bib never gets a name. */
export function cardName(card: Card): string {
  if (!card.known) return 'Not on the roster';
  return `${card.firstName} ${card.lastName}`.trim() || 'No name';
}

/** Home and club in one line, without empty parts. */
export function cardHome(card: Card): string {
  return [[card.city, card.country].filter(Boolean).join(', '), card.club].filter(Boolean).join(' · ');
}

/** Race, wave and division in one line. */
export function cardRace(card: Card): string {
  return [card.race, card.wave, card.division].filter(Boolean).join(' · ');
}

/** A race time as the screens show it: up to the next whole second, as it is published. */
export function raceTime(timeMs: number): string {
  return formatDuration(roundUpToSecond(durationMs(timeMs)));
}
