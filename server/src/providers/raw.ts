import { ProviderError } from '@project88/core/providers/errors.ts';
import type { Json } from './connector.ts';

/** A row as it came, by the names of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of a value; none for what has none. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** A text or a number as a text without blanks around it; '' for everything else. */
export function textOf(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
}

/** A number in the place where a listing goes on; null at its beginning. */
export function numberAt(resume: Json, name: string): number | null {
  const value = (resume as Record<string, Json> | null)?.[name];
  return typeof value === 'number' ? value : null;
}

/** Refuses a page that has nothing but rows which were there: a provider that sends it for ever. */
export class SeenRows {
  readonly #seen = new Set<string>();

  /** Throws `incomplete-listing`. */
  add(ids: readonly string[]): void {
    if (ids.length > 0 && ids.every((id) => this.#seen.has(id))) {
      throw new ProviderError('incomplete-listing', 'It sent the same page again.');
    }
    for (const id of ids) this.#seen.add(id);
  }
}
