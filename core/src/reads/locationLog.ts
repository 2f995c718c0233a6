/** What a sequence number and its content are to the log. */
export type Acceptance =
  /** Never seen: a new read. */
  | 'new'
  /** Seen with the same content: a replay. */
  | 'duplicate'
  /** Seen with other content: the operator edited the timing session. Both reads are kept. */
  | 'conflict';

/** Missing sequence numbers, both ends included. */
export interface SeqRange {
  from: number;
  to: number;
}

/** Numbers per page. Small, so that a stream with wild numbers cannot make us reserve much for nothing. */
const PAGE_SIZE = 64;

interface Page {
  keys: Uint32Array;
  present: Uint8Array;
}

/**
 * Remembers which rows of one location have come, over all reconnects, in about eight bytes each. Rows may come in any
 * order and any number of times. Guns count like chips: they use numbers of the same sequence.
 */
export class LocationLog {
  readonly #pages = new Map<number, Page>();
  /** Further contents of numbers that came with more than one; rare. */
  readonly #edited = new Map<number, Set<number>>();
  #firstSeq: number | null = null;
  #lastSeq: number | null = null;
  #distinct = 0;

  /** The smallest number seen. It may lie above 1: timing software resumes where it stopped. */
  get firstSeq(): number | null {
    return this.#firstSeq;
  }

  /** The largest number seen. */
  get lastSeq(): number | null {
    return this.#lastSeq;
  }

  /** How many numbers between the first and the last have not come. */
  get missing(): number {
    if (this.#firstSeq === null || this.#lastSeq === null) return 0;
    return this.#lastSeq - this.#firstSeq + 1 - this.#distinct;
  }

  /** Note a row: `seq` counts from 1, `key` is its `contentKey`. */
  accept(seq: number, key: number): Acceptance {
    const page = this.#pageOf(seq);
    const slot = seq % PAGE_SIZE;
    if (page.present[slot] === 1) return page.keys[slot] === key ? 'duplicate' : this.#acceptEdited(seq, key);
    page.present[slot] = 1;
    page.keys[slot] = key;
    this.#distinct += 1;
    if (this.#firstSeq === null || seq < this.#firstSeq) this.#firstSeq = seq;
    if (this.#lastSeq === null || seq > this.#lastSeq) this.#lastSeq = seq;
    return 'new';
  }

  /** The first `limit` gaps between the first and the last number, in order. */
  missingRanges(limit: number): SeqRange[] {
    const ranges: SeqRange[] = [];
    let expected = this.#firstSeq ?? 0;
    for (const seq of this.#seqs()) {
      if (ranges.length >= limit) break;
      if (seq > expected) ranges.push({ from: expected, to: seq - 1 });
      expected = seq + 1;
    }
    return ranges;
  }

  #acceptEdited(seq: number, key: number): Acceptance {
    const keys = this.#edited.get(seq) ?? new Set();
    if (keys.has(key)) return 'duplicate';
    this.#edited.set(seq, keys.add(key));
    return 'conflict';
  }

  #pageOf(seq: number): Page {
    const number = Math.floor(seq / PAGE_SIZE);
    const known = this.#pages.get(number);
    if (known !== undefined) return known;
    const page = { keys: new Uint32Array(PAGE_SIZE), present: new Uint8Array(PAGE_SIZE) };
    this.#pages.set(number, page);
    return page;
  }

  /** All numbers seen, in order. */
  *#seqs(): Generator<number> {
    for (const number of [...this.#pages.keys()].sort((a, b) => a - b)) {
      const present = this.#pages.get(number)?.present ?? [];
      for (let slot = 0; slot < present.length; slot += 1) {
        if (present[slot] === 1) yield number * PAGE_SIZE + slot;
      }
    }
  }
}
