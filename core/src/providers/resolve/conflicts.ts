import { compareBirthDates, compareFirst, compareLast, isSameFullName, nameKey } from '../link/compare.ts';
import { TIME_SLACK_MS } from './limits.ts';
import { type FieldName, isEmpty, type Values } from './values.ts';
import type { Witness } from './witness.ts';

/** Why people should look. */
export const CONFLICT_REASONS = {
  differs: 'The sources say different things.',
  'not-in-primary': 'The source whose results count does not have this result.',
  unconfirmed: 'The registration was withdrawn, but the bib has been read.',
} as const;
export type ConflictReason = keyof typeof CONFLICT_REASONS;

/** Sources that say different things. The first value is the one that counts. */
export interface Conflict {
  field: FieldName;
  reason: ConflictReason;
  values: { sourceId: string; remoteId: string; value: Values[FieldName] }[];
}

/** Fields whose difference matters to somebody; capitals in a city do not. */
const COMPARED: Partial<Record<FieldName, (a: Values, b: Values) => boolean>> = {
  lastName: isOtherName,
  bib: (a, b) => a.bib !== b.bib,
  raceId: (a, b) => a.raceId !== b.raceId,
  sex: (a, b) => a.sex !== b.sex && a.sex !== 'X' && b.sex !== 'X',
  birthDate: (a, b) => compareBirthDates(a.birthDate, b.birthDate) !== 'same',
};

/** What the others say against the one whose value counts. One value per connection, the first in the order given. */
export function differences(field: FieldName, chosen: Witness, others: readonly Witness[]): Conflict[] {
  const isDifferent = COMPARED[field];
  if (isDifferent === undefined) return [];
  return against(field, chosen, others, isDifferent);
}

/** What other scoring sources say against the result that counts. */
export function resultDifferences(chosen: Witness, others: readonly Witness[]): Conflict[] {
  return [
    ...against('gunTimeMs', chosen, others, (a, b) => isOtherTime(a.gunTimeMs, b.gunTimeMs)),
    ...against('chipTimeMs', chosen, others, (a, b) => isOtherTime(a.chipTimeMs, b.chipTimeMs)),
    ...against('places', chosen, others, (a, b) => isOtherPlace(a.places.overall, b.places.overall)),
    ...against('resultState', chosen, others, (a, b) => a.resultState !== b.resultState),
  ];
}

export function conflictValue(
  field: FieldName,
  { observation, source, values }: Witness,
): Conflict['values'][number] {
  return { sourceId: source.sourceId, remoteId: observation.row.remoteId, value: values[field] };
}

function against(
  field: FieldName,
  chosen: Witness,
  others: readonly Witness[],
  isDifferent: (a: Values, b: Values) => boolean,
): Conflict[] {
  const heard = new Set([chosen.source.sourceId]);
  const contrary = others.filter(({ source, values, observation }) => {
    if (heard.has(source.sourceId) || observation.isGone || isEmpty(values, field)) return false;
    heard.add(source.sourceId);
    return isDifferent(chosen.values, values);
  });
  if (contrary.length === 0) return [];
  return [
    {
      field,
      reason: 'differs',
      values: [chosen, ...contrary].map((witness) => conflictValue(field, witness)),
    },
  ];
}

function isOtherName(a: Values, b: Values): boolean {
  const [one, other] = [nameKey(a.firstName, a.lastName), nameKey(b.firstName, b.lastName)];
  if (isSameFullName(one, other)) return false;
  return compareFirst(one, other) === 'different' || compareLast(one, other) === 'different';
}

function isOtherTime(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) > TIME_SLACK_MS;
}

function isOtherPlace(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && a !== b;
}
