import type { LatencyView } from '@project88/core/contract/live.ts';
import type { SponsorBlock } from '@project88/core/displays/document/blocks.ts';
import { isShown } from '@project88/core/displays/screen/arrange.ts';
import {
  hidesAir,
  type OnAir,
  type ScreenState,
  screenMode,
} from '@project88/core/displays/screen/screen.ts';
import { sponsorAt } from '@project88/core/displays/screen/sponsors.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';

const MINUTE_MS = 60_000;

/** One minute of a display session. */
export interface MinuteStats {
  minuteMs: InstantMs;
  reads: number;
  /** Cards that left the air, and how long they had been there, together, in ms. */
  namesShown: number;
  dwellMs: number;
  backlogMost: number;
  screens: number;
  latencyP50Ms: number | null;
  latencyP99Ms: number | null;
}

/** How often a sponsor's picture came, and how long it was seen, since the last `take`. */
export interface SponsorStats {
  name: string;
  plays: number;
  shownMs: number;
}

/** What is looked at in a room. */
export interface RoomSample {
  screen: ScreenState;
  screens: number;
  latency: LatencyView | null;
}

/** Somebody on air, and for how long nobody could see them because something lay over everything. */
interface Stay {
  sinceMs: InstantMs;
  hiddenMs: number;
}

/**
 * The numbers of one room, made by looking at it every half second: a card stays on air three times as long, so none is
 * missed, and the way from read to screen pays nothing for it.
 */
export class RoomStats {
  #minute: MinuteStats | null = null;
  #done: MinuteStats[] = [];
  #reads: number | null = null;
  #onAir = new Map<number, Stay>();
  #turns = new Map<string, InstantMs>();
  #sponsors = new Map<string, SponsorStats>();
  #lastMs: InstantMs | null = null;

  look({ screen, screens, latency }: RoomSample, nowMs: InstantMs): void {
    const minute = this.#minuteAt(nowMs);
    minute.reads += Math.max(0, screen.status.reads - (this.#reads ?? screen.status.reads));
    this.#reads = screen.status.reads;
    minute.backlogMost = Math.max(minute.backlogMost, screen.status.waiting);
    minute.screens = Math.max(minute.screens, screens);
    if (latency !== null) {
      minute.latencyP50Ms = Math.round(latency.p50Ms);
      minute.latencyP99Ms = Math.round(latency.p99Ms);
    }
    this.#lookAtAir(screen, minute, nowMs);
    if (screens > 0) this.#lookAtSponsors(screen, nowMs);
    else this.#turns.clear();
    this.#lastMs = nowMs;
  }

  #minuteAt(nowMs: InstantMs): MinuteStats {
    const minuteMs = instantMs(nowMs - (nowMs % MINUTE_MS));
    if (this.#minute?.minuteMs === minuteMs) return this.#minute;
    if (this.#minute !== null && isWorthKeeping(this.#minute)) this.#done.push(this.#minute);
    this.#minute = {
      minuteMs,
      reads: 0,
      namesShown: 0,
      dwellMs: 0,
      backlogMost: 0,
      screens: 0,
      latencyP50Ms: null,
      latencyP99Ms: null,
    };
    return this.#minute;
  }

  #lookAtAir({ onAir, crowd, program }: ScreenState, minute: MinuteStats, nowMs: InstantMs): void {
    const now = [onAir, ...(crowd?.slots ?? [])].filter((each): each is OnAir => each !== null);
    const passedMs = this.#lastMs !== null && hidesAir(program) ? nowMs - this.#lastMs : 0;
    const present = new Map(
      now.map(({ card, sinceMs }) => {
        const before = this.#onAir.get(card.id);
        // What was hidden counts no more once the room itself has left it out.
        const hiddenMs = before?.sinceMs === sinceMs ? before.hiddenMs + passedMs : 0;
        return [card.id, { sinceMs, hiddenMs }];
      }),
    );
    for (const [id, { sinceMs, hiddenMs }] of this.#onAir) {
      if (present.has(id)) continue;
      minute.namesShown += 1;
      minute.dwellMs += Math.max(0, nowMs - sinceMs - hiddenMs);
    }
    this.#onAir = present;
  }

  /** A block that shows its second picture has played twice, whether or not the first was the same one. */
  #lookAtSponsors(screen: ScreenState, nowMs: InstantMs): void {
    const mode = screenMode(screen);
    const card = screen.onAir?.card ?? null;
    const turns = new Map<string, InstantMs>();
    for (const block of sponsorBlocks(screen)) {
      const turn = isShown(block, mode, card) ? sponsorAt(block, nowMs) : null;
      const item = turn === null ? undefined : block.items[turn.index];
      if (turn === null || item === undefined) continue;
      turns.set(block.id, turn.sinceMs);
      const before = this.#turns.get(block.id);
      const stats = this.#sponsors.get(item.name) ?? { name: item.name, plays: 0, shownMs: 0 };
      if (before !== turn.sinceMs) stats.plays += 1;
      if (before !== undefined && this.#lastMs !== null) stats.shownMs += nowMs - this.#lastMs;
      this.#sponsors.set(item.name, stats);
    }
    this.#turns = turns;
  }

  /** What is complete since the last call: minutes that are over, and what sponsors got. */
  take(): { minutes: MinuteStats[]; sponsors: SponsorStats[] } {
    const taken = { minutes: this.#done, sponsors: [...this.#sponsors.values()] };
    this.#done = [];
    this.#sponsors = new Map();
    return taken;
  }
}

/** Of the first layout: the others show the same sponsors in another arrangement. */
function sponsorBlocks({ template }: ScreenState): SponsorBlock[] {
  const blocks = template.layouts[0]?.blocks ?? [];
  return blocks.filter((block): block is SponsorBlock => block.kind === 'sponsor');
}

/** Nobody looked and nothing came: the row would only say that the display session exists. */
function isWorthKeeping({ reads, screens, namesShown }: MinuteStats): boolean {
  return reads > 0 || screens > 0 || namesShown > 0;
}
