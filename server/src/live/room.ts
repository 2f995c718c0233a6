import type { ResultEntryView, RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { OperatorCommand } from '@project88/core/contract/program.ts';
import { CrossingFold } from '@project88/core/crossings/fold.ts';
import {
  type AirState,
  advance,
  clearAir,
  EMPTY_AIR,
  enqueue,
  hold,
  nextChangeAt,
  takeNext,
  updateCard,
} from '@project88/core/displays/air/airing.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import {
  applyOp,
  emptyScreen,
  type Program,
  RECENT_CARDS,
  type ScreenOp,
  type ScreenState,
} from '@project88/core/displays/screen/screen.ts';
import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { wallToInstant } from '@project88/core/time/zone.ts';
import { cardOfRead, fillCard } from './cards.ts';
import { UNKNOWN_TAGS_KEPT } from './limits.ts';
import { ReadRate } from './readRate.ts';
import type { RosterIndex } from './rosterIndex.ts';

/** A timing session that feeds a room; `locations` in lower case, null for all. */
export interface BoundLocations {
  timingSessionId: TimingSessionId;
  locations: ReadonlySet<string> | null;
}

/** Is the read of a mat that one of `streams` brings? */
export function isHeard(streams: readonly BoundLocations[], read: Read): boolean {
  const bound = streams.find((each) => each.timingSessionId === read.timingSessionId);
  return (
    bound !== undefined && (bound.locations === null || bound.locations.has(read.location.toLowerCase()))
  );
}

/** What a room is loaded from. */
export interface RoomContent {
  session: ScreenState['session'];
  template: TemplateDocument;
  roster: RosterIndex;
  results: ReadonlyMap<string, ResultEntryView>;
  streams: readonly BoundLocations[];
  held: boolean;
  clearedAtMs: InstantMs | null;
}

/** What belongs to a card but is not sent: the tag as read, and the part that never changes. */
interface CardSource {
  tag: string;
  fixed: ReturnType<typeof cardOfRead>;
}

/**
 * The live state of one display session, without sockets and timers: reads go in, steps for the screens come out.
 * Every step is applied to the room's own screen state as well, so a snapshot equals what the deltas add up to.
 */
export class Room {
  #content: RoomContent;
  #screen: ScreenState;
  #air: AirState;
  #fold = new CrossingFold();
  #lastCard = 0;
  #steps: ScreenOp[] = [];
  readonly #sources = new Map<number, CardSource>();
  readonly #unknown = new Map<string, number>();
  readonly rate = new ReadRate();

  constructor(content: RoomContent) {
    this.#content = content;
    this.#air = hold(EMPTY_AIR, content.held);
    const empty = emptyScreen(content.session, content.template);
    this.#screen = { ...empty, status: { ...empty.status, held: content.held } };
  }

  get screen(): ScreenState {
    return this.#screen;
  }

  get air(): AirState {
    return this.#air;
  }

  get content(): RoomContent {
    return this.#content;
  }

  /** Unknown tags with the number of their reads, the newest first. */
  unknownTags(): { tag: string; reads: number }[] {
    return [...this.#unknown].reverse().map(([tag, reads]) => ({ tag, reads }));
  }

  /** Does this room listen to the mat that the read comes from? */
  listensTo(read: Read): boolean {
    return isHeard(this.#content.streams, read);
  }

  /** Take in one read of a bound mat. A replayed read rebuilds lists and counts, but nobody comes on air again. */
  accept(read: Read, replayed: boolean, nowMs: InstantMs): void {
    const { status } = this.#screen;
    if (!replayed) this.rate.count(nowMs);
    this.#step({
      op: 'status',
      status: { reads: status.reads + 1, lastReadAtMs: latest(status.lastReadAtMs, read.receivedAtMs) },
    });
    if (read.kind === 'gun') this.#acceptGun(read);
    else this.#acceptChip(read, replayed);
    this.advance(nowMs);
  }

