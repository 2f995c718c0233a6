import type { TextField } from '@project88/core/displays/document/fields.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';

/** Fields that one looks for in cards; those of rows and the words about an unknown bib are never missing. */
const OF_CARDS = [
  'firstName',
  'lastName',
  'sex',
  'age',
  'city',
  'region',
  'country',
  'club',
  'race',
  'wave',
  'division',
  'note',
  'pronunciation',
  'gunTimeMs',
  'chipTimeMs',
  'placeOverall',
  'placeSex',
  'placeDivision',
] as const satisfies readonly (TextField & keyof Card)[];

/** So many known runners say something about a start list. */
const ENOUGH = 5;

/** The fields that none of these runners has; none while there are too few to tell. */
export function emptyFieldsOf(cards: readonly Card[]): ReadonlySet<TextField> {
  const known = cards.filter((card) => card.known);
  if (known.length < ENOUGH) return new Set();
  return new Set(
    OF_CARDS.filter((field) => known.every((card) => card[field] === null || card[field] === '')),
  );
}
