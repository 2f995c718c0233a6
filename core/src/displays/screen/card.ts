import type { RaceStatus } from '../../results/status.ts';
import type { InstantMs } from '../../time/units.ts';

/** Number of a card within its display session, counted from 1 in the order of arrival. */
export type CardId = number;

/**
 * One crossing as screens show it: a runner (or an unknown bib) at a mat. Everything is plain text or a number;
 * nothing here is markup. `known: false` means that the chip is on no roster: then only `bib` is filled.
 */
export interface Card {
  id: CardId;
  known: boolean;
  bib: string;
  firstName: string;
  lastName: string;
  sex: string;
  age: number | null;
  city: string;
  region: string;
  country: string;
  club: string;
  race: string;
  wave: string;
  division: string;
  note: string;
  /** The mat's name. */
  location: string;
  /** Wall clock of the crossing at the venue, `HH:MM:SS`, or '' when the controller's clock was not set. */
  timeOfDay: string;
  /** The crossing as an instant, or null when the day or the zone is unknown. */
  atMs: InstantMs | null;
  /** When the first read of the crossing reached the server. */
  receivedAtMs: InstantMs;
  status: RaceStatus | null;
  gunTimeMs: number | null;
  chipTimeMs: number | null;
  placeOverall: number | null;
  placeSex: number | null;
  placeDivision: number | null;
  /** Chosen by the operators: comes on air before all others. */
  vip: boolean;
  /** How the name is said, for announcers; '' when nobody wrote it down. */
  pronunciation: string;
  /** In the order of the course. */
  splits: readonly CardSplit[];
}

export interface CardSplit {
  name: string;
  timeMs: number;
}

/** What nobody wrote down about a runner. */
export const NO_EXTRAS: Pick<Card, 'vip' | 'pronunciation' | 'splits'> = {
  vip: false,
  pronunciation: '',
  splits: [],
};

/** A card as a row of a list shows it: with what is only known there. */
export interface ShownCard extends Card {
  /** Place in the list, from 1. */
  rank?: number;
  splitName?: string;
  splitTimeMs?: number;
  /** Time until arrival; null: not known. */
  etaMs?: number | null;
}
