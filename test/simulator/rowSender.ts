import { formatNewLocation, formatRow, type RowStyle } from './ctp01Rows.ts';
import type { RowStore } from './rowStore.ts';

/** Where rows go. */
export interface RowOutlet {
  /** False while the network asks for a pause. */
  canTake(): boolean;
  write(text: string): void;
}

/** Characters handed over in one write. */
const WRITE_LENGTH = 64 * 1024;

/** Sends the rows of a store over one connection, as `start` and `stop` ask for them. */
export class RowSender {
  readonly #store: RowStore;
  readonly #settings: ReadonlyMap<string, string>;
  readonly #outlet: RowOutlet;
  /** The next number to send, for locations that were started. */
  readonly #cursors = new Map<string, number>();

  constructor(store: RowStore, settings: ReadonlyMap<string, string>, outlet: RowOutlet) {
    this.#store = store;
    this.#settings = settings;
    this.#outlet = outlet;
  }

  /** Was every location started, and all of its rows handed over? */
  get isDone(): boolean {
    return this.#store.locations.every(
      (name) => (this.#cursors.get(name) ?? 0) > this.#store.rows(name).length,
    );
  }

  /** How the settings ask for rows. */
  get style(): RowStyle {
    const timeFormat = this.#settings.get('time-format');
    return {
      word: this.#settings.get('tagevent-format') ?? 'CT01_33',
      timeFormat:
        timeFormat === 'iso' || timeFormat === 'unix' || timeFormat === 'msecs' ? timeFormat : 'normal',
      firstMidnight: this.#store.firstMidnight,
    };
  }

  /** Hand over a newlocation row for each location. */
  offerLocations(): void {
    for (const location of this.#store.locations) this.#outlet.write(formatNewLocation(location, this.style));
  }

  /** `start`, `start~LOC` or `start~LOC~N`. Without a number, a running location goes on. Returns the error or null. */
  start(values: readonly string[]): string | null {
    const refusal = this.#refusal(values, 2);
    if (refusal !== null) return refusal;
    const from = values[1] === undefined ? null : Number(values[1]);
    if (from !== null && !(Number.isInteger(from) && from > 0))
      return 'invalid start sequence number requested';
    for (const location of this.#named(values[0])) {
      if (from !== null || !this.#cursors.has(location)) this.#cursors.set(location, from ?? 1);
    }
    return null;
  }

  /** `stop` or `stop~LOC`. A later `start` begins at 1 again. Returns the error or null. */
  stop(values: readonly string[]): string | null {
    const refusal = this.#refusal(values, 1);
    if (refusal !== null) return refusal;
    for (const location of this.#named(values[0])) this.#cursors.delete(location);
    return null;
  }

  /** Hand over rows that were asked for, as far as the outlet takes them. */
  pump(): void {
    for (const location of this.#cursors.keys()) {
      let text = this.#nextRows(location);
      while (text !== '') {
        this.#outlet.write(text);
        text = this.#nextRows(location);
      }
    }
  }

  /** One write's worth of rows; empty when there are none or the outlet is full. */
  #nextRows(location: string): string {
    if (!this.#outlet.canTake()) return '';
    const guns = this.#settings.get('guntimes') === 'true';
    const rows = this.#store.rows(location);
    const style = this.style;
    let cursor = this.#cursors.get(location) ?? 1;
    let text = '';
    for (
      let row = rows[cursor - 1];
      row !== undefined && text.length < WRITE_LENGTH;
      row = rows[cursor - 1]
    ) {
      if (guns || row.kind === 'chip') text += formatRow(location, row, style);
      cursor += 1;
    }
    this.#cursors.set(location, cursor);
    return text;
  }

  #refusal(values: readonly string[], most: number): string | null {
    if (this.#settings.get('stream-mode') !== 'push') return 'command unavailable in pull mode';
    if (values.length > most) return 'invalid paramater count';
    return values[0] !== undefined && this.#store.find(values[0]) === null
      ? 'invalid location requested'
      : null;
  }

  #named(name: string | undefined): string[] {
    return name === undefined ? this.#store.locations : [this.#store.find(name) ?? name];
  }
}
