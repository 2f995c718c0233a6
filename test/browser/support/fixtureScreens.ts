import type { Card } from '@project88/core/displays/screen/card.ts';
import { EMPTY_STATUS, emptyScreen, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { fixtureCard } from './fixtureRace.ts';

type Mode = ScreenState['session']['mode'];

/** The moments of a screen's life that must look right. */
export type Moment = 'resting' | 'nobody-yet' | 'runner' | 'longest-name' | 'unknown-bib' | 'pre-race';

/** A screen in a moment of a race: 18 runners have come, four wait. */
export function fixtureScreen(
  templateId: keyof typeof BUILT_IN_TEMPLATES,
  moment: Moment,
  nowMs: number,
): ScreenState {
  const mode: Mode = moment === 'pre-race' ? 'pre-race' : 'results';
  const recent = moment === 'nobody-yet' ? [] : recentCards(nowMs, mode);
  const card = moment === 'resting' || moment === 'nobody-yet' ? null : heroOf(moment, recent);
  return {
    ...emptyScreen(
      { name: 'Lakeside Half Marathon', mode, timeZone: 'Europe/Athens' },
      BUILT_IN_TEMPLATES[templateId],
    ),
    recent,
    onAir: card === null ? null : { card, sinceMs: instantMs(nowMs - 1_000) },
    status: {
      ...EMPTY_STATUS,
      waiting: card === null ? 0 : 4,
      reads: 1_284,
      crossings: 431,
      unknown: 3,
      lastReadAtMs: instantMs(nowMs - 1_500),
      gunAtMs: moment === 'pre-race' ? null : instantMs(nowMs - 5_421_000),
    },
  };
}

/** A card with everything that a template can show. */
export function fullCard(id: number, nowMs: number, mode: Mode): Card {
  const card = fixtureCard(id, nowMs, mode);
  return card.known ? { ...card, note: NOTES[id % NOTES.length] ?? '' } : card;
}

const NOTES = [
  '',
  'Birthday today',
  '',
  'First half marathon, runs for the children’s hospital',
  '',
  'Course record 2029',
];

function recentCards(nowMs: number, mode: Mode): Card[] {
  return Array.from({ length: 18 }, (_, index) => fullCard(40 - index, nowMs - index * 3_000, mode));
}

function heroOf(moment: Moment, recent: readonly Card[]): Card | null {
  const wanted = (card: Card): boolean => {
    if (moment === 'unknown-bib') return !card.known;
    return card.known && card.firstName.length > 20 === (moment === 'longest-name');
  };
  return recent.find(wanted) ?? null;
}
