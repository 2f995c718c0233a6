import type { InstantMs } from '../../time/units.ts';
import type { ProviderName } from '../names.ts';
import type { Source } from './observation.ts';
import type { FieldName } from './values.ts';
import type { Witness } from './witness.ts';

/** Why a value is the one that counts. */
export const RESOLVE_RULES = {
  manual: 'Somebody typed it; it stays until it is released.',
  owner: 'The provider that is asked first for this field.',
  'fill-in': 'The provider that is asked first has none.',
  retracted: 'The provider that is asked first took its value back.',
  frozen: 'Results are official; it changes no more by itself.',
  unconfirmed: 'The provider says otherwise, but the bib has been read; somebody has to confirm.',
} as const;
export type ResolveRule = keyof typeof RESOLVE_RULES;

/** Where a value came from. */
export interface Provenance {
  provider: ProviderName | 'manual';
  /** The connection; '' for what somebody typed. */
  sourceId: string;
  /** The row at its provider; the user for what somebody typed. */
  remoteId: string;
  observedAtMs: InstantMs;
  rule: ResolveRule;
  /** The connection is switched off or fails; the value may be old. */
  isStale: boolean;
}

export type Provenances = Partial<Record<FieldName, Provenance>>;

export function provenanceOf({ observation, source }: Witness, rule: ResolveRule): Provenance {
  const { row, observedAtMs } = observation;
  return {
    provider: source.provider,
    sourceId: source.sourceId,
    remoteId: row.remoteId,
    observedAtMs,
    rule,
    isStale: isStale(source),
  };
}

function isStale({ isActive }: Source): boolean {
  return !isActive;
}
