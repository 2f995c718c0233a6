import type { IssueCode } from '../issues.ts';

/** What a value of a provider means for us, and what is wrong with it. A value that cannot be used is empty. */
export interface Outcome<T> {
  value: T;
  issue: IssueCode | null;
}

export function fine<T>(value: T): Outcome<T> {
  return { value, issue: null };
}

export function faulty<T>(value: T, issue: IssueCode): Outcome<T> {
  return { value, issue };
}
