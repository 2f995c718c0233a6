import type { InstantMs } from '../../time/units.ts';
import type { ProviderName } from '../names.ts';
import type { ProviderParticipant, ProviderResult } from '../vocabulary.ts';
import type { Phase, PrecedenceTable, SourceRole } from './precedence.ts';
import { FIELD_NAMES, type FieldName, isEmpty, type Values, valuesOf } from './values.ts';

/** One connection as an event sees it. */
export interface Source {
  sourceId: string;
  provider: ProviderName;
  role: SourceRole;
  /** Of two with the same role the lower one is asked first. */
  priority: number;
  /** False: switched off or failing; what it said last still counts, and is marked. */
  isActive: boolean;
}

/** One row as it stands at its provider now. */
export interface Observation {
  /** The key that links name it by. */
  key: string;
  sourceId: string;
  row: ProviderParticipant | ProviderResult;
  /** Our race; ''. */
  raceId: string;
  observedAtMs: InstantMs;
  /** The provider has it no more. */
  isGone: boolean;
  /** Fields that the row once filled and then emptied: the provider took the value back. */
  cleared: readonly FieldName[];
}

/** A value that somebody typed over what providers say. */
export interface Overrides {
  values: Partial<Values>;
  by: Partial<Record<FieldName, { userId: string; atMs: InstantMs }>>;
}

/** What an event says about how its values are made. */
export interface ResolveContext {
  phase: Phase;
  precedence: PrecedenceTable;
  sources: ReadonlyMap<string, Source>;
  /** The connection whose results count in a race (ours); none: the first by role and priority. */
  primaryOf: ReadonlyMap<string, string>;
}

/**
 * Which fields a row has emptied, given what it said before. A field that is filled again is no longer cleared. Kept with
 * the row, so that it does not matter when the rows of others arrive.
 */
export function clearedFields(
  before: Pick<Observation, 'row' | 'cleared'> | null,
  row: ProviderParticipant | ProviderResult,
): FieldName[] {
  if (before === null) return [];
  const was = valuesOf(before.row, '');
  const now = valuesOf(row, '');
  const wasFilled = (field: FieldName) => before.cleared.includes(field) || !isEmpty(was, field);
  return FIELD_NAMES.filter((field) => isEmpty(now, field) && wasFilled(field));
}
