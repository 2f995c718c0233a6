import { type Card, NO_EXTRAS } from '@project88/core/displays/screen/card.ts';
import { emptyScreen, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { instantMs } from '@project88/core/time/units.ts';

/** A known runner's card with only what is given; everything else is empty. */
export function cardOf(id: number, given: Partial<Card> = {}): Card {
  return {
    id,
    known: true,
    bib: String(id),
    firstName: '',
    lastName: '',
    sex: '',
    age: null,
    city: '',
    region: '',
    country: '',
    club: '',
    race: '',
    wave: '',
    division: '',
    note: '',
    location: '',
    timeOfDay: '',
    atMs: null,
    receivedAtMs: instantMs(0),
    status: null,
    gunTimeMs: null,
    chipTimeMs: null,
    placeOverall: null,
    placeSex: null,
    placeDivision: null,
    ...NO_EXTRAS,
    ...given,
  };
}

/** A resting screen on which nobody has come yet, with what is given. */
export function screenOf(given: Partial<ScreenState> = {}): ScreenState {
  const shown: ScreenState['session'] = {
    name: 'Lakeside Half',
    mode: 'results',
    timeZone: 'Europe/Athens',
  };
  return { ...emptyScreen(shown, finishHero), ...given };
}
