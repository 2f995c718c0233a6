import type { ResultState } from '../vocabulary.ts';
import { type Conflict, conflictValue, resultDifferences } from './conflicts.ts';
import type { ResolveContext } from './observation.ts';
import { RESULT_FIELDS } from './precedence.ts';
import { type Provenances, provenanceOf } from './provenance.ts';
import { copyField, type FieldName, isEmpty, NO_VALUES, type Values } from './values.ts';
import { inOrder, type Witness } from './witness.ts';

export type ResultValues = Pick<Values, (typeof RESULT_FIELDS)[number]>;

/** The result that counts; `isRetracted`: the source that counts took it back. */
export interface ResolvedResult {
  values: ResultValues;
  provenance: Provenances;
  conflicts: Conflict[];
  isRetracted: boolean;
}

/** States that end a race, and that no time of another source undoes. */
const FINAL_WITHOUT_TIME: ReadonlySet<ResultState> = new Set([
  'did-not-finish',
  'did-not-start',
  'disqualified',
]);
/** States that a stage or a slow feed sends before it knows better. */
const PRELIMINARY: ReadonlySet<ResultState> = new Set(['unknown', 'not-started', 'started']);

/**
 * The result of one person out of the rows of all scoring sources. One source counts per race; the others fill what it
 * does not know and are shown where they differ. Null: nobody has a row.
 */
export function resolveResult(
  witnesses: readonly Witness[],
  raceId: string,
  context: ResolveContext,
): ResolvedResult | null {
  const ordered = resultsInOrder(witnesses, raceId, context);
  const [top] = ordered;
  if (top === undefined) return null;
  if (isTakenBack(top)) return retracted(top);
  const others = ordered.filter((witness) => !isTakenBack(witness) && witness.source !== top.source);
  const { values, provenance } = fill(top, others);
  const conflicts = [...notInPrimary(top, raceId, context), ...resultDifferences(top, others)];
  return { values, provenance, conflicts, isRetracted: false };
}

/** The primary source first, then as for every field; of one source what still stands, then what is official, then the newest. */
function resultsInOrder(witnesses: readonly Witness[], raceId: string, context: ResolveContext): Witness[] {
  const rule = context.precedence.result[context.phase];
  const results = witnesses.filter(({ observation }) => observation.row.kind === 'result');
  const primary = context.primaryOf.get(raceId);
  const ordered = inOrder(results, rule === 'frozen' ? ['scoring', 'registration'] : rule);
  const sourceRank = new Map<string, number>();
  for (const { source } of ordered) {
    if (!sourceRank.has(source.sourceId)) sourceRank.set(source.sourceId, sourceRank.size);
  }
  const rank = ({ source }: Witness) =>
    source.sourceId === primary ? -1 : (sourceRank.get(source.sourceId) ?? 0);
  return ordered.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      Number(isTakenBack(a)) - Number(isTakenBack(b)) ||
      Number(a.values.isProvisional) - Number(b.values.isProvisional),
  );
}

function isTakenBack({ observation: { row, isGone } }: Witness): boolean {
  return isGone || (row.kind === 'result' && row.isRetracted);
}

function retracted(top: Witness): ResolvedResult {
  const provenance = Object.fromEntries(
    RESULT_FIELDS.map((field) => [field, provenanceOf(top, 'retracted')]),
  );
  return { values: pickResult(NO_VALUES), provenance, conflicts: [], isRetracted: true };
}

function fill(top: Witness, others: readonly Witness[]): { values: ResultValues; provenance: Provenances } {
  const values = pickResult(top.values);
  const provenance: Provenances = {};
  for (const field of RESULT_FIELDS) {
    if (isCleared(top, field)) provenance[field] = provenanceOf(top, 'retracted');
    else if (!isEmpty(top.values, field)) provenance[field] = provenanceOf(top, 'owner');
  }
  const take = (field: keyof ResultValues, from: Witness | undefined) => {
    if (from === undefined) return;
    copyField(values, from.values, field);
    provenance[field] = provenanceOf(from, 'fill-in');
  };
  if (PRELIMINARY.has(values.resultState)) {
    take(
      'resultState',
      others.find((other) => !PRELIMINARY.has(other.values.resultState)),
    );
  }
  if (FINAL_WITHOUT_TIME.has(values.resultState)) return { values, provenance };
  // Places are those of one list; a place of another list would be there twice.
  for (const field of ['gunTimeMs', 'chipTimeMs', 'splits'] as const) {
    if (!isEmpty(top.values, field) || isCleared(top, field)) continue;
    take(
      field,
      others.find((other) => !isEmpty(other.values, field)),
    );
  }
  return { values, provenance };
}

function isCleared({ observation, values }: Witness, field: FieldName): boolean {
  return observation.cleared.includes(field) && isEmpty(values, field);
}

function notInPrimary(top: Witness, raceId: string, { primaryOf }: ResolveContext): Conflict[] {
  const primary = primaryOf.get(raceId);
  if (primary === undefined || top.source.sourceId === primary) return [];
  return [{ field: 'resultState', reason: 'not-in-primary', values: [conflictValue('resultState', top)] }];
}

function pickResult({
  gunTimeMs,
  chipTimeMs,
  splits,
  places,
  resultState,
  isProvisional,
}: Values): ResultValues {
  return { gunTimeMs, chipTimeMs, splits, places, resultState, isProvisional };
}
