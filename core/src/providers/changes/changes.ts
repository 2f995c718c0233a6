import { FIELD_NAMES, type FieldName, isSameValue, type Values } from '../resolve/values.ts';

/** What became of a person between two syncs. */
export const CHANGE_KINDS = ['created', 'updated', 'withdrawn', 'returned', 'unchanged'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A person as far as changes are told. */
export interface Before {
  id: string;
  values: Values;
}

/** One field, before and after. */
export interface FieldChange {
  field: FieldName;
  before: Values[FieldName];
  after: Values[FieldName];
}

export interface PersonChange {
  id: string;
  kind: ChangeKind;
  /** After, or before for somebody who is gone. */
  values: Values;
  /** None for somebody who is new or unchanged. */
  fields: FieldChange[];
}

export interface Changes {
  counts: Record<ChangeKind, number>;
  /** Of every kind but unchanged the first ones, by identifier. */
  samples: PersonChange[];
  /** Identifiers of all that changed, for those who have to pass it on. */
  changedIds: string[];
}

/** Changes shown per kind: what people read in a preview. */
const SAMPLES_PER_KIND = 25;

/**
 * Compare all people of an event before and after. Somebody who is in no list any more counts as withdrawn; the order of
 * the lists does not matter.
 */
export function compareAll(before: readonly Before[], after: readonly Before[]): Changes {
  const old = new Map(before.map((person) => [person.id, person]));
  const young = new Map(after.map((person) => [person.id, person]));
  const changes = [...new Set([...old.keys(), ...young.keys()])]
    .sort()
    .map((id) => comparePerson(id, old.get(id)?.values ?? null, young.get(id)?.values ?? null));
  const counts: Record<ChangeKind, number> = {
    created: 0,
    updated: 0,
    withdrawn: 0,
    returned: 0,
    unchanged: 0,
  };
  for (const { kind } of changes) counts[kind] += 1;
  const changed = changes.filter(({ kind }) => kind !== 'unchanged');
  const samples = CHANGE_KINDS.flatMap((kind) =>
    changed.filter((change) => change.kind === kind).slice(0, SAMPLES_PER_KIND),
  );
  return { counts, samples, changedIds: changed.map(({ id }) => id) };
}

/** Compare one person; null: not there. At least one of both is. */
export function comparePerson(id: string, before: Values | null, after: Values | null): PersonChange {
  if (before === null || after === null) {
    const values = after ?? before;
    if (values === null) throw new RangeError('nobody to compare');
    return { id, kind: after === null ? 'withdrawn' : 'created', values, fields: [] };
  }
  const fields = FIELD_NAMES.filter((field) => !isSameValue(before, after, field)).map((field) => ({
    field,
    before: before[field],
    after: after[field],
  }));
  return { id, kind: kindOf(before, after, fields.length), values: after, fields };
}

function kindOf(before: Values, after: Values, changedFields: number): ChangeKind {
  if (isHere(before) && !isHere(after)) return 'withdrawn';
  if (!isHere(before) && isHere(after)) return 'returned';
  return changedFields > 0 ? 'updated' : 'unchanged';
}

/** Expected at the start. */
function isHere({ state }: Values): boolean {
  return state === 'registered' || state === 'unpaid';
}
