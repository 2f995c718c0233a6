import type { DisplaySessionId, TenantId } from '@project88/core/ids/ids.ts';
import type { Logger } from 'pino';
import type { Clock } from '../ops/clock.ts';
import type { Hub } from './hub.ts';
import { ANALYTICS_KEPT_MINUTES, ANALYTICS_LOOK_MS, ANALYTICS_WRITE_MS } from './limits.ts';
import { type MinuteStats, RoomStats, type SponsorStats } from './roomStats.ts';

/** What one display session adds to its analytics. */
export interface SessionStats {
  displaySessionId: DisplaySessionId;
  minutes: MinuteStats[];
  sponsors: SponsorStats[];
}

export interface AnalyticsOptions {
  hub: Pick<Hub, 'openRooms'>;
  clock: Clock;
  log: Logger;
  /** Keep the numbers of one partner's display sessions. What throws is tried again with the next ones. */
  write(tenantId: TenantId, stats: readonly SessionStats[]): Promise<void>;
}

/**
 * Looks at all rooms and hands their numbers on once a minute. Screens do not wait for it, and it does not need the
 * database to be there: what could not be written is kept, up to a bound, and written later.
 */
export class Analytics {
  readonly #options: AnalyticsOptions;
  readonly #rooms = new Map<string, { tenantId: TenantId; id: DisplaySessionId; stats: RoomStats }>();
  readonly #unwritten = new Map<TenantId, Map<DisplaySessionId, SessionStats>>();

  constructor(options: AnalyticsOptions) {
    this.#options = options;
  }

  /** Look at every room once. */
  look(): void {
    const nowMs = this.#options.clock();
    const seen = new Set<string>();
    for (const { tenantId, id, channel } of this.#options.hub.openRooms()) {
      const at = `${tenantId} ${id}`;
      seen.add(at);
      const room = this.#rooms.get(at) ?? { tenantId, id, stats: new RoomStats() };
      this.#rooms.set(at, room);
      const latency = channel.latency.view(nowMs);
      room.stats.look({ screen: channel.room.screen, screens: channel.screens.size, latency }, nowMs);
    }
    for (const [at, room] of this.#rooms) {
      if (seen.has(at)) continue;
      this.#collect(room);
      this.#rooms.delete(at);
    }
  }

  /** Hand on what is complete. Never throws. */
  async write(): Promise<void> {
    for (const room of this.#rooms.values()) this.#collect(room);
    for (const [tenantId, byDisplay] of [...this.#unwritten]) {
      this.#unwritten.delete(tenantId);
      try {
        await this.#options.write(tenantId, [...byDisplay.values()]);
      } catch (error) {
        this.#options.log.warn({ err: error }, 'analytics could not be written; they are kept');
        for (const stats of byDisplay.values()) this.#keep(tenantId, stats, 'before');
      }
    }
  }

  #collect({ tenantId, id, stats }: { tenantId: TenantId; id: DisplaySessionId; stats: RoomStats }): void {
    const { minutes, sponsors } = stats.take();
    if (minutes.length + sponsors.length === 0) return;
    this.#keep(tenantId, { displaySessionId: id, minutes, sponsors }, 'behind');
  }

  /** Put numbers before or behind those that wait; of too many minutes the oldest go. */
  #keep(tenantId: TenantId, stats: SessionStats, where: 'before' | 'behind'): void {
    const byDisplay = this.#unwritten.get(tenantId) ?? new Map<DisplaySessionId, SessionStats>();
    this.#unwritten.set(tenantId, byDisplay);
    const there = byDisplay.get(stats.displaySessionId);
    const [first, second] = where === 'before' ? [stats, there] : [there, stats];
    byDisplay.set(stats.displaySessionId, {
      displaySessionId: stats.displaySessionId,
      minutes: [...(first?.minutes ?? []), ...(second?.minutes ?? [])].slice(-ANALYTICS_KEPT_MINUTES),
      sponsors: sumOf([...(first?.sponsors ?? []), ...(second?.sponsors ?? [])]),
    });
  }
}

/** One entry for each name. */
function sumOf(sponsors: readonly SponsorStats[]): SponsorStats[] {
  const byName = new Map<string, SponsorStats>();
  for (const { name, plays, shownMs } of sponsors) {
    const sum = byName.get(name) ?? { name, plays: 0, shownMs: 0 };
    byName.set(name, { name, plays: sum.plays + plays, shownMs: sum.shownMs + shownMs });
  }
  return [...byName.values()];
}

/** Look and write in their turns. Answers the function that ends it with a last writing. */
export function startAnalytics(options: AnalyticsOptions): () => Promise<void> {
  const analytics = new Analytics(options);
  const looking = setInterval(() => analytics.look(), ANALYTICS_LOOK_MS);
  const writing = setInterval(() => void analytics.write(), ANALYTICS_WRITE_MS);
  return async () => {
    clearInterval(looking);
    clearInterval(writing);
    await analytics.write();
  };
}
