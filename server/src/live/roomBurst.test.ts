import {
  applyOps,
  hidesAir,
  NO_PROGRAM,
  QUEUE_CARDS,
  type ScreenState,
} from '@project88/core/displays/screen/screen.ts';
import { finishHero } from '@project88/core/displays/templates/finishHero.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { describe, expect, it } from 'vitest';
import { entryOf, RACE_DAY_MS, readOf, TIMING_SESSION } from '../../../test/support/fixtures.ts';
import { Room } from './room.ts';
import { RosterIndex } from './rosterIndex.ts';

/** The burst contract as screens see it: what they show is compared with who came, not with what the room says. */

const MIN_DWELL_MS = 1_500;
const bibs = Array.from({ length: 200 }, (_, index) => String(index + 1));

/** A screen that hears from the room every so many milliseconds, and writes down whom it shows. */
class Screen {
  state: ScreenState;
  /** Bibs in the order in which they came on. */
  readonly order: string[] = [];
  readonly seenMs = new Map<string, number>();
  readonly everyMs: number;
  #lookedAtMs: number;

  constructor(state: ScreenState, everyMs: number, nowMs: number) {
    this.state = structuredClone(state);
    this.everyMs = everyMs;
    this.#lookedAtMs = nowMs;
    this.#note();
  }

  get shown(): string[] {
    const { onAir, crowd, program } = this.state;
    if (hidesAir(program)) return [];
    return [onAir, ...(crowd?.slots ?? [])].flatMap((slot) => slot?.card.bib ?? []);
  }

  hear(steps: Parameters<typeof applyOps>[1], nowMs: number): void {
    for (const bib of this.shown)
      this.seenMs.set(bib, (this.seenMs.get(bib) ?? 0) + nowMs - this.#lookedAtMs);
    this.#lookedAtMs = nowMs;
    this.state = applyOps(this.state, structuredClone(steps));
    this.#note();
  }

  /** Those who come on together do so in the order of their bibs, wherever their places are. */
  #note(): void {
    const fresh = this.shown.filter((bib) => !this.order.includes(bib));
    this.order.push(...fresh.toSorted((a, b) => Number(a) - Number(b)));
  }
}

/** A room under a simulated clock with one screen that hears from it every so many milliseconds. */
class Venue {
  readonly room = new Room({
    session: { name: 'Harbour 10k', mode: 'results', timeZone: 'Europe/Athens' },
    template: finishHero,
    roster: new RosterIndex(bibs.map((bib) => entryOf(bib, { lastName: `Runner ${bib}` }))),
    results: new Map(),
    notes: new Map(),
    streams: [{ timingSessionId: TIMING_SESSION, locations: null }],
    held: false,
    clearedAtMs: null,
  });
  readonly came: string[] = [];
  readonly screen: Screen;
  /** A screen that was switched on later. */
  late: Screen | null = null;
  nowMs = 0;

  constructor(everyMs: number) {
    this.screen = new Screen(this.room.screen, everyMs, 0);
  }

  get now() {
    return instantMs(RACE_DAY_MS + this.nowMs);
  }

  come(bib: string): void {
    this.came.push(bib);
    const read = readOf(bib, this.came.length, 0, { receivedAtMs: this.now });
    this.room.accept(read, false, this.now);
  }

  /** Let time pass in steps of the screen's, through all that is due. */
  runTo(ms: number): void {
    while (this.nowMs < ms) {
      const due = this.room.nextChangeAt();
      const dueMs = due === null ? ms : Math.max(this.nowMs, due - RACE_DAY_MS);
      const beatMs = (Math.floor(this.nowMs / this.screen.everyMs) + 1) * this.screen.everyMs;
      this.nowMs = Math.min(ms, dueMs, beatMs);
      if (due !== null && dueMs <= this.nowMs) this.room.advance(this.now);
      if (this.nowMs % this.screen.everyMs === 0) this.send();
    }
  }

  send(): void {
    const steps = this.room.takeSteps();
    for (const screen of [this.screen, this.late]) {
      screen?.hear(steps, this.nowMs);
      if (screen !== null) this.#check(screen);
    }
  }

  join(): void {
    this.send();
    this.late = new Screen(this.room.screen, this.screen.everyMs, this.nowMs);
  }

  /** Whoever came and was not on air yet waits, is counted, and stands in the queue in the order of arrival. */
  #check({ state }: Screen): void {
    const { order } = this.screen;
    const waits = this.came.slice(order.length);
    expect(order).toEqual(this.came.slice(0, order.length));
    expect(state.status.waiting).toBe(waits.length);
    expect(state.queue.map(({ bib }) => bib)).toEqual(waits.slice(0, QUEUE_CARDS));
    expect(state.status.crossings).toBe(this.came.length);
  }

  runOut(): void {
    while (this.room.nextChangeAt() !== null) this.runTo(this.nowMs + 1_000);
    this.send();
  }
}

/** Runners who come one after the other, so many within so many milliseconds. */
function burst(venue: Venue, count: number, overMs: number): void {
  for (let index = 1; index <= count; index++) {
    venue.runTo(Math.round((index * overMs) / count));
    venue.come(bibs[index - 1] ?? '');
    if (index === Math.round(count / 2)) venue.join();
  }
}

const shortest = (screen: Screen) => Math.min(...screen.seenMs.values());

describe.each([
  { count: 30, overMs: 5_000, everyMs: 1 },
  { count: 30, overMs: 5_000, everyMs: 16 },
  { count: 30, overMs: 5_000, everyMs: 100 },
  { count: 200, overMs: 60_000, everyMs: 16 },
])('$count in $overMs ms, told every $everyMs ms', ({ count, overMs, everyMs }) => {
  it('each name is seen for its time or stands in the backlog, in the same order on all screens', () => {
    const venue = new Venue(everyMs);
    burst(venue, count, overMs);
    venue.runOut();
    expect(venue.screen.order).toEqual(bibs.slice(0, count));
    expect(venue.late?.order).toEqual(bibs.slice(count - (venue.late?.order.length ?? 0), count));
    expect(venue.late?.order.length).toBeGreaterThanOrEqual(count / 2);
    // What is told at beats can be seen one beat shorter.
    expect(shortest(venue.screen)).toBeGreaterThanOrEqual(MIN_DWELL_MS - everyMs);
    expect(venue.screen.shown).toEqual([]);
    expect(venue.screen.state.status).toMatchObject({ waiting: 0, crossings: count });
  });
});

describe('something over everything during a burst', () => {
  it.each([
    { over: 'black', program: { ...NO_PROGRAM, blackout: true } },
    { over: 'put to rest', program: { ...NO_PROGRAM, resting: true } },
    {
      over: 'a message',
      program: { ...NO_PROGRAM, message: { text: 'Awards at noon', sinceMs: instantMs(0) } },
    },
  ])('$over: nobody passes behind it, and all are seen for their time after it', ({ program }) => {
    const venue = new Venue(16);
    burst(venue, 10, 3_000);
    venue.send();
    venue.room.setProgram(program, venue.now);
    venue.send();
    for (let index = 10; index < 40; index++) {
      venue.runTo(venue.nowMs + 2_000);
      expect(venue.screen.shown).toEqual([]);
      venue.come(bibs[index] ?? '');
    }
    expect(venue.room.screen.status.waiting).toBe(40 - venue.screen.order.length);
    venue.room.setProgram(NO_PROGRAM, venue.now);
    venue.send();
    venue.runOut();
    expect(venue.screen.order).toEqual(bibs.slice(0, 40));
    expect(shortest(venue.screen)).toBeGreaterThanOrEqual(MIN_DWELL_MS - 16);
  });
});