  #acceptChip(read: Read, replayed: boolean): void {
    const entry = this.#content.roster.find(read.tag);
    if (entry === null) this.#countUnknown(read.tag);
    // Two chips of one person are one runner.
    const runner = entry === null ? read.tag : `bib ${entry.bib}`;
    if (this.#fold.accept(read, runner).kind === 'new-crossing') this.#acceptCrossing(read, entry, replayed);
  }

  #acceptGun(read: Read): void {
    if (read.wallMs === null) return;
    const gunAtMs = wallToInstant(read.wallMs, this.#content.session.timeZone);
    const known = this.#screen.status.gunAtMs;
    if (known === null || gunAtMs < known) this.#step({ op: 'status', status: { gunAtMs } });
  }

  #acceptCrossing(read: Read, entry: RosterEntryView | null, replayed: boolean): void {
    const { clearedAtMs, session: shown, template } = this.#content;
    const fixed = cardOfRead(++this.#lastCard, read, shown.timeZone);
    const card = this.#fill({ tag: read.tag, fixed }, entry);
    const { status } = this.#screen;
    const counts = { crossings: status.crossings + 1, unknown: status.unknown + (card.known ? 0 : 1) };
    this.#step({ op: 'status', status: counts });
    if (replayed && clearedAtMs !== null && read.receivedAtMs <= clearedAtMs) return;
    this.#sources.set(card.id, { tag: read.tag, fixed });
    this.#step({ op: 'card', card });
    if (!replayed && (card.known || template.unknownBibs === 'show')) this.#setAir(enqueue(this.#air, card));
    this.#forgetOldSources();
  }

  #fill({ tag, fixed }: CardSource, entry: RosterEntryView | null): Card {
    const result = entry === null ? null : (this.#content.results.get(entry.bib) ?? null);
    return fillCard(fixed, tag, entry, result);
  }

