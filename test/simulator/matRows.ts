import { type WallMs, wallMs } from '@project88/core/time/units.ts';
import type { SeededRandom } from './random.ts';
import type { Run } from './run.ts';

/** One row as a mat's controller sends it. */
export interface TimedRow {
  kind: 'chip' | 'gun';
  seq: number;
  tag: string;
  /** The time in the row. */
  wallMs: WallMs;
  /** When it leaves the controller: a little later, and not in the order of times. */
  sentAtMs: WallMs;
  lap: number;
  reader: string;
  antenna: string;
}

type Draft = Omit<TimedRow, 'seq' | 'lap'>;

/** The longest that a controller holds a chip back, waiting for it to leave the field. */
const MAX_HOLD_MS = 6100;
const TICK_MS = 10;
const ANTENNAS = ['1', '2', '4', '8'];
/** Chips of other races that are carried over the mat, per runner. */
const STRAY_RATE = 0.008;

/** Everything that one mat sends, numbered in the order of sending. */
export function rowsAtMat(
  runs: readonly Run[],
  mat: number,
  guns: readonly number[],
  random: SeededRandom,
): TimedRow[] {
  const reader = `0A${random.hex(4)}`;
  const drafts = guns.map((gunMs) => gunRow(gunMs, reader));
  for (const run of runs) {
    const passedMs = run.passedMs[mat] ?? null;
    if (passedMs === null) continue;
    if (run.read[mat])
      for (const tag of run.entry.chips) drafts.push(...chipRows(tag, passedMs, reader, random));
    if (random.chance(STRAY_RATE))
      drafts.push(...chipRows(`9${random.int(10_000, 99_999)}`, passedMs, reader, random));
  }
  return numbered(drafts.sort((a, b) => a.sentAtMs - b.sentAtMs));
}

function gunRow(gunMs: number, reader: string): Draft {
  return {
    kind: 'gun',
    tag: 'GUNTIME',
    wallMs: wallMs(gunMs),
    sentAtMs: wallMs(gunMs),
    reader: `I${reader.slice(0, 5)}`,
    antenna: '0',
  };
}

/** Two to four reads of one chip; the first is at the given moment. */
function chipRows(tag: string, passedMs: number, reader: string, random: SeededRandom): Draft[] {
  let atMs = passedMs;
  return Array.from({ length: random.int(2, 4) }, (_, index) => {
    if (index > 0) atMs += random.int(8, 90) * TICK_MS;
    const holdMs = random.chance(0.5) ? random.int(0, 300) : random.int(0, MAX_HOLD_MS);
    return {
      kind: 'chip',
      tag,
      wallMs: wallMs(atMs),
      sentAtMs: wallMs(atMs + holdMs),
      reader,
      antenna: random.pick(ANTENNAS),
    };
  });
}

/** Guns and chips share one sequence; laps count the rows of a tag, and are 0 for guns. */
function numbered(drafts: readonly Draft[]): TimedRow[] {
  const laps = new Map<string, number>();
  return drafts.map((draft, index) => {
    const lap = draft.kind === 'gun' ? 0 : (laps.get(draft.tag) ?? 0) + 1;
    laps.set(draft.tag, lap);
    return { ...draft, seq: index + 1, lap };
  });
}
