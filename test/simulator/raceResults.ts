import type { ResultEntryView } from '@project88/core/contract/displaySessions.ts';
import type { Mat, Run } from './run.ts';

type Places = ResultEntryView['places'];

const NO_PLACES: Places = { overall: null, sex: null, division: null };

/** What scoring would publish: times from the mats that read the runner, places by chip time, else gun time. */
export function resultsOf(runs: readonly Run[], mats: readonly Mat[]): ResultEntryView[] {
  const results = runs.map((run) => resultOf(run, mats));
  const order = runs
    .map((run, index) => ({ run, timeMs: rankedTimeMs(results[index]) }))
    .filter(({ run, timeMs }) => run.status === 'finished' && timeMs !== null)
    .sort((a, b) => (a.timeMs ?? 0) - (b.timeMs ?? 0));
  const placesByBib = new Map<string, Places>();
  const counts = new Map<string, number>();
  for (const { run } of order) placesByBib.set(run.entry.bib, nextPlaces(run, counts));
  return results.map((result) => ({ ...result, places: placesByBib.get(result.bib) ?? NO_PLACES }));
}

function resultOf(run: Run, mats: readonly Mat[]): ResultEntryView {
  const finishMs =
    run.status === 'finished' || run.status === 'disqualified' ? (run.passedMs.at(-1) ?? null) : null;
  const startMs = run.read[0] ? (run.passedMs[0] ?? null) : null;
  return {
    bib: run.entry.bib,
    status: run.status,
    gunTimeMs: finishMs === null ? null : finishMs - run.gunMs,
    chipTimeMs: finishMs === null || startMs === null ? null : finishMs - startMs,
    splits: splitsOf(run, mats, startMs ?? run.gunMs),
    places: NO_PLACES,
  };
}

function splitsOf(run: Run, mats: readonly Mat[], fromMs: number): ResultEntryView['splits'] {
  return mats.slice(1, -1).flatMap(({ name }, index) => {
    const passedMs = run.passedMs[index + 1] ?? null;
    return passedMs === null || !run.read[index + 1] ? [] : [{ name, timeMs: passedMs - fromMs }];
  });
}

function rankedTimeMs(result: ResultEntryView | undefined): number | null {
  return result?.chipTimeMs ?? result?.gunTimeMs ?? null;
}

function nextPlaces({ entry }: Run, counts: Map<string, number>): Places {
  const next = (group: string) => {
    const place = (counts.get(group) ?? 0) + 1;
    counts.set(group, place);
    return place;
  };
  return {
    overall: next('all'),
    sex: next(`sex ${entry.sex}`),
    division: next(`division ${entry.division}`),
  };
}
