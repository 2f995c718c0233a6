import { midnightOf } from '@project88/core/time/calendar.ts';
import { type WallMs, wallMs } from '@project88/core/time/units.ts';
import type { TimedRow } from './matRows.ts';

/** What timing software keeps of a timing session: the rows of each location, so that they can be sent again. */
export class RowStore {
  readonly #rows = new Map<string, TimedRow[]>();
  #firstMidnight: WallMs | null = null;

  constructor(locations: readonly string[]) {
    for (const name of locations) this.#rows.set(name, []);
  }

  get locations(): string[] {
    return [...this.#rows.keys()];
  }

  /** The start of the day of the first row. */
  get firstMidnight(): WallMs {
    return this.#firstMidnight ?? wallMs(0);
  }

  /** The rows of a location; row n has the number n + 1. */
  rows(location: string): readonly TimedRow[] {
    return this.#rows.get(location) ?? [];
  }

  /** Append a row. Its number must be the next one. */
  add(location: string, row: TimedRow): void {
    const rows = this.#rows.get(location);
    if (rows === undefined || row.seq !== rows.length + 1)
      throw new RangeError(`${location} cannot take ${row.seq}`);
    rows.push(row);
    this.#firstMidnight ??= midnightOf(row.wallMs);
  }

  /** The stored name of a location that is asked for in any case, or null. */
  find(name: string): string | null {
    return this.locations.find((each) => each.toLowerCase() === name.toLowerCase()) ?? null;
  }
}
