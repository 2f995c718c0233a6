import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { RaceStatus } from '@project88/core/results/status.ts';

/** A mat on the course. */
export interface Mat {
  name: string;
  atMetres: number;
}

/** What happened to one runner, as it really was; mats may have missed some of it. */
export interface Run {
  entry: RosterEntryView;
  status: RaceStatus;
  gunMs: number;
  /** When the runner passed each mat, local milliseconds; null where they never came. */
  passedMs: (number | null)[];
  /** Which of these passings a mat has read. */
  read: boolean[];
}
