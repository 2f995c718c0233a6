import type { Card, CardId } from '../screen/card.ts';

/** VIPs, then the first of their division, then everybody else. */
const LANES = 3;

function laneOf(card: Card): number {
  if (card.vip) return 0;
  return card.placeDivision === 1 ? 1 : 2;
}

/**
 * Those who wait, in the order in which they come on air: by lane, and within a lane by number, which is the order of
 * arrival. Changed in place: nothing is copied when a card comes or goes.
 */
export class WaitingLine {
  readonly #lanes = Array.from({ length: LANES }, () => new Lane());

  get size(): number {
    return this.#lanes.reduce((sum, lane) => sum + lane.size, 0);
  }

  add(card: Card): void {
    this.#lanes[laneOf(card)]?.add(card);
  }

  /** Take the first out; null when nobody waits. */
  take(): Card | null {
    return this.#lanes.find((lane) => lane.size > 0)?.take() ?? null;
  }

  /** Take a card out, wherever it stands; null when it does not wait. */
  remove(id: CardId): Card | null {
    for (const lane of this.#lanes) {
      const removed = lane.remove(id);
      if (removed !== null) return removed;
    }
    return null;
  }

  find(id: CardId): Card | null {
    for (const lane of this.#lanes) {
      const found = lane.find(id);
      if (found !== null) return found;
    }
    return null;
  }

  /** Replace a card's content. Who has become a VIP or first of a division goes ahead. */
  update(card: Card): void {
    if (this.remove(card.id) !== null) this.add(card);
  }

  /** The first `most`. */
  first(most: number): Card[] {
    const cards: Card[] = [];
    for (const lane of this.#lanes) for (const card of lane.first(most - cards.length)) cards.push(card);
    return cards;
  }

  /** Make room: the oldest of the hindmost lane leaves. */
  giveWay(): Card | null {
    return this.#lanes.findLast((lane) => lane.size > 0)?.take() ?? null;
  }

  clear(): void {
    for (const lane of this.#lanes) lane.clear();
  }
}

/** Cards by ascending number. What was taken from the front is cut off now and then, not each time. */
class Lane {
  #cards: Card[] = [];
  #head = 0;

  get size(): number {
    return this.#cards.length - this.#head;
  }

  add(card: Card): void {
    const last = this.#cards.at(-1);
    if (this.size === 0 || last === undefined || last.id < card.id) this.#cards.push(card);
    else this.#cards.splice(this.#indexOf(card.id), 0, card);
  }

  take(): Card | null {
    const card = this.#cards[this.#head];
    if (this.size === 0 || card === undefined) return null;
    this.#head += 1;
    if (this.#head >= 1_000 && this.#head * 2 >= this.#cards.length) {
      this.#cards = this.#cards.slice(this.#head);
      this.#head = 0;
    }
    return card;
  }

  find(id: CardId): Card | null {
    const card = this.#cards[this.#indexOf(id)];
    return card?.id === id ? card : null;
  }

  remove(id: CardId): Card | null {
    const index = this.#indexOf(id);
    const card = this.#cards[index];
    if (card?.id !== id) return null;
    if (index === this.#head) return this.take();
    this.#cards.splice(index, 1);
    return card;
  }

  first(most: number): Card[] {
    return this.#cards.slice(this.#head, this.#head + Math.max(0, most));
  }

  clear(): void {
    this.#cards = [];
    this.#head = 0;
  }

  /** Where the card with this number stands, or would. */
  #indexOf(id: CardId): number {
    let low = this.#head;
    let high = this.#cards.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#cards[middle]?.id ?? 0) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
