import type { BlockMode } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { boardKey } from '@project88/core/displays/screen/arrange.ts';
import { type Card, NO_EXTRAS } from '@project88/core/displays/screen/card.ts';
import {
  EMPTY_STATUS,
  emptyScreen,
  NO_PROGRAM,
  type OnAir,
  type ScreenState,
} from '@project88/core/displays/screen/screen.ts';
import { instantMs } from '@project88/core/time/units.ts';

/** What the canvas shows while nothing live is there. */
export const SAMPLES = ['ordinary', 'longest-name', 'unknown-bib'] as const;
export type Sample = (typeof SAMPLES)[number];

/** Invented runners with the letters that break layouts: long names, accents, hyphens. */
const RUNNERS = [
  ['412', 'Siobhán', 'Fitzgerald', 'F', 'Limerick', 'IRL', 'Shannon Harriers', 'F30-39'],
  ['87', 'Kwame', 'Asante', 'M', 'Kumasi', 'GHA', 'Ashanti Striders', 'M50-59'],
  ['1203', 'Jürgen', 'Østergård', 'M', 'Aarhus', 'DNK', '', 'M40-49'],
  ['559', 'Eleni', 'Marinou', 'F', 'Volos', 'GRC', 'Pagasetic Runners', 'F20-29'],
  ['31', 'Tomás', 'Quintanilla', 'M', 'Cuenca', 'ESP', 'Club Hoz', 'M20-29'],
  ['742', 'Aiko', 'Moriyama', 'F', 'Nagano', 'JPN', 'Alps Track', 'F40-49'],
  ['205', 'Łukasz', 'Wiśniewski', 'M', 'Gdynia', 'POL', '', 'M30-39'],
  ['918', 'Grace', 'Okonjo', 'F', 'Enugu', 'NGA', 'Coal City Runners', 'F30-39'],
] as const;

/** A name that is longer than nearly all that are on start lists. */
const LONGEST = {
  firstName: 'Maximiliana-Konstantína',
  lastName: 'Papadopoulou-Vandenbroucke',
  city: 'Llanfairpwllgwyngyll',
};

/** The moment of the picture, one hour and two minutes after its gun. */
export const SAMPLE_NOW_MS = instantMs(1_935_651_733_000);
const GUN_MS = SAMPLE_NOW_MS - 3_733_000;

/** A runner as a screen shows them. `index` counts back from the one who came last. */
export function sampleCard(index: number): Card {
  const [
    bib = '',
    firstName = '',
    lastName = '',
    sex = '',
    city = '',
    country = '',
    club = '',
    division = '',
  ] = RUNNERS[index % RUNNERS.length] ?? [];
  const atMs = SAMPLE_NOW_MS - index * 7_000;
  return {
    ...NO_EXTRAS,
    id: 1_000 - index,
    known: true,
    bib: index < RUNNERS.length ? bib : String(2_000 + index),
    firstName,
    lastName,
    sex,
    age: 34 + (index % 20),
    city,
    region: '',
    country,
    club,
    race: 'Half marathon',
    wave: 'A',
    division,
    note: index === 0 ? 'First half marathon' : '',
    location: 'FINISH',
    timeOfDay: '10:02:13',
    atMs: instantMs(atMs),
    receivedAtMs: instantMs(atMs),
    status: 'finished',
    gunTimeMs: atMs - GUN_MS,
    chipTimeMs: atMs - GUN_MS - 6_000,
    placeOverall: 40 - (index % 30),
    placeSex: 12,
    placeDivision: 4,
    splits: [
      { name: '5 km', timeMs: 900_000 },
      { name: '10 km', timeMs: 1_815_000 },
      { name: '15 km', timeMs: 2_702_000 },
    ],
  };
}

/** Who is on the canvas as “the longest name”: of the start list that the design is tried on, or invented. */
export type LongName = Pick<Card, 'firstName' | 'lastName' | 'city'> & Partial<Card>;

function heroOf(sample: Sample, longest: LongName): Card {
  const card = sampleCard(0);
  if (sample === 'longest-name') return { ...card, ...longest };
  if (sample === 'ordinary') return card;
  const nothing = { firstName: '', lastName: '', sex: '', age: null, city: '', country: '', club: '' };
  const noResult = {
    gunTimeMs: null,
    chipTimeMs: null,
    placeOverall: null,
    placeSex: null,
    placeDivision: null,
  };
  return {
    ...card,
    ...nothing,
    ...noResult,
    known: false,
    bib: '4711',
    race: '',
    wave: '',
    division: '',
    note: '',
    status: null,
    splits: [],
  };
}

/** A screen with invented runners that is in a mode, whatever the template makes of it. */
export function sampleScreen(
  document: TemplateDocument,
  mode: BlockMode,
  sample: Sample,
  longest: LongName = LONGEST,
): ScreenState {
  const hero = heroOf(sample, longest);
  const recent = [hero, ...Array.from({ length: 49 }, (_, index) => sampleCard(index + 1))];
  const onAir = (card: Card): OnAir => ({ card, sinceMs: SAMPLE_NOW_MS });
  const places = mode === 'grid' ? document.airing.crowd?.gridCards : document.airing.crowd?.tickerCards;
  return {
    ...emptyScreen({ name: 'Harbour Half Marathon', mode: 'results', timeZone: 'UTC' }, document),
    recent,
    onAir: mode === 'active' ? onAir(hero) : null,
    crowd:
      mode === 'grid' || mode === 'ticker' ? { mode, slots: recent.slice(0, places || 9).map(onAir) } : null,
    queue: recent.slice(1, 5),
    approaching: recent
      .slice(5, 11)
      .map((card, index) => ({ card, etaAtMs: instantMs(SAMPLE_NOW_MS + index * 19_000) })),
    program:
      mode === 'message'
        ? { ...NO_PROGRAM, message: { text: 'Awards at 12:30 by the harbour stage', sinceMs: SAMPLE_NOW_MS } }
        : NO_PROGRAM,
    status: {
      ...EMPTY_STATUS,
      waiting: 4,
      reads: 1_284,
      crossings: 431,
      unknown: 3,
      lastReadAtMs: SAMPLE_NOW_MS,
      gunAtMs: instantMs(GUN_MS),
    },
  };
}

/** Every leaderboard that the template asks for, with somebody on it; the same object when all are there. */
export function withSampleBoards(state: ScreenState, document: TemplateDocument): ScreenState {
  const asked = document.layouts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'list' && block.board ? [block.board] : [])),
  );
  const missing = asked.filter((board) => state.boards[boardKey(board)] === undefined);
  if (missing.length === 0) return state;
  const added = missing.map((board) => [boardKey(board), state.recent.slice(0, board.most)] as const);
  return { ...state, boards: { ...state.boards, ...Object.fromEntries(added) } };
}
