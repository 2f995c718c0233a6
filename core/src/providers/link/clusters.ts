import { isApart, isVetoed } from './judge.ts';
import type { Row } from './prepare.ts';

/** Sets of rows that are one, growing by joining; two rows that must be apart never come together, however long the way. */
export class Clusters {
  readonly #rows: readonly Row[];
  readonly #parent: number[];
  readonly #members: Row[][];
  /** Pairs that somebody has parted, as `low * rows + high`. */
  readonly #parted = new Set<number>();

  constructor(rows: readonly Row[]) {
    this.#rows = rows;
    this.#parent = rows.map(({ at }) => at);
    this.#members = rows.map((row) => [row]);
  }

  /** The row that stands for the cluster of a row. */
  rootOf(at: number): number {
    let root = at;
    while (this.#parent[root] !== root) root = this.#parent[root] ?? root;
    // Shorten the way for the next time.
    for (let step = at; step !== root; ) {
      const next = this.#parent[step] ?? root;
      this.#parent[step] = root;
      step = next;
    }
    return root;
  }

  membersOf(root: number): readonly Row[] {
    return this.#members[root] ?? [];
  }

  /** Somebody said that two rows are not one. */
  part(a: Row, b: Row): void {
    this.#parted.add(this.#pair(a, b));
  }

  /** Whether somebody parted any row of one cluster from any of the other. */
  areParted(rootA: number, rootB: number): boolean {
    return this.#parted.size > 0 && this.#some(rootA, rootB, (a, b) => this.#parted.has(this.#pair(a, b)));
  }

  /** Whether two clusters must never be one, by decision or by what providers say. */
  areApart(rootA: number, rootB: number): boolean {
    return this.areParted(rootA, rootB) || this.#some(rootA, rootB, isApart);
  }

  /** Whether birth dates, sexes or races keep two clusters apart. After somebody changed the race, either of both fits. */
  areVetoed(rootA: number, rootB: number): boolean {
    if (this.#some(rootA, rootB, isVetoed)) return true;
    return this.#some(rootA, rootB, haveRaces) && !this.#some(rootA, rootB, isOneRace);
  }

  join(rootA: number, rootB: number): void {
    // The lower row stands for both, so that roots do not depend on the order of joining.
    const [low, high] = rootA < rootB ? [rootA, rootB] : [rootB, rootA];
    this.#parent[high] = low;
    this.#members[low]?.push(...this.membersOf(high));
    this.#members[high] = [];
  }

  /** All clusters, rows in order. */
  all(): Row[][] {
    return this.#members
      .filter((members) => members.length > 0)
      .map((members) => members.sort((a, b) => a.at - b.at));
  }

  #some(rootA: number, rootB: number, test: (a: Row, b: Row) => boolean): boolean {
    const others = this.membersOf(rootB);
    for (const a of this.membersOf(rootA)) for (const b of others) if (test(a, b)) return true;
    return false;
  }

  #pair(a: Row, b: Row): number {
    return Math.min(a.at, b.at) * this.#rows.length + Math.max(a.at, b.at);
  }
}

function haveRaces(a: Row, b: Row): boolean {
  return a.record.raceId !== '' && b.record.raceId !== '';
}

function isOneRace(a: Row, b: Row): boolean {
  return haveRaces(a, b) && a.record.raceId === b.record.raceId;
}
