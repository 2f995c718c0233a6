import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import { Approach } from '@project88/core/displays/boards/approaching.ts';
import { boardQueries, leaderboard } from '@project88/core/displays/boards/leaderboard.ts';
import { OVERDUE_MS } from '@project88/core/displays/boards/limits.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import type { Approaching } from '@project88/core/displays/screen/screen.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { type CardOfRead, cardOfRow, fillCard, sameCard, sameCards } from './cards.ts';
import { APPROACHING_EVERY_MS } from './limits.ts';
import type { RoomContent } from './roomContent.ts';
import type { RoomSteps } from './roomSteps.ts';

/**
 * The lists of a room that are worked out from everything and not from single cards: leaderboards, and who is about to
 * arrive. They are renewed when somebody looks at them, not for each read: leaderboards when steps are taken, arrivals
 * every few seconds.
 */
export class RoomLists {
  readonly #steps: RoomSteps;
  readonly #approach = new Approach();
  /** Rows are told apart by numbers below zero, which a runner keeps. */
  readonly #rowIds = new Map<string, number>();
  #boardsAreOld = true;
  #arrivalsAreOld = false;
  #lookedAtMs: InstantMs | null = null;
  #overdueAtMs: InstantMs | null = null;

  constructor(steps: RoomSteps) {
    this.#steps = steps;
  }

  /** Roster, results, notes or template have changed. */
  contentChanged(): void {
    this.#boardsAreOld = true;
    this.#arrivalsAreOld = true;
  }

  /** Somebody crossed a mat; `atMs` is null when the day is not known. */
  crossed(read: Read, entry: RosterEntryView | null, atMs: InstantMs | null): void {
    this.#approach.see(entry?.bib ?? read.tag, read.location, atMs ?? read.receivedAtMs);
    this.#arrivalsAreOld = true;
  }

  /** When `renewArrivals` has something to do, or null. */
  nextChangeAt(): InstantMs | null {
    if (!this.#arrivalsAreOld) return this.#overdueAtMs;
    return instantMs(this.#lookedAtMs === null ? 0 : this.#lookedAtMs + APPROACHING_EVERY_MS);
  }

  renewArrivals(content: RoomContent, nowMs: InstantMs): void {
    const due = this.nextChangeAt();
    if (due === null || due > nowMs) return;
    this.#arrivalsAreOld = false;
    this.#lookedAtMs = nowMs;
    const expected = this.#approach.rows(nowMs, (runner) => isOut(content, runner));
    const [first] = expected;
    const etaAtMs = first?.etaAtMs ?? null;
    this.#overdueAtMs = etaAtMs === null ? null : instantMs(etaAtMs + OVERDUE_MS);
    const rows = expected.map(({ runner, location, seenAtMs, etaAtMs }) => ({
      card: this.#row(content, runner, cardOfRow(this.#rowId(runner), location, seenAtMs)),
      etaAtMs,
    }));
    if (!sameArrivals(rows, this.#steps.screen.approaching)) this.#steps.add({ op: 'approaching', rows });
  }

  renewBoards(content: RoomContent): void {
    if (!this.#boardsAreOld) return;
    this.#boardsAreOld = false;
    const queries = boardQueries(content.template);
    const { boards } = this.#steps.screen;
    for (const key of Object.keys(boards)) {
      if (!queries.has(key)) this.#steps.add({ op: 'board', key, rows: null });
    }
    if (queries.size === 0) return;
    const ranked = [...content.results.values()].flatMap((result) => {
      const entry = content.roster.withBib(result.bib);
      return entry === null ? [] : [{ ...entry, result }];
    });
    for (const [key, query] of queries) {
      const rows = leaderboard(ranked, query).map(({ bib }) =>
        this.#row(content, bib, cardOfRow(this.#rowId(bib), '', null)),
      );
      const before = boards[key];
      if (before === undefined || !sameCards(rows, before)) this.#steps.add({ op: 'board', key, rows });
    }
  }

  #rowId(runner: string): number {
    const id = this.#rowIds.get(runner) ?? -(this.#rowIds.size + 1);
    this.#rowIds.set(runner, id);
    return id;
  }

  #row({ roster, results, notes }: RoomContent, runner: string, fixed: CardOfRead): Card {
    const entry = roster.withBib(runner) ?? roster.find(runner);
    const bib = entry?.bib ?? runner;
    const known = entry === null ? null : (results.get(bib) ?? null);
    return fillCard(fixed, runner, entry, known, entry === null ? null : (notes.get(bib) ?? null));
  }
}

/** Known to have finished, or to be out of the race. */
function isOut({ results }: RoomContent, runner: string): boolean {
  const status = results.get(runner)?.status ?? null;
  return status !== null && status !== 'on-course' && status !== 'not-started';
}

function sameArrivals(one: readonly Approaching[], other: readonly Approaching[]): boolean {
  if (one.length !== other.length) return false;
  return one.every(({ card, etaAtMs }, index) => {
    const each = other[index];
    return each !== undefined && each.etaAtMs === etaAtMs && sameCard(each.card, card);
  });
}
