import { ageOn } from '../fields/age.ts';
import type { DataIssue } from '../issues.ts';
import { identify } from '../link/identities.ts';
import { type Link, type LinkDecision, type LinkReview, linkRows } from '../link/link.ts';
import { type LinkRecord, recordOfParticipant, recordOfResult } from '../link/record.ts';
import type { Observation, Overrides, ResolveContext } from '../resolve/observation.ts';
import { checkEvent, type RaceFacts } from '../resolve/quality.ts';
import { type Resolved, resolve, type Said } from '../resolve/resolve.ts';
import { type Changes, compareAll } from './changes.ts';

/** All that is known of one event. */
export interface EventKnowledge {
  observations: readonly Observation[];
  decisions: readonly LinkDecision[];
  /** Our identifier of the person that a row was part of. */
  known: ReadonlyMap<string, string>;
  /** What was said before, by our identifier; people without rows count as withdrawn. */
  previous: ReadonlyMap<string, Said>;
  overrides: ReadonlyMap<string, Overrides>;
  /** Our identifiers of those whose chip was read. */
  readIds: ReadonlySet<string>;
  races: ReadonlyMap<string, RaceFacts>;
}

export interface SettledPerson {
  /** Our identifier. */
  id: string;
  /** Keys of the rows that this person is made of. */
  keys: readonly string[];
  resolved: Resolved;
}

export interface Settled {
  people: SettledPerson[];
  links: Link[];
  reviews: LinkReview[];
  /** What is wrong with the people; `remoteId` is our identifier. */
  issues: DataIssue[];
  changes: Changes;
}

/**
 * From the rows of all sources to the people of an event, and what changed by it. Pure: what it says can be shown as a
 * preview, thrown away, or kept. `makeId` gives a new identifier.
 */
export function settle(knowledge: EventKnowledge, context: ResolveContext, makeId: () => string): Settled {
  const { observations, decisions, known, previous, races } = knowledge;
  const byKey = new Map(observations.map((observation) => [observation.key, observation]));
  const records = observations.flatMap((observation) => recordOf(observation, context, races) ?? []);
  const { clusters, links, reviews } = linkRows(records, decisions);
  const people = identify(clusters, known, makeId).map(({ id, keys }): SettledPerson => {
    const rows = keys.flatMap((key) => byKey.get(key) ?? []);
    return { id, keys, resolved: resolve(inputOf(knowledge, id, rows), context) };
  });
  const after = people.map(({ id, resolved }) => ({ id, values: resolved.values }));
  const before = [...previous].map(([id, { values }]) => ({ id, values }));
  return { people, links, reviews, issues: checkEvent(after, races), changes: compareAll(before, after) };
}

function inputOf(
  { overrides, previous, readIds }: EventKnowledge,
  id: string,
  observations: readonly Observation[],
) {
  return {
    observations,
    overrides: overrides.get(id) ?? null,
    previous: previous.get(id) ?? null,
    hasReads: readIds.has(id),
  };
}

/** A row as it is compared; null for a row of a connection that the event does not know. */
function recordOf(
  { key, sourceId, row, raceId, isGone }: Observation,
  { sources }: ResolveContext,
  races: ReadonlyMap<string, RaceFacts>,
): LinkRecord | null {
  const provider = sources.get(sourceId)?.provider;
  if (provider === undefined) return null;
  const place = { key, provider, sourceId, raceId };
  const record = row.kind === 'participant' ? recordOfParticipant(row, place) : recordOfResult(row, place);
  const day = races.get(raceId)?.day ?? null;
  if (record.age === null && record.birthDate !== null && day !== null)
    record.age = ageOn(record.birthDate, day);
  if (isGone) record.isActive = false;
  return record;
}
