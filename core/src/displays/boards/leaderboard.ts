import type { ResultEntry } from '../../results/entry.ts';
import type { BoardQuery } from '../document/blocks.ts';
import type { TemplateDocument } from '../document/template.ts';
import { boardKey } from '../screen/arrange.ts';

/** A runner with a result, as far as a leaderboard asks. */
export interface Ranked {
  race: string;
  sex: string;
  division: string;
  result: Pick<ResultEntry, 'status' | 'gunTimeMs' | 'chipTimeMs' | 'places'>;
}

/** The leaderboards that a template shows, each once, by their keys. */
export function boardQueries({ layouts }: TemplateDocument): Map<string, BoardQuery> {
  const queries = new Map<string, BoardQuery>();
  for (const block of layouts.flatMap((layout) => layout.blocks)) {
    if (block.kind !== 'list' || block.source !== 'leaderboard' || block.board === undefined) continue;
    queries.set(boardKey(block.board), block.board);
  }
  return queries;
}

/**
 * The best of a group, the first place first. The places are those of the results; when nobody in the group has one, the
 * finishers' official times decide. Who did not start, did not finish or was disqualified is not there.
 */
export function leaderboard<T extends Ranked>(runners: Iterable<T>, query: BoardQuery): T[] {
  const group = [...runners].filter((runner) => isIn(runner, query));
  const placed = group.filter(({ result }) => result.places[query.by] !== null);
  const worth = ({ result }: T): number => result.places[query.by] ?? Number.POSITIVE_INFINITY;
  const rows =
    placed.length > 0
      ? placed.toSorted((a, b) => worth(a) - worth(b) || timeOf(a) - timeOf(b))
      : group
          .filter(
            (runner) => runner.result.status === 'finished' && timeOf(runner) < Number.POSITIVE_INFINITY,
          )
          .toSorted((a, b) => timeOf(a) - timeOf(b));
  return rows.slice(0, query.most);
}

/** The time that counts: from the gun, else from the runner's own start. */
function timeOf({ result }: Ranked): number {
  return result.gunTimeMs ?? result.chipTimeMs ?? Number.POSITIVE_INFINITY;
}

function isIn({ race, sex, division, result }: Ranked, query: BoardQuery): boolean {
  if (result.status !== 'finished' && result.status !== 'on-course') return false;
  return same(race, query.race) && same(sex, query.sex) && same(division, query.division);
}

/** An empty question means everybody; case and outer spaces say nothing. */
function same(value: string, wanted: string): boolean {
  return wanted.trim() === '' || value.trim().toLowerCase() === wanted.trim().toLowerCase();
}
