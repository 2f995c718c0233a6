import type { ResultEntryView, RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { WallMs } from '@project88/core/time/units.ts';
import { rowsAtMat, type TimedRow } from './matRows.ts';
import { divisionOf, inventPerson } from './people.ts';
import { resultsOf } from './raceResults.ts';
import { SeededRandom } from './random.ts';
import type { Mat, Run } from './run.ts';

export interface RaceOptions {
  /** The same seed gives the same race, to the last digit. */
  seed: number;
  runners: number;
  /** Local date and time of the first gun. */
  startWallMs: WallMs;
  /** In the order of the course; the first is the start mat, the last the finish. */
  mats?: readonly Mat[];
  waves?: number;
  eventName?: string;
}

export interface SimulatedLocation {
  name: string;
  /** In the order of their numbers, which is that of leaving the controller, not that of times. */
  rows: TimedRow[];
}

/** A whole race: who runs, what the mats will send, and what comes out. */
export interface SimulatedRace {
  eventName: string;
  entries: RosterEntryView[];
  results: ResultEntryView[];
  locations: SimulatedLocation[];
}

const DEFAULT_MATS: readonly Mat[] = [
  { name: 'START', atMetres: 0 },
  { name: '5K', atMetres: 5000 },
  { name: 'FINISH', atMetres: 10_000 },
];

const WAVE_GAP_MS = 180_000;
/** Clocks of timing hardware tick in hundredths. */
const TICK_MS = 10;

/** Invent a race. Pure: everything comes from the options. */
export function simulateRace(options: RaceOptions): SimulatedRace {
  const { seed, startWallMs, mats = DEFAULT_MATS, waves = 3, eventName = 'Olive Harbour 10K' } = options;
  const random = new SeededRandom(seed);
  const guns = Array.from({ length: waves }, (_, wave) => startWallMs + wave * WAVE_GAP_MS);
  const runs = Array.from({ length: options.runners }, (_, index) => simulateRun(index, guns, mats, random));
  return {
    eventName,
    entries: runs.map((run) => run.entry),
    results: resultsOf(runs, mats),
    locations: mats.map((mat, index) => ({ name: mat.name, rows: rowsAtMat(runs, index, guns, random) })),
  };
}

function simulateRun(index: number, guns: number[], mats: readonly Mat[], random: SeededRandom): Run {
  const person = inventPerson(index, random);
  const secondsPerKm = Math.max(
    175,
    random.normal(345, 55) + (person.sex === 'F' ? 20 : 0) + person.age * 0.4,
  );
  const wave = waveOf(secondsPerKm, guns.length, random);
  const entry = makeEntry(index, wave, person, random);
  const gunMs = guns[wave] ?? 0;
  const startMs = gunMs + random.int(50, 9000) * TICK_MS;
  const status = throwStatus(random);
  const reached = reachedMats(status, mats.length, random);
  const passedMs = mats.map(({ atMetres }, mat) => {
    const runMs = Math.round((atMetres * secondsPerKm * random.normal(1, 0.01)) / TICK_MS) * TICK_MS;
    return mat < reached ? startMs + runMs : null;
  });
  const read = passedMs.map((at, mat) => at !== null && !random.chance(missRate(mat, mats.length)));
  return { entry, status, gunMs, passedMs, read };
}

/** Fast runners start in front; some stand where they do not belong. */
function waveOf(secondsPerKm: number, waves: number, random: SeededRandom): number {
  const place = (secondsPerKm + random.normal(0, 15) - 270) / 200;
  return Math.min(waves - 1, Math.max(0, Math.floor(place * waves)));
}

function throwStatus(random: SeededRandom): Run['status'] {
  const luck = random.next();
  if (luck < 0.02) return 'not-started';
  if (luck < 0.035) return 'did-not-finish';
  return luck < 0.038 ? 'disqualified' : 'finished';
}

function reachedMats(status: Run['status'], mats: number, random: SeededRandom): number {
  if (status === 'not-started') return 0;
  return status === 'did-not-finish' ? random.int(1, Math.max(1, mats - 1)) : mats;
}

/** Crowded start mats miss most; finishes have a second line. */
function missRate(mat: number, mats: number): number {
  if (mat === mats - 1) return 0.004;
  return mat === 0 ? 0.02 : 0.03;
}

function makeEntry(
  index: number,
  wave: number,
  person: ReturnType<typeof inventPerson>,
  random: SeededRandom,
): RosterEntryView {
  const bib = String(101 + index);
  return {
    bib,
    chips: chipsOf(bib, random),
    ...person,
    race: '10K',
    wave: `Wave ${String.fromCharCode(65 + wave)}`,
    division: divisionOf(person),
  };
}

/** Most chips are numbered like the bib; some have a code of their own, and a few people wear two. */
function chipsOf(bib: string, random: SeededRandom): string[] {
  if (random.chance(0.05)) return [`C${random.hex(6)}`];
  return random.chance(0.02) ? [bib, `${bib}B`] : [bib];
}
