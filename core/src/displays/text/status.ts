import type { StatusBlock } from '../document/blocks.ts';
import type { ScreenState } from '../screen/screen.ts';
import { cleanText } from './clean.ts';

const MINUTE_S = 60;
const HOUR_S = 3_600;

/**
 * The text of a status block; empty when it has nothing to say. `dataAgeMs` is null while the screen hears from the
 * server: the age is shown only when the data is old.
 */
export function statusText(
  block: Pick<StatusBlock, 'value' | 'before' | 'after' | 'hideZero'>,
  state: ScreenState,
  dataAgeMs: number | null,
): string {
  const value = statusValue(block.value, state, dataAgeMs);
  if (value === '' || (block.hideZero && value === '0')) return '';
  return block.before + value + block.after;
}

/** An age in its largest whole unit: `12 s`, `3 min`, `2 h`. */
export function formatAge(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1000));
  if (seconds < MINUTE_S) return `${seconds} s`;
  if (seconds < HOUR_S) return `${Math.floor(seconds / MINUTE_S)} min`;
  return `${Math.floor(seconds / HOUR_S)} h`;
}

function statusValue(value: StatusBlock['value'], state: ScreenState, dataAgeMs: number | null): string {
  if (value === 'session-name') return cleanText(state.session.name);
  if (value === 'data-age') return dataAgeMs === null ? '' : formatAge(dataAgeMs);
  return String(state.status[value]);
}

/** One sentence about the runner on air, for people who listen to the screen instead of looking at it. */
export function spokenCard(state: ScreenState): string {
  const card = state.onAir?.card;
  if (card === undefined) return '';
  const name = card.known ? `${card.firstName} ${card.lastName}`.trim() : '';
  return [`Bib ${card.bib}`, name, card.club].filter((part) => part !== '').join(', ');
}
