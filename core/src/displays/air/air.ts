import { type InstantMs, instantMs } from '../../time/units.ts';
import type { AiringSettings } from '../document/template.ts';
import type { Card, CardId } from '../screen/card.ts';
import type { Crowd, OnAir } from '../screen/screen.ts';
import { Arrivals, LONG_AGO } from './arrivals.ts';
import {
  type AirMode,
  calmAt,
  countArrival,
  crowdDwellMs,
  hasMode,
  heroDwellMs,
  isMore,
  placesOf,
  smallerMode,
  wantedMode,
} from './crowding.ts';
import { LEFT_CARDS_KEPT, WAITING_CARDS_LIMIT } from './limits.ts';
import { WaitingLine } from './waitingLine.ts';

/** `arrived` = `shown` + `skipped` + `overflowed` + those on air + those who wait, at every moment. */
export interface AirCounts {
  arrived: number;
  /** Have been on air and left. */
  shown: number;
  /** Taken out of the queue by an operator. */
  skipped: number;
  /** Gave way because more than `WAITING_CARDS_LIMIT` waited. */
  overflowed: number;
}

/**
 * Who is on air and who waits, by the rules of the template. The server owns it; screens only follow. It holds state and
 * changes it in place, because it runs for every card of a race; the same calls at the same instants give the same
 * result. It has no timers: `nextChangeAt` tells when to call `advance` again.
 */
export class Air {
  #settings: AiringSettings;
  #held: boolean;
  #mode: AirMode = 'hero';
  #slots: readonly (OnAir | null)[] = [null];
  readonly #line = new WaitingLine();
  readonly #arrivals = new Arrivals();
  /** Cards that left, the last at the end. */
  #left: Card[] = [];
  readonly #counts: AirCounts = { arrived: 0, shown: 0, skipped: 0, overflowed: 0 };
  /** When somebody had to wait for the last time, and whether somebody does since then. */
  #waitedAtMs: InstantMs = LONG_AGO;
  #someoneWaited = false;
  /** Something changed that only `advance` can judge. */
  #isDue = false;
  /** Since when nobody can see who is on air; null while they can be seen. */
  #coveredAtMs: InstantMs | null = null;

  constructor(settings: AiringSettings, held = false) {
    this.#settings = settings;
    this.#held = held;
  }

  get held(): boolean {
    return this.#held;
  }

  /** Cards that wait. */
  get waiting(): number {
    return this.#line.size;
  }

  get counts(): Readonly<AirCounts> {
    return this.#counts;
  }

  /** The one on air, when it is one at a time. */
  get onAir(): OnAir | null {
    return this.#mode === 'hero' ? (this.#slots[0] ?? null) : null;
  }

