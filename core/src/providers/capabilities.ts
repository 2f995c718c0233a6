/** How well a fact about a provider's interface is proven. */
export type Evidence = 'documented' | 'seen' | 'inferred' | 'unknown';

/** What a provider can do for us, and how sure we are. */
export interface Capabilities {
  events: boolean;
  participants: boolean;
  results: boolean;
  /** Changes since a moment can be asked for. */
  incremental: boolean;
  /** The provider tells who is gone. */
  removals: boolean;
  webhook: boolean;
}

/** Fields of a participant and a result whose coverage a provider declares. */
export const COVERED_FIELDS = [
  'bib',
  'chips',
  'sex',
  'birthDate',
  'age',
  'email',
  'phone',
  'city',
  'team',
  'wave',
  'division',
  'state',
  'gunTime',
  'chipTime',
  'splits',
  'places',
  'resultState',
  'provisional',
] as const;
export type CoveredField = (typeof COVERED_FIELDS)[number];

/** Absent: the provider does not offer the field. */
export type Coverage = Partial<Record<CoveredField, Evidence>>;
