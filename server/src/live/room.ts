import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorCommand } from '@project88/core/contract/program.ts';
import { CrossingFold } from '@project88/core/crossings/fold.ts';
import { Air } from '@project88/core/displays/air/air.ts';
import {
  emptyScreen,
  hidesAir,
  type Program,
  RECENT_CARDS,
  type ScreenOp,
  type ScreenState,
} from '@project88/core/displays/screen/screen.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { wallToInstant } from '@project88/core/time/zone.ts';
import type { CrossingRef } from './called.ts';
import { UNKNOWN_TAGS_KEPT } from './limits.ts';
import { ReadRate } from './readRate.ts';
import { RoomCards } from './roomCards.ts';
import { isHeard, type RoomContent } from './roomContent.ts';
import { RoomGuns } from './roomGuns.ts';
import { RoomLists } from './roomLists.ts';
import { RoomSteps } from './roomSteps.ts';

/**
 * The live state of one display session, without sockets and timers: reads go in, steps for the screens come out. The
 * same reads, commands and contents at the same instants give the same steps.
 */
export class Room {
  #content: RoomContent;
  readonly air: Air;
  readonly rate = new ReadRate();
  readonly #steps: RoomSteps;
  readonly #lists: RoomLists;
  readonly #cards = new RoomCards();
  readonly #guns = new RoomGuns();
  readonly #fold = new CrossingFold();
  readonly #unknown = new Map<string, number>();

  constructor(content: RoomContent) {
    this.#content = content;
    this.air = new Air(content.template.airing, content.held);
    const empty = emptyScreen(content.session, content.template);
    this.#steps = new RoomSteps({ ...empty, status: { ...empty.status, held: content.held } });
    this.#lists = new RoomLists(this.#steps);
    this.#lists.renewBoards(content);
    this.#steps.take();
  }

  get screen(): ScreenState {
    return this.#steps.screen;
  }

  get content(): RoomContent {
    return this.#content;
  }

  /** Unknown tags with the number of their reads, the newest first. */
  unknownTags(): { tag: string; reads: number }[] {
    return [...this.#unknown].reverse().map(([tag, reads]) => ({ tag, reads }));
  }

  /** The crossing that a card is of; null when the card has long been gone. */
  crossingOf(cardId: number): CrossingRef | null {
    return this.#cards.crossingOf(cardId);
  }

  /** Does this room listen to the mat that the read comes from? */
  listensTo(read: Read): boolean {
    return isHeard(this.#content.streams, read);
  }

  /** Take in one read of a bound mat. A replayed read rebuilds lists and counts, but nobody comes on air again. */
  accept(read: Read, replayed: boolean, nowMs: InstantMs): void {
    const { status } = this.screen;
    if (!replayed) this.rate.count(nowMs);
    this.#steps.add({
      op: 'status',
      status: { reads: status.reads + 1, lastReadAtMs: latest(status.lastReadAtMs, read.receivedAtMs) },
    });
    if (read.kind === 'gun') this.#acceptGun(read);
    else this.#acceptChip(read, replayed, nowMs);
    this.advance(nowMs);
  }

  #acceptChip(read: Read, replayed: boolean, nowMs: InstantMs): void {
    const entry = this.#content.roster.find(read.tag);
    if (entry === null) this.#countUnknown(read.tag);
    // Two chips of one person are one runner.
    const runner = entry === null ? read.tag : `bib ${entry.bib}`;
    if (this.#fold.accept(read, runner).kind !== 'new-crossing') return;
    this.#acceptCrossing(read, entry, replayed ? null : nowMs);
  }

  #acceptGun(read: Read): void {
    if (read.wallMs === null) return;
    const atMs = wallToInstant(read.wallMs, this.#content.session.timeZone);
    this.#guns.add(read.location, atMs);
    const known = this.screen.status.gunAtMs;
    const gunAtMs = known === null || atMs < known ? atMs : known;
    this.#steps.add({ op: 'status', status: { gunAtMs, guns: this.#guns.named() } });
  }

