import { candidatePairs } from './block.ts';
import { Clusters } from './clusters.ts';
import { judge } from './judge.ts';
import { type Edge, joinLevel } from './level.ts';
import {
  type Confidence,
  LINK_METHODS,
  type LinkMethod,
  METHOD_ORDER,
  type ReviewReason,
} from './methods.ts';
import { prepareRows, type Row } from './prepare.ts';
import type { LinkRecord } from './record.ts';

/** What somebody said about two rows. It stands above everything else, and the newest above older ones. */
export interface LinkDecision {
  /** Keys of rows. */
  a: string;
  b: string;
  verdict: 'same' | 'different';
  decidedAtMs: number;
}

/** Two rows that are one, and why. */
export interface Link {
  a: string;
  b: string;
  method: LinkMethod;
  confidence: Confidence;
}

/** Something that people are asked about two rows. */
export interface LinkReview {
  a: string;
  b: string;
  reason: ReviewReason;
  /** What speaks for it; null when it is only the reason. */
  method: LinkMethod | null;
  /** They are together until somebody says otherwise. */
  isLinked: boolean;
}

export interface Linked {
  /** Keys of the rows of one registration of one person, in order; every row is in exactly one. */
  clusters: string[][];
  /** What holds the clusters together. */
  links: Link[];
  reviews: LinkReview[];
}

/** A question about two rows, before it is known where they end up. */
interface Doubt extends Pick<LinkReview, 'reason' | 'method'> {
  a: Row;
  b: Row;
}

/** A row may open the way for others by joining; more rounds than this were never needed. */
const MOST_ROUNDS = 8;

/**
 * Find out which rows of one event are one registration of one person. Depends on nothing but the rows and decisions, in
 * whatever order they come. Rows of one provider are never joined with each other, except by decision.
 */
export function linkRows(records: readonly LinkRecord[], decisions: readonly LinkDecision[]): Linked {
  const rows = prepareRows(records);
  const clusters = new Clusters(rows);
  const { edges, doubts } = judgeAll(rows);
  const joined = [...applyDecisions(clusters, rows, decisions), ...joinLevels(clusters, edges)];
  return {
    clusters: clusters.all().map((members) => members.map(({ record }) => record.key)),
    links: joined.map(asLink),
    reviews: openReviews(clusters, joined, [...leftOver(edges), ...doubts]),
  };
}

function judgeAll(rows: readonly Row[]): { edges: Map<LinkMethod, Edge[]>; doubts: Doubt[] } {
  const edges = new Map<LinkMethod, Edge[]>(METHOD_ORDER.map((method) => [method, []]));
  const doubts: Doubt[] = [];
  for (const [a, b] of candidatePairs(rows)) {
    const judgement = judge(a, b);
    if (judgement === null) continue;
    if ('review' in judgement) doubts.push({ a, b, reason: judgement.review, method: null });
    else for (const method of judgement.links) edges.get(method)?.push({ a, b, method });
  }
  return { edges, doubts };
}

/** Newest first: an older decision that contradicts a newer one is void. */
function applyDecisions(
  clusters: Clusters,
  rows: readonly Row[],
  decisions: readonly LinkDecision[],
): Edge[] {
  const rowOf = new Map(rows.map((row) => [row.record.key, row]));
  return inOrder(decisions).flatMap(({ a: keyA, b: keyB, verdict }): Edge[] => {
    const [a, b] = [rowOf.get(keyA), rowOf.get(keyB)];
    if (a === undefined || b === undefined) return [];
    const [rootA, rootB] = [clusters.rootOf(a.at), clusters.rootOf(b.at)];
    if (rootA === rootB) return [];
    if (verdict === 'different') clusters.part(a, b);
    if (verdict === 'different' || clusters.areParted(rootA, rootB)) return [];
    clusters.join(rootA, rootB);
    return [{ a, b, method: 'decided' }];
  });
}

function inOrder(decisions: readonly LinkDecision[]): LinkDecision[] {
  const tieBreak = ({ a, b, verdict }: LinkDecision) => [a, b].sort().join(' ') + verdict;
  return [...decisions].sort(
    (one, other) => other.decidedAtMs - one.decidedAtMs || (tieBreak(one) < tieBreak(other) ? -1 : 1),
  );
}

/**
 * Strongest method first; again as long as something joins, because what was ambiguous may have become clear. Takes the
 * edges out that are done with.
 */
function joinLevels(clusters: Clusters, edges: Map<LinkMethod, Edge[]>): Edge[] {
  const joined: Edge[] = [];
  const isOpen = ({ a, b }: Edge) => clusters.rootOf(a.at) !== clusters.rootOf(b.at);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const before = joined.length;
    for (const method of METHOD_ORDER) {
      const open = (edges.get(method) ?? []).filter(isOpen);
      joined.push(...joinLevel(clusters, method, open));
      edges.set(method, open.filter(isOpen));
    }
    if (joined.length === before) break;
  }
  return joined;
}

function leftOver(edges: ReadonlyMap<LinkMethod, readonly Edge[]>): Doubt[] {
  return METHOD_ORDER.flatMap((method) => edges.get(method) ?? []).map((edge) => ({
    ...edge,
    reason: 'ambiguous' as const,
  }));
}

/** One question per two clusters, the strongest; none where the answer is known. */
function openReviews(clusters: Clusters, joined: readonly Edge[], doubts: readonly Doubt[]): LinkReview[] {
  const asked = joined
    .filter(({ method }) => LINK_METHODS[method].isAsked)
    .map(({ a, b, method }) => asReview({ a, b, method, reason: 'probable' }, true));
  const open = new Map<string, LinkReview>();
  for (const doubt of doubts) {
    const [rootA, rootB] = [clusters.rootOf(doubt.a.at), clusters.rootOf(doubt.b.at)].sort((a, b) => a - b);
    const pair = `${rootA} ${rootB}`;
    if (rootA === undefined || rootB === undefined || rootA === rootB || open.has(pair)) continue;
    if (clusters.areApart(rootA, rootB)) continue;
    const reason = clusters.areVetoed(rootA, rootB) ? 'contradiction' : doubt.reason;
    open.set(pair, asReview({ ...doubt, reason }, false));
  }
  return [...asked, ...open.values()];
}

function asReview({ a, b, reason, method }: Doubt, isLinked: boolean): LinkReview {
  return { a: a.record.key, b: b.record.key, reason, method, isLinked };
}

function asLink({ a, b, method }: Edge): Link {
  return { a: a.record.key, b: b.record.key, method, confidence: LINK_METHODS[method].confidence };
}
