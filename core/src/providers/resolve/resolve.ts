import type { EntryState } from '../vocabulary.ts';
import { type Conflict, conflictValue, differences } from './conflicts.ts';
import type { Observation, Overrides, ResolveContext } from './observation.ts';
import { BUNDLES, type Bundle, type FieldGroup, RESULT_FIELDS, type SourceRole } from './precedence.ts';
import { type Provenances, provenanceOf, type ResolveRule } from './provenance.ts';
import { resolveResult } from './result.ts';
import { copyField, FIELD_NAMES, type FieldName, isEmpty, NO_VALUES, type Values } from './values.ts';
import { orderOnce, type Witness, witnessesOf } from './witness.ts';

/** One registration of one person as we say it, and why. */
export interface Resolved {
  values: Values;
  /** Of every value that is not empty, and of every one that was taken back. */
  provenance: Provenances;
  /** What people should look at. */
  conflicts: Conflict[];
  hasResult: boolean;
  /** The source whose results count took the result back. */
  isRetracted: boolean;
}

/** What was said before, as far as it matters later. */
export type Said = Pick<Resolved, 'values' | 'provenance'>;

/** What is known of a person beside the rows. */
export interface ResolveInput {
  observations: readonly Observation[];
  overrides: Overrides | null;
  /** What we said before; needed when results are official, since nothing changes then. */
  previous: Said | null;
  /** A chip of this person was read. */
  hasReads: boolean;
}

type Ask = ReturnType<typeof orderOnce>;

interface Draft {
  values: Values;
  provenance: Provenances;
  conflicts: Conflict[];
}

const GONE_STATES: ReadonlySet<EntryState> = new Set(['withdrawn', 'transferred', 'deferred']);

/**
 * Say what is so about one person, out of all rows that are this person. Depends on the rows and not on the order in
 * which they came; the same input gives the same answer.
 */
export function resolve(input: ResolveInput, context: ResolveContext): Resolved {
  const witnesses = witnessesOf(input.observations, context);
  const draft: Draft = { values: { ...NO_VALUES }, provenance: {}, conflicts: [] };
  const ask = orderOnce(witnesses);
  for (const bundle of BUNDLES) resolveBundle(draft, bundle, ask, input.previous, context);
  resolveState(draft, ask, input, context);
  const result = resolveResult(witnesses, draft.values.raceId, context);
  if (result !== null) {
    for (const field of RESULT_FIELDS) copyField(draft.values, result.values, field);
    draft.provenance = { ...draft.provenance, ...result.provenance };
    draft.conflicts.push(...result.conflicts);
  }
  applyOverrides(draft, input.overrides);
  return { ...draft, hasResult: result !== null, isRetracted: result?.isRetracted ?? false };
}

function resolveBundle(
  draft: Draft,
  { group, fields }: Bundle,
  ask: Ask,
  previous: Said | null,
  context: ResolveContext,
): void {
  if (keepFrozen(draft, fields, rolesOf(context, group), previous)) return;
  const roles = askedRoles(context, group);
  // Whoever paid knows the address, but is not the one who runs: asked last.
  const asked = group === 'identity' ? sharedLast(ask(roles)) : ask(roles);
  const chosen = asked.find((witness) => isFilled(witness, fields) || isTakenBack(witness, fields, roles));
  if (chosen === undefined) return;
  const rule = ruleFor(chosen, fields, roles);
  for (const field of fields) {
    copyField(draft.values, chosen.values, field);
    if (rule === 'retracted' || !isEmpty(chosen.values, field))
      draft.provenance[field] = provenanceOf(chosen, rule);
  }
  const others = asked.filter(({ isIdentityShared }) => !isIdentityShared);
  if (rule !== 'retracted')
    for (const field of fields) draft.conflicts.push(...differences(field, chosen, others));
}

function sharedLast(asked: readonly Witness[]): readonly Witness[] {
  if (!asked.some(({ isIdentityShared }) => isIdentityShared)) return asked;
  return [...asked].sort((a, b) => Number(a.isIdentityShared) - Number(b.isIdentityShared));
}

