import type { Observation, ResolveContext, Source } from './observation.ts';
import type { SourceRole } from './precedence.ts';
import { type Values, valuesOf } from './values.ts';

/** A row that is asked for values. */
export interface Witness {
  observation: Observation;
  source: Source;
  values: Values;
  /** Its name and address are those of whoever paid. */
  isIdentityShared: boolean;
}

/** The rows of one person that can be asked; rows of connections that the event does not know are not. */
export function witnessesOf(observations: readonly Observation[], { sources }: ResolveContext): Witness[] {
  return observations.flatMap((observation) => {
    const source = sources.get(observation.sourceId);
    if (source === undefined) return [];
    const { row, raceId } = observation;
    const isIdentityShared = row.kind === 'participant' && row.isIdentityShared;
    return [{ observation, source, values: valuesOf(row, raceId), isIdentityShared }];
  });
}

/**
 * In the order in which they are asked: by role, by priority, by connection; within one connection what is still there
 * before what is gone, a registration before a result, and the newest first by the provider's own time. Times of two
 * providers are never compared, and neither is the moment of receipt: the answer must not depend on who came first.
 */
export function inOrder(witnesses: readonly Witness[], roles: readonly SourceRole[]): Witness[] {
  const roleRank = ({ source }: Witness) =>
    roles.includes(source.role) ? roles.indexOf(source.role) : roles.length;
  return [...witnesses].sort(
    (a, b) => roleRank(a) - roleRank(b) || compareSources(a.source, b.source) || compareRows(a, b),
  );
}

/** The same for several questions about the same rows: an order is made once. */
export function orderOnce(
  witnesses: readonly Witness[],
): (roles: readonly SourceRole[]) => readonly Witness[] {
  const known = new Map<string, Witness[]>();
  return (roles) => {
    const key = roles.join(' ');
    const order = known.get(key) ?? inOrder(witnesses, roles);
    known.set(key, order);
    return order;
  };
}

function compareSources(a: Source, b: Source): number {
  return a.priority - b.priority || compareText(a.sourceId, b.sourceId);
}

function compareRows(a: Witness, b: Witness): number {
  const [one, other] = [a.observation, b.observation];
  return (
    Number(one.isGone) - Number(other.isGone) ||
    compareText(one.row.kind, other.row.kind) ||
    (other.row.changedAtMs ?? 0) - (one.row.changedAtMs ?? 0) ||
    compareText(one.key, other.key)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
