import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';

/** Finds the entry that a chip or bib belongs to. Built once per roster; look-ups are on the path of every read. */
export class RosterIndex {
  readonly #byChip = new Map<string, RosterEntryView>();
  readonly #byBib = new Map<string, RosterEntryView>();
  readonly #asWritten = new Map<string, RosterEntryView>();

  constructor(entries: Iterable<RosterEntryView>) {
    for (const entry of entries) {
      this.#byBib.set(normalise(entry.bib), entry);
      this.#asWritten.set(entry.bib, entry);
      for (const chip of entry.chips) this.#byChip.set(normalise(chip), entry);
    }
  }

  get size(): number {
    return this.#byBib.size;
  }

  /** The entry with exactly this bib. */
  withBib(bib: string): RosterEntryView | null {
    return this.#asWritten.get(bib) ?? null;
  }

  /** The entry whose chip is `tag`, else the entry whose bib is `tag`, else null: a person is never guessed. */
  find(tag: string): RosterEntryView | null {
    const key = normalise(tag);
    return this.#byChip.get(key) ?? this.#byBib.get(key) ?? null;
  }
}

/** Chips and bibs compare without case and without the leading zeros that some readers add. */
function normalise(text: string): string {
  const trimmed = text.trim().toUpperCase();
  return /^0+\d/.test(trimmed) ? trimmed.replace(/^0+(?=\d)/, '') : trimmed;
}
