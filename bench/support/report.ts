import { cpus } from 'node:os';
import { median, quantile } from './statistics.ts';

/** What one run of the product or of its baseline measured. */
export interface Run {
  /** The measured quantity in the claim's unit. */
  value: number;
  /** Single latencies in milliseconds, when the claim has them. */
  latenciesMs?: readonly number[];
  /** More numbers worth keeping; the report shows their medians. */
  extra?: Readonly<Record<string, number>>;
}

export interface Claim {
  name: string;
  unit: string;
  better: 'higher' | 'lower';
  /** What the ratio to the baseline should be: at least (`higher`) or at most (`lower`) this. */
  goalRatio: number;
  /** How often product and baseline are measured, in turns. */
  rounds: number;
  product: () => Promise<Run>;
  /** The bare minimum that does the same outer work: what this machine can do right now. */
  baseline: () => Promise<Run>;
}

/** The result; printed as the last line of a benchmark. */
export interface Report {
  name: string;
  value: number;
  unit: string;
  baseline: number;
  ratio: number;
  better: 'higher' | 'lower';
  goalRatio: number;
  reached: boolean;
  rounds: number;
  p50Ms?: number;
  p99Ms?: number;
  baselineP50Ms?: number;
  baselineP99Ms?: number;
  cpus: number;
  node: string;
  [extra: string]: number | string | boolean | undefined;
}

/**
 * Measure a claim and print it. Machines are shared and noisy, so product and baseline run in turns and the ratio is
 * the median of the ratios of neighbouring runs: a slow minute slows both.
 */
export async function measure(claim: Claim): Promise<Report> {
  const pairs: { product: Run; baseline: Run }[] = [];
  for (let round = 0; round < claim.rounds; round += 1) {
    const pair = await measurePair(claim, round % 2 === 0);
    pairs.push(pair);
    console.error(`round ${round + 1}/${claim.rounds}: ${describe(claim, pair)}`);
  }
  const report = summarise(claim, pairs);
  console.log(JSON.stringify(report));
  return report;
}

/** Who goes first alternates, so that neither always finds a warm machine. */
async function measurePair({ product, baseline }: Claim, productFirst: boolean) {
  if (productFirst) return { product: await product(), baseline: await baseline() };
  const first = await baseline();
  return { product: await product(), baseline: first };
}

function describe({ unit }: Claim, { product, baseline }: { product: Run; baseline: Run }): string {
  return `${short(product.value)} ${unit}, baseline ${short(baseline.value)} ${unit}`;
}

/** Pure part: from runs to the report. */
export function summarise(claim: Claim, pairs: readonly { product: Run; baseline: Run }[]): Report {
  const ratio = median(pairs.map(({ product, baseline }) => product.value / baseline.value));
  return {
    name: claim.name,
    value: short(median(pairs.map(({ product }) => product.value))),
    unit: claim.unit,
    baseline: short(median(pairs.map(({ baseline }) => baseline.value))),
    ratio: short(ratio),
    better: claim.better,
    goalRatio: claim.goalRatio,
    reached: claim.better === 'higher' ? ratio >= claim.goalRatio : ratio <= claim.goalRatio,
    rounds: pairs.length,
    ...latencies(
      'p',
      pairs.map(({ product }) => product),
    ),
    ...latencies(
      'baselineP',
      pairs.map(({ baseline }) => baseline),
    ),
    ...extras(pairs.map(({ product }) => product)),
    cpus: cpus().length,
    node: process.version,
  };
}

/** Quantiles per run, then the median over the runs: one bad run does not make the tail. */
function latencies(prefix: 'p' | 'baselineP', runs: readonly Run[]): Record<string, number> {
  const measured = runs.map((run) => run.latenciesMs ?? []).filter((each) => each.length > 0);
  if (measured.length === 0) return {};
  const over = (share: number) => short(median(measured.map((each) => quantile(each, share))));
  return { [`${prefix}50Ms`]: over(0.5), [`${prefix}99Ms`]: over(0.99) };
}

function extras(runs: readonly Run[]): Record<string, number> {
  const names = new Set(runs.flatMap((run) => Object.keys(run.extra ?? {})));
  const of = (name: string) => runs.map((run) => run.extra?.[name]).filter((value) => value !== undefined);
  return Object.fromEntries([...names].map((name) => [name, short(median(of(name)))]));
}

/** Four digits say enough; more would pretend. */
function short(value: number): number {
  return Number(value.toPrecision(4));
}