  #countUnknown(tag: string): void {
    const reads = (this.#unknown.get(tag) ?? 0) + 1;
    this.#unknown.delete(tag);
    this.#unknown.set(tag, reads);
    if (this.#unknown.size <= UNKNOWN_TAGS_KEPT) return;
    const [oldest] = this.#unknown.keys();
    if (oldest !== undefined) this.#unknown.delete(oldest);
  }

  /** Let time pass for the card on air. */
  advance(nowMs: InstantMs): void {
    this.#setAir(advance(this.#air, nowMs, this.#content.template.airing));
  }

  /** When `advance` has something to do, or null. */
  nextChangeAt(): InstantMs | null {
    return nextChangeAt(this.#air, this.#content.template.airing);
  }

  command({ action }: OperatorCommand, nowMs: InstantMs): void {
    if (action === 'hold' || action === 'resume') this.#setAir(hold(this.#air, action === 'hold'));
    if (action === 'next') this.#setAir(takeNext(this.#air, nowMs));
    if (action === 'clear') this.#clear(nowMs);
    this.advance(nowMs);
  }

  /** What the operator put over everything. */
  setProgram(program: Program): void {
    this.#step({ op: 'program', program });
  }

  #clear(nowMs: InstantMs): void {
    this.#content = { ...this.#content, clearedAtMs: nowMs };
    this.#setAir(clearAir(this.#air));
    this.#step({ op: 'clear' });
    this.#sources.clear();
  }

  /** Change name, template, roster, results or streams; cards that are still shown are filled anew. */
  replaceContent(change: Partial<RoomContent>): void {
    this.#content = { ...this.#content, ...change };
    if (change.session !== undefined) this.#step({ op: 'session', session: change.session });
    if (change.template !== undefined) this.#step({ op: 'template', template: change.template });
    if (change.roster !== undefined || change.results !== undefined) this.#refillCards();
    if (change.roster !== undefined) this.#forgetKnownTags();
  }

  /** Take in the earlier reads of a stream that has just been bound, in order of arrival among what is shown. */
  backfill(reads: readonly Read[], nowMs: InstantMs): void {
    const inOrder = reads.filter((read) => this.listensTo(read)).toSorted(byArrival);
    for (const read of inOrder) this.accept(read, true, nowMs);
    const recent = this.#screen.recent.toSorted((a, b) => b.receivedAtMs - a.receivedAtMs || b.id - a.id);
    this.#screen = { ...this.#screen, recent };
  }

  #refillCards(): void {
    const shown = new Map([...this.#screen.recent, ...this.#air.waiting].map((card) => [card.id, card]));
    if (this.#air.onAir !== null) shown.set(this.#air.onAir.card.id, this.#air.onAir.card);
    for (const old of shown.values()) {
      const source = this.#sources.get(old.id);
      if (source === undefined) continue;
      const card = this.#fill(source, this.#content.roster.find(source.tag));
      if (sameCard(card, old)) continue;
      this.#air = updateCard(this.#air, card);
      this.#step({ op: 'card-update', card });
    }
  }

  #forgetKnownTags(): void {
    for (const tag of this.#unknown.keys()) {
      if (this.#content.roster.find(tag) !== null) this.#unknown.delete(tag);
    }
  }

  #setAir(air: AirState): void {
    if (air === this.#air) return;
    const before = this.#air;
    this.#air = air;
    if (air.onAir !== before.onAir) {
      const sinceMs = air.onAir?.sinceMs ?? before.onAir?.sinceMs;
      if (sinceMs !== undefined) this.#step({ op: 'air', card: air.onAir?.card ?? null, sinceMs });
    }
    const { held, waiting } = this.#screen.status;
    if (held !== air.held || waiting !== air.waiting.length) {
      this.#step({ op: 'status', status: { held: air.held, waiting: air.waiting.length } });
    }
  }

  #step(step: ScreenOp): void {
    this.#screen = applyOp(this.#screen, step);
    const last = this.#steps.at(-1);
    if (step.op === 'status' && last?.op === 'status') {
      this.#steps[this.#steps.length - 1] = { op: 'status', status: { ...last.status, ...step.status } };
    } else {
      this.#steps.push(step);
    }
  }

  /** The steps since the last call. Cards that have left every list already are not worth sending. */
  takeSteps(): ScreenOp[] {
    const steps = this.#steps;
    this.#steps = [];
    return dropOvertaken(steps);
  }

  #forgetOldSources(): void {
    if (this.#sources.size < 4 * RECENT_CARDS + 2 * this.#air.waiting.length) return;
    const kept = new Set([...this.#screen.recent, ...this.#air.waiting].map((card) => card.id));
    if (this.#air.onAir !== null) kept.add(this.#air.onAir.card.id);
    for (const id of this.#sources.keys()) if (!kept.has(id)) this.#sources.delete(id);
  }
}

function byArrival(a: Read, b: Read): number {
  return a.receivedAtMs - b.receivedAtMs || a.lineNumber - b.lineNumber;
}

function latest(a: InstantMs | null, b: InstantMs): InstantMs {
  return a === null || b > a ? b : a;
}

function sameCard(a: Card, b: Card): boolean {
  return (Object.keys(a) as (keyof Card)[]).every((key) => a[key] === b[key]);
}

/** Of a burst only the last cards can still be seen; and only the last status counts. */
function dropOvertaken(steps: ScreenOp[]): ScreenOp[] {
  const cards = steps.filter((step) => step.op === 'card').length;
  let spare = cards - RECENT_CARDS;
  const status: Partial<ScreenState['status']> = {};
  const kept = steps.filter((step) => {
    if (step.op === 'status') Object.assign(status, step.status);
    return step.op !== 'status' && !(step.op === 'card' && spare-- > 0);
  });
  if (Object.keys(status).length > 0) kept.push({ op: 'status', status });
  return kept;
}
