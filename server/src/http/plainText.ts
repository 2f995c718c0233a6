import { Readable } from 'node:stream';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { App } from './types.ts';

/** Levels of a body; the deepest honest one has four. Bounds the walk. */
const DEEPEST = 20;

/**
 * Refuse text that no database can keep, in every query, path and body before a route sees it: the NUL character, and
 * halves of characters. Throws `BAD_REQUEST`. Uploads are read as streams and look at their own fields.
 */
export function installPlainText(app: App): void {
  app.addHook('preValidation', async ({ query, params, body }) => {
    if ([query, params, body].every((each) => isPlain(each, 0))) return;
    throw new ProblemError('BAD_REQUEST', { reason: 'a text holds a NUL character or half a character' });
  });
}

function isPlain(value: unknown, level: number): boolean {
  if (typeof value === 'string') return !value.includes('\0') && value.isWellFormed();
  if (!isJson(value)) return true;
  return (
    level < DEEPEST &&
    Object.entries(value).every(([name, each]) => isPlain(name, level) && isPlain(each, level + 1))
  );
}

/** What parsers make of a query, a path or a body; an upload is a stream instead. */
function isJson(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Readable);
}
