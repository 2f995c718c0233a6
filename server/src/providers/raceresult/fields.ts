import type { RaceResultSettings } from './declaration.ts';

/** Columns of a list of participants, in the order in which they are asked for and answered. */
export const PERSON_FIELDS = [
  'ID',
  'Contest',
  'Bib',
  'Firstname',
  'Lastname',
  'Sex',
  'DateOfBirth',
  'AGE',
  'Email',
  'CellPhone',
  'City',
  'State2',
  'Nation',
  'Club',
  'AgeGroup1',
  'Transponder1',
  'Transponder2',
  'ForeignKey',
  'RegNo',
  'Modified',
] as const;

/** The same of a list of results, before the times that the event names itself. */
export const RESULT_FIELDS = [
  'ID',
  'Contest',
  'Bib',
  'Firstname',
  'Lastname',
  'Sex',
  'AGE',
  'City',
  'State2',
  'Nation',
  'Club',
  'AgeGroup1',
  'ForeignKey',
  'OverallRank',
  'GenderRank',
  'AgeGroupRank1',
] as const;

/** All columns of a list of results. */
export function resultFields({ gunTime, chipTime, splits }: RaceResultSettings): string[] {
  return [...RESULT_FIELDS, gunTime, chipTime, ...splits.map(({ expression }) => expression)];
}