function isFilled({ values }: Witness, fields: readonly FieldName[]): boolean {
  return fields.some((field) => !isEmpty(values, field));
}

/** Nothing beats a value, unless the one who is asked first had one and took it back. */
function isTakenBack(
  { source, observation }: Witness,
  fields: readonly FieldName[],
  roles: readonly SourceRole[],
): boolean {
  return source.role === roles[0] && fields.some((field) => observation.cleared.includes(field));
}

function ruleFor(chosen: Witness, fields: readonly FieldName[], roles: readonly SourceRole[]): ResolveRule {
  if (!isFilled(chosen, fields)) return 'retracted';
  return chosen.source.role === roles[0] ? 'owner' : 'fill-in';
}

function rolesOf({ precedence, phase }: ResolveContext, group: FieldGroup): readonly SourceRole[] | 'frozen' {
  return precedence[group][phase];
}

/** Who is asked; where nothing was said before the freeze, as in the phase before. */
function askedRoles(context: ResolveContext, group: FieldGroup): readonly SourceRole[] {
  const candidates = [
    rolesOf(context, group),
    context.precedence[group].locked,
    context.precedence[group]['before-lock'],
  ];
  return candidates.find((rule) => rule !== 'frozen') ?? ['registration', 'scoring'];
}

/** What was said when results became official stays. */
function keepFrozen(
  draft: Draft,
  fields: readonly FieldName[],
  rule: readonly SourceRole[] | 'frozen',
  previous: Said | null,
): boolean {
  // What somebody typed is not what was published by itself: once it is released, the sources are asked again.
  const isKnown = (field: FieldName) => (previous?.provenance[field]?.rule ?? 'manual') !== 'manual';
  if (rule !== 'frozen' || previous === null || !fields.some(isKnown)) return false;
  for (const field of fields) {
    copyField(draft.values, previous.values, field);
    const known = previous.provenance[field];
    if (known !== undefined) draft.provenance[field] = { ...known, rule: 'frozen' };
  }
  return true;
}

/** Where the registration stands. A row that its provider has no more counts as withdrawn. */
function resolveState(draft: Draft, ask: Ask, input: ResolveInput, context: ResolveContext): void {
  if (keepFrozen(draft, ['state'], rolesOf(context, 'entryState'), input.previous)) return;
  const roles = askedRoles(context, 'entryState');
  const asked = ask(roles);
  const chosen = asked.find(isRegistration) ?? asked[0];
  if (chosen === undefined) return;
  const isWithdrawn = chosen.observation.isGone && chosen.values.state === 'registered';
  const state: EntryState = isWithdrawn ? 'withdrawn' : chosen.values.state;
  const isDoubtful = context.phase !== 'before-lock' && input.hasReads && GONE_STATES.has(state);
  draft.values.state = isDoubtful ? 'registered' : state;
  const owner: ResolveRule = chosen.source.role === roles[0] ? 'owner' : 'fill-in';
  draft.provenance.state = provenanceOf(chosen, isDoubtful ? 'unconfirmed' : owner);
  if (!isDoubtful) return;
  const told = conflictValue('state', { ...chosen, values: { ...chosen.values, state } });
  draft.conflicts.push({ field: 'state', reason: 'unconfirmed', values: [told] });
}

/** A result says nothing about a registration as long as there is one. */
function isRegistration({ observation }: Witness): boolean {
  return observation.row.kind === 'participant';
}

/** What somebody typed stands above all, and settles the question. */
function applyOverrides(draft: Draft, overrides: Overrides | null): void {
  if (overrides === null) return;
  const typed: Values = { ...draft.values, ...overrides.values };
  for (const field of FIELD_NAMES) {
    const by = overrides.by[field];
    if (by === undefined) continue;
    copyField(draft.values, typed, field);
    const { userId: remoteId, atMs: observedAtMs } = by;
    draft.provenance[field] = {
      provider: 'manual',
      sourceId: '',
      remoteId,
      observedAtMs,
      rule: 'manual',
      isStale: false,
    };
    draft.conflicts = draft.conflicts.filter((conflict) => conflict.field !== field);
  }
}
