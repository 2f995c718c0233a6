import type { RaceStatus } from './status.ts';

/** One finisher's data as it is uploaded. Times are integer milliseconds; places start at 1. */
export interface ResultEntry {
  bib: string;
  status: RaceStatus;
  gunTimeMs: number | null;
  chipTimeMs: number | null;
  /** In the order of the course. */
  splits: { name: string; timeMs: number }[];
  places: { overall: number | null; sex: number | null; division: number | null };
}