  /** Those on air, when they are several at once; null as well while all places are free. */
  get crowd(): Crowd | null {
    if (this.#mode === 'hero' || this.#slots.every((slot) => slot === null)) return null;
    return { mode: this.#mode, slots: this.#slots };
  }

  /** All on air, by their places. */
  get shown(): OnAir[] {
    return this.#slots.filter((slot) => slot !== null);
  }

  /** The first `most` of those who wait. */
  first(most: number): Card[] {
    return this.#line.first(most);
  }

  /** All cards that wait, are on air, or left not long ago. */
  cards(): Card[] {
    const shown = this.shown.map(({ card }) => card);
    return [...shown, ...this.#line.first(this.#line.size), ...this.#left];
  }

  /** A card that waits, is on air, or left not long ago. */
  find(id: CardId): Card | null {
    const shown = this.shown.find(({ card }) => card.id === id)?.card;
    return shown ?? this.#line.find(id) ?? this.#left.find((card) => card.id === id) ?? null;
  }

  /** A card has come: it waits for its turn. Call `advance` after it. */
  enqueue(card: Card, nowMs: InstantMs): void {
    countArrival(this.#arrivals, this.#settings, nowMs);
    this.#counts.arrived += 1;
    this.#line.add(card);
    this.#isDue = true;
    if (this.#line.size <= WAITING_CARDS_LIMIT) return;
    this.#line.giveWay();
    this.#counts.overflowed += 1;
  }

  /** Replace a card's content wherever it stands. */
  update(card: Card): void {
    this.#line.update(card);
    this.#left = this.#left.map((each) => (each.id === card.id ? card : each));
    if (this.shown.some((each) => each.card.id === card.id)) {
      this.#slots = this.#slots.map((slot) => (slot?.card.id === card.id ? { ...slot, card } : slot));
    }
  }

  /** Other rules from now on. Who finds no place any more and was on air too shortly waits again. */
  setSettings(settings: AiringSettings, nowMs: InstantMs): void {
    if (settings === this.#settings) return;
    this.#settings = settings;
    let mode = this.#mode;
    while (!hasMode(mode, settings)) mode = smallerMode(mode);
    this.#resize(mode, nowMs);
    this.#isDue = true;
  }

  /** Let time pass. Nothing moves while held or covered. Calling it too often or late does no harm. */
  advance(nowMs: InstantMs): void {
    if (this.#held || this.#coveredAtMs !== null) return;
    this.#isDue = false;
    if (this.#someoneWaited) this.#waitedAtMs = nowMs;
    this.#adapt(nowMs);
    this.#freePlaces(nowMs);
    while (this.#slots.includes(null) && this.#line.size > 0) this.#bringOn(this.#line.take(), nowMs);
    this.#someoneWaited = this.#line.size > 0;
    if (this.#someoneWaited) this.#waitedAtMs = nowMs;
  }

  /** When `advance` has something to do, or null when nothing will change without a card or an operator. */
  nextChangeAt(): InstantMs | null {
    if (this.#held || this.#coveredAtMs !== null) return null;
    const waiting = this.#line.size;
    if (this.#isDue || (waiting > 0 && this.#slots.includes(null))) return instantMs(0);
    const dwellMs = this.#dwellMs();
    const dues = this.shown.map(({ sinceMs }) => sinceMs + dwellMs);
    if (this.#mode !== 'hero' && waiting === 0) dues.push(this.#shrinkAt());
    return dues.length === 0 ? null : instantMs(Math.min(...dues));
  }

  /** Freeze what is on air (`true`) or let the queue run again (`false`). */
  hold(held: boolean): void {
    this.#held = held;
    this.#isDue = true;
  }

  /**
   * Something lies over everything, or no longer does: no name may pass behind it. Whoever comes meanwhile waits, and for
   * those on air time stands still, so that each can be seen for as long as if there had been nothing.
   */
  cover(covered: boolean, nowMs: InstantMs): void {
    if (covered === (this.#coveredAtMs !== null)) return;
    this.#slots = this.#slots.map((slot) => slot && { ...slot, sinceMs: this.#uncovered(slot, nowMs) });
    this.#coveredAtMs = covered ? nowMs : null;
    this.#isDue = true;
  }

  /** Since when somebody is on air, without the time in which they could not be seen. */
  #uncovered({ sinceMs }: OnAir, nowMs: InstantMs): InstantMs {
    const coveredMs = this.#coveredAtMs === null ? 0 : nowMs - Math.max(sinceMs, this.#coveredAtMs);
    return instantMs(sinceMs + coveredMs);
  }

  /** The operator's "next": the next card now, in the place of the one that is there longest; also while held. */
  next(nowMs: InstantMs): void {
    if (this.#line.size === 0 || !this.#slots.includes(null)) this.#leave(this.#oldest());
    this.#bringOn(this.#line.take(), nowMs);
  }

  /** Bring back the card that left last. Whoever gives way to it waits again, so that "next" goes on where one was. */
  previous(nowMs: InstantMs): void {
    const card = this.#left.pop();
    if (card === undefined) return;
    this.#counts.shown -= 1;
    if (!this.#slots.includes(null)) this.#waitAgain(this.#oldest());
    this.#bringOn(card, nowMs);
  }

  /** Put this card on air now, whether it waits, has left or never was in the queue. */
  show(card: Card, nowMs: InstantMs): void {
    if (this.shown.some((each) => each.card.id === card.id)) return;
    const hasLeft = this.#left.some((each) => each.id === card.id);
    if (hasLeft) this.#counts.shown -= 1;
    else if (this.#line.remove(card.id) === null) this.#counts.arrived += 1;
    this.#left = this.#left.filter((each) => each.id !== card.id);
    if (!this.#slots.includes(null)) this.#giveUp(this.#oldest(), nowMs);
    this.#bringOn(card, nowMs);
  }

  /** Take a card out of the queue or off the air; without a number the next one. */
  skip(id?: CardId): void {
    const onAir = this.#slots.findIndex((slot) => slot !== null && slot.card.id === id);
    if (onAir !== -1) {
      this.#leave(onAir);
      return;
    }
    const card = id === undefined ? this.#line.take() : this.#line.remove(id);
    if (card !== null) this.#counts.skipped += 1;
  }

  /** Empty the queue and rest. */
  clear(): void {
    this.#counts.skipped += this.#line.size;
    this.#counts.shown += this.shown.length;
    this.#line.clear();
    this.#arrivals.clear();
    this.#left = [];
    this.#mode = 'hero';
    this.#slots = [null];
    this.#waitedAtMs = LONG_AGO;
    this.#someoneWaited = false;
  }

  #dwellMs(): number {
    const dwellMs = this.#mode === 'hero' ? heroDwellMs : crowdDwellMs;
    return dwellMs(this.#line.size, this.#settings);
  }

  /** More at once as soon as it is needed, fewer only when it has been quiet and nobody is cut short. */
  #adapt(nowMs: InstantMs): void {
    const wanted = wantedMode(this.#line.size, this.#arrivals, this.#settings, nowMs);
    if (isMore(wanted, this.#mode)) this.#resize(wanted, nowMs);
    while (this.#mode !== 'hero' && this.#line.size === 0 && this.#shrinkAt() <= nowMs) {
      this.#resize(smallerMode(this.#mode), nowMs);
    }
  }

  /** When the screen may go to the next smaller mode if nobody comes. */
  #shrinkAt(): InstantMs {
    const places = placesOf(smallerMode(this.#mode), this.#settings);
    const leaving = this.#byAge().slice(0, -places);
    const seenAtMs = leaving.map(({ sinceMs }) => sinceMs + this.#settings.minDwellMs);
    const calmAtMs = calmAt(this.#mode, this.#waitedAtMs, this.#arrivals, this.#settings);
    return instantMs(Math.max(calmAtMs, ...seenAtMs));
  }

  /** Change mode and number of places. Cards keep their places where these go on to exist; the newest stay. */
  #resize(mode: AirMode, nowMs: InstantMs): void {
    const places = placesOf(mode, this.#settings);
    const leaving = new Set(this.#byAge().slice(0, -places));
    this.#slots.forEach((slot, index) => {
      if (slot !== null && leaving.has(slot)) this.#giveUp(index, nowMs);
    });
    const kept = this.#slots.slice(0, places);
    while (kept.length < places) kept.push(null);
    for (const slot of this.#slots.slice(places)) if (slot !== null) kept[kept.indexOf(null)] = slot;
    this.#slots = kept;
    this.#mode = mode;
  }

  /** Whoever has had their time leaves; in a crowd with people waiting only as many as need a place. */
  #freePlaces(nowMs: InstantMs): void {
    const isOver = (slot: OnAir, dwellMs: number): boolean => slot.sinceMs + dwellMs <= nowMs;
    const dwellMs = this.#dwellMs();
    const mostMs = crowdDwellMs(0, this.#settings);
    let needed = this.#line.size - this.#slots.filter((slot) => slot === null).length;
    for (const slot of this.#byAge()) {
      const isLate = this.#mode === 'hero' || needed > 0 ? isOver(slot, dwellMs) : isOver(slot, mostMs);
      if (!isLate) continue;
      this.#leave(this.#slots.indexOf(slot));
      needed -= 1;
    }
  }

  /** Those on air, who is there longest first. */
  #byAge(): OnAir[] {
    return this.shown.toSorted((a, b) => a.sinceMs - b.sinceMs);
  }

  #oldest(): number {
    const [oldest] = this.#byAge();
    return oldest === undefined ? -1 : this.#slots.indexOf(oldest);
  }

  #bringOn(card: Card | null, nowMs: InstantMs): void {
    if (card !== null) this.#setSlot(this.#slots.indexOf(null), { card, sinceMs: nowMs });
  }

  #setSlot(index: number, slot: OnAir | null): void {
    this.#slots = this.#slots.with(index, slot);
  }

  /** Off the air: shown. */
  #leave(index: number): void {
    const slot = this.#slots[index];
    if (slot === undefined || slot === null) return;
    this.#setSlot(index, null);
    this.#counts.shown += 1;
    this.#left.push(slot.card);
    if (this.#left.length > LEFT_CARDS_KEPT) this.#left.shift();
  }

  /** Off the air, and back to those who wait. */
  #waitAgain(index: number): void {
    const slot = this.#slots[index];
    if (slot === undefined || slot === null) return;
    this.#setSlot(index, null);
    this.#line.add(slot.card);
  }

  /** Give up a place: shown if it was for long enough. */
  #giveUp(index: number, nowMs: InstantMs): void {
    const slot = this.#slots[index];
    if (slot === undefined || slot === null) return;
    if (nowMs - this.#uncovered(slot, nowMs) >= this.#settings.minDwellMs) this.#leave(index);
    else this.#waitAgain(index);
  }
}
