import type { FieldName } from './values.ts';

/** What a source is to an event: it takes orders, or it takes times. */
export const SOURCE_ROLES = ['registration', 'scoring'] as const;
export type SourceRole = (typeof SOURCE_ROLES)[number];

/**
 * How far an event is. `locked`: bibs are picked up, and timing rules over who wears what; `official`: results are
 * published for good.
 */
export const PHASES = ['before-lock', 'locked', 'official'] as const;
export type Phase = (typeof PHASES)[number];

/** Who is asked first, or that nothing changes any more. */
export type Rule = readonly SourceRole[] | 'frozen';

export const FIELD_GROUPS = ['identity', 'race', 'bib', 'team', 'entryState', 'result'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];
export type PrecedenceTable = Readonly<Record<FieldGroup, Readonly<Record<Phase, Rule>>>>;

const REGISTRATION_FIRST: Rule = ['registration', 'scoring'];
const SCORING_FIRST: Rule = ['scoring', 'registration'];

/** Which value wins, as long as an event says nothing else. */
export const DEFAULT_PRECEDENCE: PrecedenceTable = {
  identity: { 'before-lock': REGISTRATION_FIRST, locked: REGISTRATION_FIRST, official: 'frozen' },
  race: { 'before-lock': REGISTRATION_FIRST, locked: SCORING_FIRST, official: SCORING_FIRST },
  bib: { 'before-lock': REGISTRATION_FIRST, locked: SCORING_FIRST, official: SCORING_FIRST },
  team: { 'before-lock': REGISTRATION_FIRST, locked: REGISTRATION_FIRST, official: SCORING_FIRST },
  entryState: { 'before-lock': REGISTRATION_FIRST, locked: REGISTRATION_FIRST, official: 'frozen' },
  result: { 'before-lock': SCORING_FIRST, locked: SCORING_FIRST, official: SCORING_FIRST },
};

/** Fields that are taken from one row together: half a name or half an address of another row makes nobody. */
export interface Bundle {
  group: Exclude<FieldGroup, 'result'>;
  fields: readonly FieldName[];
}

export const BUNDLES: readonly Bundle[] = [
  { group: 'identity', fields: ['firstName', 'lastName'] },
  { group: 'identity', fields: ['sex'] },
  { group: 'identity', fields: ['birthDate'] },
  { group: 'identity', fields: ['age'] },
  { group: 'identity', fields: ['email'] },
  { group: 'identity', fields: ['phone'] },
  { group: 'identity', fields: ['city', 'region', 'country'] },
  { group: 'race', fields: ['raceId'] },
  { group: 'race', fields: ['wave'] },
  { group: 'race', fields: ['division'] },
  { group: 'bib', fields: ['bib'] },
  { group: 'bib', fields: ['chips'] },
  { group: 'team', fields: ['team'] },
];

export const RESULT_FIELDS = [
  'gunTimeMs',
  'chipTimeMs',
  'splits',
  'places',
  'resultState',
  'isProvisional',
] as const satisfies readonly FieldName[];
