import { OLDEST_AGE } from '../../roster/limits.ts';
import type { IssueCode } from '../issues.ts';
import { faulty, fine, type Outcome } from './outcome.ts';

/** Whole years. Nothing and 0 are none: forms send 0 when nobody was asked. */
export function readAge(value: unknown): Outcome<number | null> {
  if (value === null || value === undefined || value === '' || value === 0 || value === '0')
    return fine(null);
  if (typeof value !== 'number' && typeof value !== 'string') return faulty(null, 'value-unreadable');
  const years = typeof value === 'number' ? value : Number(value.trim() || Number.NaN);
  return Number.isInteger(years) && years >= 0 && years <= OLDEST_AGE
    ? fine(years || null)
    : faulty(null, 'value-unreadable');
}

/** Whole years on a day; both dates `YYYY-MM-DD`. Somebody born on 29 February is a year older on 1 March. Negative before birth. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** What is wrong between a birth date, an age that was told, and the day of the race; null: nothing. */
export function ageIssue(
  birthDate: string | null,
  age: number | null,
  raceDay: string | null,
): IssueCode | null {
  if (birthDate === null || raceDay === null) return null;
  if (birthDate > raceDay) return 'birth-date-in-future';
  // A year apart is normal: some providers tell the age on 31 December, or at registration.
  return age !== null && Math.abs(ageOn(birthDate, raceDay) - age) > 1 ? 'age-contradicts-birth-date' : null;
}
