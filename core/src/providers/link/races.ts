import { RACE_DISTANCE_SLACK } from './limits.ts';
import { titleLikeness, titleWords } from './titles.ts';

/** A race of one provider within one of our events. */
export interface RaceToMatch {
  key: string;
  sourceId: string;
  name: string;
  /** Whole metres; null: unknown. */
  distanceM: number | null;
}

/**
 * Which races of one event are one, over all connections: the same title, or the same distance, as long as it is the only
 * one on both sides. Every race is in exactly one group; what fits several stays by itself, for people to say. `said` are
 * groups that people made.
 */
export function groupRaces(
  races: readonly RaceToMatch[],
  said: readonly (readonly string[])[] = [],
): string[][] {
  const groups = new RaceGroups(races);
  for (const keys of said) groups.join(keys);
  const settled = new Set(said.flat());
  const open = races.filter(({ key }) => !settled.has(key));
  for (const fits of [isSameTitle, isSameDistance]) groups.joinUnique(open, fits);
  return groups.all();
}

type Fits = (a: RaceToMatch, b: RaceToMatch) => boolean;

class RaceGroups {
  readonly #groupOf: Map<string, RaceToMatch[]>;

  constructor(races: readonly RaceToMatch[]) {
    const sorted = [...races].sort((a, b) => (a.key < b.key ? -1 : 1));
    this.#groupOf = new Map(sorted.map((race) => [race.key, [race]]));
  }

  join(keys: readonly string[]): void {
    const groups = new Set(keys.flatMap((key) => [this.#groupOf.get(key) ?? []]));
    const joined = [...groups].flat();
    for (const { key } of joined) this.#groupOf.set(key, joined);
  }

  /** Join what fits, where it is the only one of its connection that does. */
  joinUnique(races: readonly RaceToMatch[], fits: Fits): void {
    const pairs = races.flatMap((a) =>
      races
        .filter((b) => a.key < b.key && a.sourceId !== b.sourceId && fits(a, b))
        .map((b) => [a, b] as const),
    );
    const fitting = (race: RaceToMatch, sourceId: string) =>
      races.filter((other) => other.sourceId === sourceId && other.key !== race.key && fits(race, other))
        .length;
    for (const [a, b] of pairs) {
      if (fitting(a, b.sourceId) === 1 && fitting(b, a.sourceId) === 1 && !this.#shareSource(a, b))
        this.join([a.key, b.key]);
    }
  }

  all(): string[][] {
    return [...new Set(this.#groupOf.values())].map((group) => group.map(({ key }) => key).sort());
  }

  /** Two races of one connection are two races. */
  #shareSource(a: RaceToMatch, b: RaceToMatch): boolean {
    const [one, other] = [this.#groupOf.get(a.key) ?? [], this.#groupOf.get(b.key) ?? []];
    return one !== other && one.some(({ sourceId }) => other.some((race) => race.sourceId === sourceId));
  }
}

function isSameTitle(a: RaceToMatch, b: RaceToMatch): boolean {
  const [one, other] = [titleWords(a.name), titleWords(b.name)];
  return one.size === other.size && titleLikeness(one, other) === 1 && !isOtherDistance(a, b);
}

function isSameDistance(a: RaceToMatch, b: RaceToMatch): boolean {
  return a.distanceM !== null && b.distanceM !== null && !isOtherDistance(a, b);
}

function isOtherDistance({ distanceM: a }: RaceToMatch, { distanceM: b }: RaceToMatch): boolean {
  return a !== null && b !== null && Math.abs(a - b) > RACE_DISTANCE_SLACK * Math.max(a, b);
}
