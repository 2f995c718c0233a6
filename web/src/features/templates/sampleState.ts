import type { DisplayMode } from '@project88/core/contract/displaySessions.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import { boardKey } from '@project88/core/displays/screen/arrange.ts';
import { type Card, NO_EXTRAS } from '@project88/core/displays/screen/card.ts';
import { EMPTY_STATUS, emptyScreen, type ScreenState } from '@project88/core/displays/screen/screen.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';

/** Invented runners with the letters that break layouts: long names, accents, hyphens. */
const RUNNERS = [
  ['412', 'Siobhán', 'Fitzgerald-Delacroix', 'Limerick', 'IRL', 'Shannon Harriers', 'F30-39'],
  ['87', 'Kwame', 'Asante', 'Kumasi', 'GHA', 'Ashanti Striders', 'M50-59'],
  ['1203', 'Jürgen', 'Østergård', 'Aarhus', 'DNK', '', 'M40-49'],
  ['559', 'Eleni', 'Marinou', 'Volos', 'GRC', 'Pagasetic Runners', 'F20-29'],
  ['31', 'Tomás', 'Quintanilla', 'Cuenca', 'ESP', 'Club Hoz', 'M20-29'],
  ['742', 'Aiko', 'Moriyama', 'Nagano', 'JPN', 'Alps Track', 'F40-49'],
  ['205', 'Łukasz', 'Wiśniewski', 'Gdynia', 'POL', '', 'M30-39'],
  ['918', 'Grace', 'Okonjo', 'Enugu', 'NGA', 'Coal City Runners', 'F30-39'],
] as const;

const SPLITS = [
  { name: '5K', timeMs: 871_000 },
  { name: '10K', timeMs: 1_748_000 },
  { name: '15K', timeMs: 2_640_000 },
];

/** The moment of the picture, one hour and two minutes after its gun. */
export const SAMPLE_NOW_MS: InstantMs = instantMs(1_935_651_733_000);
const GUN_MS = SAMPLE_NOW_MS - 3_733_000;

/** What a design looks like in the middle of a race. */
export function sampleState(template: TemplateDocument, mode: DisplayMode): ScreenState {
  const recent = RUNNERS.map((_, index) => sampleCard(index, mode));
  const first = recent[0];
  return {
    ...emptyScreen({ name: 'Harbour Half Marathon', mode, timeZone: 'UTC' }, template),
    boards: boardsOf(template, recent),
    approaching: recent.slice(3).map((card, index) => ({
      card: { ...card, id: 100 + card.id, location: '10K' },
      etaAtMs: instantMs(SAMPLE_NOW_MS + 12_000 + index * 19_000),
    })),
    queue: recent.slice(2, 6),
    recent,
    onAir: first ? { card: first, sinceMs: SAMPLE_NOW_MS } : null,
    status: {
      ...EMPTY_STATUS,
      waiting: 2,
      reads: 1_284,
      crossings: 431,
      lastReadAtMs: SAMPLE_NOW_MS,
      gunAtMs: instantMs(GUN_MS),
    },
  };
}

/** Every leaderboard of the design with somebody on it, the fastest first. */
function boardsOf(template: TemplateDocument, cards: readonly Card[]): ScreenState['boards'] {
  const blocks = template.layouts.flatMap((layout) => layout.blocks);
  const queries = blocks.flatMap((block) => (block.kind === 'list' && block.board ? [block.board] : []));
  return Object.fromEntries(
    queries.map((board) => {
      const meant = cards.filter(({ sex }) => board.sex === '' || sex === board.sex);
      return [boardKey(board), meant.toReversed().slice(0, board.most)];
    }),
  );
}

function sampleCard(index: number, mode: DisplayMode): Card {
  const [bib = '', firstName = '', lastName = '', city = '', country = '', club = '', division = ''] =
    RUNNERS[index] ?? [];
  const atMs = SAMPLE_NOW_MS - index * 7_000;
  const done = mode === 'results';
  return {
    id: RUNNERS.length - index,
    known: true,
    bib,
    firstName,
    lastName,
    sex: division.slice(0, 1),
    age: 34 + index,
    city,
    region: '',
    country,
    club,
    race: 'Half marathon',
    wave: 'A',
    division,
    note: '',
    location: 'FINISH',
    timeOfDay: '10:02:13',
    atMs: instantMs(atMs),
    receivedAtMs: instantMs(atMs),
    status: done ? 'finished' : null,
    gunTimeMs: done ? atMs - GUN_MS : null,
    chipTimeMs: done ? atMs - GUN_MS - 6_000 : null,
    placeOverall: done ? 40 - index : null,
    placeSex: done ? 12 : null,
    placeDivision: done ? 4 : null,
    ...NO_EXTRAS,
    splits: done ? SPLITS : [],
  };
}
