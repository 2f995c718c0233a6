import { type Card, NO_EXTRAS } from '@project88/core/displays/screen/card.ts';
import { instantMs } from '@project88/core/time/units.ts';

/** Invented people; among them a name that no screen should have to bear, and bears. */
const PEOPLE = [
  ['Eleni', 'Marinou', 'Volos', 'GRC', 'Pagasetic Runners', 'F'],
  ['Kwame', 'Asante', 'Kumasi', 'GHA', 'Ashanti Striders', 'M'],
  ['Siobhán', 'Fitzgerald', 'Limerick', 'IRL', 'Shannon Harriers', 'F'],
  ['Jürgen', 'Østergård', 'Aarhus', 'DNK', 'Bay Road Club', 'M'],
  ['Maximiliane-Charlotte', 'von Hohenstein-Wittgenau', 'Münstereifel', 'DEU', 'Laufgemeinschaft Eifel', 'F'],
  ['Tomás', 'Quintanilla', 'Cuenca', 'ESP', 'Club Hoz', 'M'],
  ['Nguyễn Thị', 'Ánh', 'Huế', 'VNM', 'Perfume River', 'F'],
  ['Łukasz', 'Wiśniewski', 'Gdańsk', 'POL', 'Harbour Milers', 'M'],
  ['Amara', 'Okonkwo', 'Enugu', 'NGA', '', 'F'],
  ['Noah', 'Lindqvist', 'Umeå', 'SWE', 'Northern Light', 'M'],
  ['Beatriz', 'Cavalcanti', 'Olinda', 'BRA', 'Corredores do Mar', 'F'],
  ['Haruki', 'Tanabe', 'Sapporo', 'JPN', 'Snow Country', 'M'],
] as const;

const START_MS = 4_083_000;

/** The runner of a place, from 1. */
export function runner(place: number, nowMs: number): Card {
  const [firstName, lastName, city, country, club, sex] = PEOPLE[(place - 1) % PEOPLE.length] ?? PEOPLE[0];
  const gunTimeMs = START_MS + place * 7_400;
  return {
    id: place,
    known: true,
    bib: String(place === 1 ? 7 : 100 + ((place * 37) % 890)),
    firstName,
    lastName,
    sex,
    age: 24 + ((place * 7) % 40),
    city,
    region: '',
    country,
    club,
    race: 'Half marathon',
    wave: 'A',
    division: `${sex}30-39`,
    note: place === 1 ? 'Birthday today' : '',
    location: 'FINISH',
    timeOfDay: '10:12:44',
    atMs: instantMs(nowMs),
    receivedAtMs: instantMs(nowMs),
    status: 'finished',
    gunTimeMs,
    chipTimeMs: gunTimeMs - 4_100,
    placeOverall: place,
    placeSex: Math.ceil(place / 2),
    placeDivision: Math.ceil(place / 4),
    ...NO_EXTRAS,
    splits: ['5 km', '10 km', '15 km', '20 km'].map((name, index) => ({
      name,
      timeMs: Math.round((gunTimeMs * (index + 1) * 5) / 21.1),
    })),
  };
}
