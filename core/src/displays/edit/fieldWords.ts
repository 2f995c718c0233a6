import type { TextField } from '../document/fields.ts';

/** What people call the fields of a card. Complete by its type. */
export const FIELD_WORDS: Readonly<Record<TextField, string>> = {
  bib: 'Bib',
  name: 'Name',
  firstName: 'First name',
  lastName: 'Last name',
  sex: 'Sex',
  age: 'Age',
  home: 'Home',
  city: 'City',
  region: 'Region',
  country: 'Country',
  club: 'Club',
  race: 'Race',
  wave: 'Wave',
  division: 'Division',
  note: 'Note',
  pronunciation: 'Pronunciation',
  officialTimeMs: 'Official time',
  gunTimeMs: 'Gun time',
  chipTimeMs: 'Chip time',
  placeOverall: 'Place overall',
  placeSex: 'Place by sex',
  placeDivision: 'Place in division',
  status: 'Status',
  location: 'Timing point',
  timeOfDay: 'Time of day',
  rank: 'Rank in the list',
  splitName: 'Name of the split',
  splitTimeMs: 'Time at the split',
  etaMs: 'Time until arrival',
};

/** Whether a word is the name of a field. */
export function isTextField(name: string): name is TextField {
  return Object.hasOwn(FIELD_WORDS, name);
}