  /** `nowMs` is null for a crossing of a replayed read. */
  #acceptCrossing(read: Read, entry: RosterEntryView | null, nowMs: InstantMs | null): void {
    const { clearedAtMs, template } = this.#content;
    const card = this.#cards.make(read, entry, this.#content);
    this.#lists.crossed(read, entry, card.atMs);
    const { status } = this.screen;
    const counts = { crossings: status.crossings + 1, unknown: status.unknown + (card.known ? 0 : 1) };
    this.#steps.add({ op: 'status', status: counts });
    if (nowMs === null && clearedAtMs !== null && read.receivedAtMs <= clearedAtMs) {
      this.#cards.forget(card.id);
      return;
    }
    this.#steps.add({ op: 'card', card });
    if (nowMs !== null && (card.known || template.unknownBibs === 'show')) this.air.enqueue(card, nowMs);
    this.#forgetOldCards();
  }

  #countUnknown(tag: string): void {
    const reads = (this.#unknown.get(tag) ?? 0) + 1;
    this.#unknown.delete(tag);
    this.#unknown.set(tag, reads);
    if (this.#unknown.size <= UNKNOWN_TAGS_KEPT) return;
    const [oldest] = this.#unknown.keys();
    if (oldest !== undefined) this.#unknown.delete(oldest);
  }

  /** Let time pass for those on air and those who are about to arrive. */
  advance(nowMs: InstantMs): void {
    this.air.advance(nowMs);
    this.#steps.show(this.air);
    this.#lists.renewArrivals(this.#content, nowMs);
  }

  /** When `advance` has something to do, or null. */
  nextChangeAt(): InstantMs | null {
    const dues = [this.air.nextChangeAt(), this.#lists.nextChangeAt()].filter((due) => due !== null);
    return dues.length === 0 ? null : instantMs(Math.min(...dues));
  }

  /** Do what an operator says. A card that is not there any more is left alone: it may have moved on meanwhile. */
  command({ action, cardId }: OperatorCommand, nowMs: InstantMs): void {
    if (action === 'hold' || action === 'resume') this.air.hold(action === 'hold');
    if (action === 'next') this.air.next(nowMs);
    if (action === 'previous') this.air.previous(nowMs);
    if (action === 'skip') this.air.skip(cardId);
    if (action === 'show') this.#showCard(cardId, nowMs);
    if (action === 'clear') this.#clear(nowMs);
    this.advance(nowMs);
  }

  #showCard(cardId: number | undefined, nowMs: InstantMs): void {
    if (cardId === undefined) return;
    const card = this.air.find(cardId) ?? this.screen.recent.find(({ id }) => id === cardId);
    if (card !== undefined) this.air.show(card, nowMs);
  }

  /** What the operator put over everything. Behind it the queue stands still: no name passes unseen. */
  setProgram(program: Program, nowMs: InstantMs): void {
    this.#steps.add({ op: 'program', program });
    this.air.cover(hidesAir(program), nowMs);
    this.advance(nowMs);
  }

  #clear(nowMs: InstantMs): void {
    this.#content = { ...this.#content, clearedAtMs: nowMs };
    this.air.clear();
    this.#steps.add({ op: 'clear' });
    this.#cards.keepOnly(new Set());
  }

  /** Change name, template, roster, results, notes or streams; cards that are still shown are filled anew. */
  replaceContent(change: Partial<RoomContent>, nowMs: InstantMs): void {
    this.#content = { ...this.#content, ...change };
    const { session: shown, template, roster, results, notes } = change;
    if (shown !== undefined) this.#steps.add({ op: 'session', session: shown });
    if (template !== undefined) {
      this.#steps.add({ op: 'template', template });
      this.air.setSettings(template.airing, nowMs);
    }
    if (roster !== undefined) this.#forgetKnownTags();
    const refills = roster !== undefined || results !== undefined || notes !== undefined;
    if (refills) this.#refillCards();
    if (refills || template !== undefined) this.#lists.contentChanged();
    this.advance(nowMs);
  }

  /** Take in the earlier reads of a stream that has just been bound, in order of arrival among what is shown. */
  backfill(reads: readonly Read[], nowMs: InstantMs): void {
    const inOrder = reads.filter((read) => this.listensTo(read)).toSorted(byArrival);
    for (const read of inOrder) this.accept(read, true, nowMs);
    const recent = this.screen.recent.toSorted((a, b) => b.receivedAtMs - a.receivedAtMs || b.id - a.id);
    this.#steps.replace({ recent });
  }

  #refillCards(): void {
    const shown = new Map([...this.screen.recent, ...this.air.cards()].map((card) => [card.id, card]));
    for (const old of shown.values()) {
      const card = this.#cards.refill(old, this.#content);
      if (card === null) continue;
      this.air.update(card);
      this.#steps.add({ op: 'card-update', card });
    }
  }

  #forgetKnownTags(): void {
    for (const tag of this.#unknown.keys()) {
      if (this.#content.roster.find(tag) !== null) this.#unknown.delete(tag);
    }
  }

  /** The steps since the last call. */
  takeSteps(): ScreenOp[] {
    this.#lists.renewBoards(this.#content);
    return this.#steps.take();
  }

  #forgetOldCards(): void {
    if (this.#cards.size < 8 * RECENT_CARDS + 2 * this.air.waiting) return;
    this.#cards.keepOnly(new Set([...this.screen.recent, ...this.air.cards()].map((card) => card.id)));
  }
}

function byArrival(a: Read, b: Read): number {
  return a.receivedAtMs - b.receivedAtMs || a.lineNumber - b.lineNumber;
}

function latest(a: InstantMs | null, b: InstantMs): InstantMs {
  return a === null || b > a ? b : a;
}
