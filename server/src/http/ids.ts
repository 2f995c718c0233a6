import { ProblemError } from '@project88/core/contract/errors.ts';
import { z } from 'zod';

/** The id in a path. Any text is let in here, so that a mistyped id is a 404 like an id of somebody else. */
export const idParams = z.object({ id: z.string().max(200) });

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id of a row. Throws `NOT_FOUND` for text that is no UUID: there cannot be such a row. */
export function rowId<Id extends string>(text: string, what: string): Id {
  const id = text.toLowerCase();
  if (!UUID.test(id)) throw new ProblemError('NOT_FOUND', { what });
  return id as Id;
}

/** The value, or `NOT_FOUND` when there is none. */
export function found<T>(value: T | null, what: string): T {
  if (value === null) throw new ProblemError('NOT_FOUND', { what });
  return value;
}
