import { TEXT_LIMITS } from '../../roster/limits.ts';
import { faulty, type Outcome } from './outcome.ts';
import { readText } from './text.ts';

/** A bib is text: `007` is not `7`, and nothing is ever put in its place. A bib that is too long is none. */
export function readBib(value: unknown): Outcome<string> {
  if (typeof value === 'boolean') return faulty('', 'value-unreadable');
  const outcome = readText(value, TEXT_LIMITS.bib);
  return outcome.issue === 'text-cut' ? faulty('', 'value-unreadable') : outcome;
}
