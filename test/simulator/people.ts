import type { SeededRandom } from './random.ts';

/** Invented people for the simulated race: names, homes and clubs are combined by chance. */

const FIRST_NAMES = {
  F: words(
    'Amélie Beatriz Chloé Dagný Eleni Fatou Grace Hana Ingrid Jūratė Katarzyna Léa Marija ' +
      'Nour Olivia Petra Ruth Søs Tereza Zoë',
  ),
  M: words(
    'Ahmed Björn Connor Dimitris Emre François Giorgos Hugo Iñigo János Kofi Łukasz Miloš ' +
      'Nikos Owen Pál Rui Stéphane Tomáš Vasilis',
  ),
} as const;

const LAST_NAMES = words(
  'Almeida Bergström Castellanos Dvořáková Eriksen Fitzgerald Georgiou Håkansson Ilić ' +
    "Jankauskas Kowalczyk Lindqvist MacGregor Nowak O'Donoghue Papadaki Quintana Rinaldi " +
    'Sørensen Tóth Ünal Vandenberghe Weiß Xenakis Ylönen Zimmermann Ştefănescu Müller-Roth',
);

/** The longest name of the race has 40 letters: screens must cope with it. */
const LONGEST_NAME = { firstName: 'Konstantina-Alexandrina', lastName: 'Papadiamantopoulou' } as const;

const HOMES = [
  { city: 'Athens', region: 'Attica', country: 'GRC' },
  { city: 'Thessaloniki', region: 'Central Macedonia', country: 'GRC' },
  { city: 'Zürich', region: 'ZH', country: 'CHE' },
  { city: 'Århus', region: 'Midtjylland', country: 'DNK' },
  { city: 'Łódź', region: 'Łódzkie', country: 'POL' },
  { city: 'São João da Madeira', region: 'Aveiro', country: 'PRT' },
  { city: 'Reykjavík', region: '', country: 'ISL' },
  { city: 'Springfield', region: 'IL', country: 'USA' },
] as const;

const CLUBS = [
  'Harbour Harriers',
  'Club Athlétique du Vieux Moulin',
  'Olive Grove Runners',
  'Night Owls TC',
] as const;

const NOTES = [
  'First race ever',
  'Runs for the children’s library',
  'Tenth time here',
  'Turns 50 today',
] as const;

/** The part of an entry that tells about the person. */
export interface Person {
  firstName: string;
  lastName: string;
  sex: 'F' | 'M' | 'X';
  age: number;
  city: string;
  region: string;
  country: string;
  club: string;
  note: string;
}

/** The `index`-th person of a race, from 0. The eighth has the longest name. */
export function inventPerson(index: number, random: SeededRandom): Person {
  const sex = random.chance(0.02) ? 'X' : random.pick(['F', 'M'] as const);
  const firstName = random.pick(FIRST_NAMES[sex === 'X' ? random.pick(['F', 'M'] as const) : sex]);
  const lastName = random.pick(LAST_NAMES);
  const age = Math.round(Math.min(84, Math.max(15, random.normal(39, 12))));
  const home = random.pick(HOMES);
  const club = random.chance(0.45) ? random.pick(CLUBS) : '';
  const note = random.chance(0.08) ? random.pick(NOTES) : '';
  const person: Person = { firstName, lastName, sex, age, ...home, club, note };
  return index === 7 ? { ...person, ...LONGEST_NAME, sex: 'F' } : person;
}

/** Division by sex and age, for example `F35-39`. */
export function divisionOf({ sex, age }: Person): string {
  if (age < 20) return `${sex}U20`;
  const from = Math.floor(age / 5) * 5;
  return age >= 70 ? `${sex}70+` : `${sex}${from}-${from + 4}`;
}

function words(text: string): string[] {
  return text.split(' ');
}
