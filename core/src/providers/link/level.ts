import type { Clusters } from './clusters.ts';
import type { LinkMethod } from './methods.ts';
import type { Row } from './prepare.ts';

/** Two rows that one method takes for one. */
export interface Edge {
  a: Row;
  b: Row;
  method: LinkMethod;
}

/** An edge between two clusters as they stand now. */
interface Bridge {
  edge: Edge;
  ends: readonly [number, number];
}

/** Methods that no birth date or sex contradicts. */
const ABOVE_VETO: ReadonlySet<LinkMethod> = new Set(['same-id', 'foreign-id']);

/**
 * Join what the edges of one method take for one, all at once: where a row has several that cannot all be the same
 * person, none is preferred by chance. Returns the edges that joined; the others are left for weaker methods, or for
 * people.
 */
export function joinLevel(clusters: Clusters, method: LinkMethod, edges: readonly Edge[]): Edge[] {
  const areForbidden = (a: number, b: number) =>
    clusters.areApart(a, b) || (!ABOVE_VETO.has(method) && clusters.areVetoed(a, b));
  const bridges = openBridges(clusters, edges, areForbidden);
  if (bridges.length === 0) return [];
  const active = withoutInactiveRivals(clusters, bridges, areForbidden);
  const clear = withoutRivals(active, areForbidden);
  return componentsOf(clear)
    .filter((component) => isPeaceful(component, areForbidden))
    .flatMap((component) => joinAll(clusters, component));
}

type Forbidden = (a: number, b: number) => boolean;

function openBridges(clusters: Clusters, edges: readonly Edge[], areForbidden: Forbidden): Bridge[] {
  const bridges: Bridge[] = [];
  for (const edge of edges) {
    const a = clusters.rootOf(edge.a.at);
    const b = clusters.rootOf(edge.b.at);
    if (a !== b && !areForbidden(a, b)) bridges.push({ edge, ends: [a, b] });
  }
  return bridges;
}

/** Of a withdrawn and a valid registration that both fit, the valid one is meant. */
function withoutInactiveRivals(
  clusters: Clusters,
  bridges: readonly Bridge[],
  areForbidden: Forbidden,
): Bridge[] {
  const isActive = (root: number) => clusters.membersOf(root).some(({ record }) => record.isActive);
  const neighbours = neighboursOf(bridges);
  const isOutdone = (at: number, rival: number) =>
    !isActive(rival) &&
    (neighbours.get(at) ?? []).some((other) => isActive(other) && areForbidden(rival, other));
  return bridges.filter(({ ends: [a, b] }) => !isOutdone(a, b) && !isOutdone(b, a));
}

/** Without the edges of a cluster whose neighbours cannot be one with each other. */
function withoutRivals(bridges: readonly Bridge[], areForbidden: Forbidden): Bridge[] {
  const neighbours = neighboursOf(bridges);
  const hasRival = (at: number, one: number) =>
    (neighbours.get(at) ?? []).some((other) => other !== one && areForbidden(one, other));
  return bridges.filter(({ ends: [a, b] }) => !hasRival(a, b) && !hasRival(b, a));
}

function neighboursOf(bridges: readonly Bridge[]): Map<number, number[]> {
  const neighbours = new Map<number, number[]>();
  const add = (from: number, to: number) => {
    const known = neighbours.get(from);
    if (known === undefined) neighbours.set(from, [to]);
    else if (!known.includes(to)) known.push(to);
  };
  for (const {
    ends: [a, b],
  } of bridges) {
    add(a, b);
    add(b, a);
  }
  return neighbours;
}

/** Bridges that hang together. */
function componentsOf(bridges: readonly Bridge[]): Bridge[][] {
  const groupOf = new Map<number, Bridge[]>();
  for (const bridge of bridges) {
    const [a, b] = bridge.ends;
    const [one, other] = [groupOf.get(a) ?? groupOf.get(b) ?? [], groupOf.get(b) ?? []];
    one.push(bridge);
    if (other !== one) {
      one.push(...other);
      for (const { ends } of other) for (const end of ends) groupOf.set(end, one);
    }
    groupOf.set(a, one).set(b, one);
  }
  return [...new Set(groupOf.values())];
}

/** Whether all clusters of a component may be one. */
function isPeaceful(component: readonly Bridge[], areForbidden: Forbidden): boolean {
  const roots = [...new Set(component.flatMap(({ ends }) => ends))];
  return roots.length === 2 || roots.every((a, at) => roots.slice(at + 1).every((b) => !areForbidden(a, b)));
}

/** Join along the edges in their order; an edge within what is joined already adds nothing. */
function joinAll(clusters: Clusters, component: readonly Bridge[]): Edge[] {
  return component.flatMap(({ edge }) => {
    const [a, b] = [clusters.rootOf(edge.a.at), clusters.rootOf(edge.b.at)];
    if (a === b) return [];
    clusters.join(a, b);
    return [edge];
  });
}
