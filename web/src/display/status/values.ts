import type { PublicStatus } from '@project88/core/contract/program.ts';
import { formatAge } from '@project88/core/displays/text/status.ts';

/** One number of the page with its name and a sentence about it. */
export interface StatusValue {
  name: string;
  value: string;
  about: string;
}

const NUMBERS = new Intl.NumberFormat('en');

/** The numbers in the order of the page: first how fast a read is seen, then how much there is. */
export function statusValues(status: PublicStatus): StatusValue[] {
  const { latency, screens, waiting, lastReadAgeMs, reads, crossings } = status;
  const about =
    latency === null ? 'No screen has told yet' : `${count(latency.samples, 'sample')}, last minutes`;
  return [
    { name: 'Read to screen, typical', value: latencyText(latency?.p50Ms), about },
    { name: 'Read to screen, slowest 1\u00a0%', value: latencyText(latency?.p99Ms), about },
    {
      name: 'Screens',
      value: NUMBERS.format(screens),
      about: screens === 0 ? 'None is connected' : 'Connected now',
    },
    {
      name: 'Waiting to be shown',
      value: NUMBERS.format(waiting),
      about: waiting === 0 ? 'Everybody has been on air' : 'Runners in the queue',
    },
    {
      name: 'Last read',
      value: lastReadAgeMs === null ? '–' : `${formatAge(lastReadAgeMs)} ago`,
      about: lastReadAgeMs === null ? 'Nothing has been read yet' : 'At a mat of this display',
    },
    { name: 'Runners seen', value: NUMBERS.format(crossings), about: `From ${count(reads, 'read')}` },
  ];
}

function latencyText(ms: number | undefined): string {
  if (ms === undefined) return '–';
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function count(number: number, what: string): string {
  return `${NUMBERS.format(number)} ${what}${number === 1 ? '' : 's'}`;
}
