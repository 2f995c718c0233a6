import type { AiringSettings, CrowdSettings } from '@project88/core/displays/document/template.ts';
import type { AiringOutcome } from './airingOutcome.ts';

/** The rules of the queue in words for people. */
export function queueWords({ dwellMs, minDwellMs, hurryFrom, restAfterMs }: AiringSettings): string {
  return (
    `Each finisher is on air for ${seconds(dwellMs)}, or ${seconds(minDwellMs)} when ${hurryFrom} or more wait. ` +
    `The last one stays for ${seconds(Math.max(minDwellMs, restAfterMs))}, then the screen rests. Nobody is left out.`
  );
}

export function crowdWords({ gridBelowMs, gridCards, tickerCards, calmMs }: CrowdSettings): string {
  const list =
    tickerCards === 0
      ? 'When that is too few, they wait.'
      : `When that is too few, to “Crowd” with ${Math.max(gridCards, tickerCards)} rows.`;
  return (
    `When more than one comes in ${seconds(gridBelowMs)}, the screen goes to “Several” with ${gridCards} places. ` +
    `${list} After ${seconds(calmMs)} of calm it goes back.`
  );
}

/** What comes of them at one rate. */
export function outcomeWords(outcome: AiringOutcome, { crowd }: AiringSettings): string {
  const how = {
    one: 'One at a time',
    grid: `${crowd?.gridCards ?? 1} at once`,
    list: `A list of ${Math.max(crowd?.gridCards ?? 1, crowd?.tickerCards ?? 1)}`,
  }[outcome.mode];
  const wait =
    outcome.waiting === 0
      ? 'nobody waits'
      : `up to ${outcome.waiting} wait, ${seconds(outcome.waitMs)} at most`;
  return `${how}, ${seconds(outcome.shownMs)} each; ${wait}.`;
}

/** With one place when it is no whole number. */
function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
