import type { PlaylistBody } from '@project88/core/contract/program.ts';
import { DAY_MS, midnightOf } from '@project88/core/time/calendar.ts';
import { type InstantMs, instantMs, wallMs } from '@project88/core/time/units.ts';
import { instantToWall, wallToInstant } from '@project88/core/time/zone.ts';

type Item = PlaylistBody['items'][number];

/** Where a playlist stands: which item shows, and when that changes (null: never). */
export interface Place {
  index: number;
  nextAtMs: InstantMs | null;
}

/** Items that turn together, from `start` up to `end`, from that time of day on; null: until the first of the day. */
interface Part {
  start: number;
  end: number;
  fromMs: number | null;
}

/**
 * Where a playlist that runs since `sinceMs` stands at `nowMs`. It follows from the clock alone, so it is the same after
 * a restart. Parts that begin at a time of day begin every day, by the clocks of `zone`; before the first of the day the
 * items without a time show, or, when there are none, the last part of the day before.
 */
export function placeAt(items: readonly Item[], sinceMs: InstantMs, nowMs: InstantMs, zone: string): Place {
  const parts = partsOf(items);
  // Items without a time begin at midnight, when others have one.
  const starts = parts.map(({ fromMs }) => fromMs ?? 0);
  const { part, startedAtMs } = partAt(parts, nowMs, zone);
  const turn = turnOf(items, part, Math.max(sinceMs, startedAtMs), nowMs);
  const nextPartMs = parts.length === 1 ? null : nextStart(starts, nowMs, zone);
  const next = [turn.nextAtMs, nextPartMs].filter((each) => each !== null);
  return { index: turn.index, nextAtMs: next.length === 0 ? null : instantMs(Math.min(...next)) };
}

function partsOf(items: readonly Item[]): Part[] {
  const parts: Part[] = [];
  items.forEach((item, index) => {
    const last = parts.at(-1);
    if (last === undefined || item.from !== undefined) {
      parts.push({
        start: index,
        end: index + 1,
        fromMs: item.from === undefined ? null : msOfDay(item.from),
      });
    } else {
      last.end = index + 1;
    }
  });
  return parts;
}

function msOfDay(from: string): number {
  const [hours = 0, minutes = 0] = from.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

/** The part that shows, and since when at the earliest. */
function partAt(parts: readonly Part[], nowMs: InstantMs, zone: string): { part: Part; startedAtMs: number } {
  const dayMs = midnightOf(instantToWall(nowMs, zone));
  const begun = (each: Part, startOfDayMs: number): number | null =>
    each.fromMs === null ? null : wallToInstant(wallMs(startOfDayMs + each.fromMs), zone);
  const latest = (startOfDayMs: number) =>
    parts
      .map((part) => ({ part, startedAtMs: begun(part, startOfDayMs) }))
      .filter((each): each is { part: Part; startedAtMs: InstantMs } => each.startedAtMs !== null)
      .filter((each) => each.startedAtMs <= nowMs)
      // Of two with the same time the later in the list counts.
      .reduce<{ part: Part; startedAtMs: number } | null>(
        (best, each) => (best === null || each.startedAtMs >= best.startedAtMs ? each : best),
        null,
      );
  const today = latest(dayMs);
  if (today !== null) return today;
  const [first] = parts;
  if (first === undefined) throw new Error('a playlist without items');
  if (first.fromMs !== null) return latest(dayMs - DAY_MS) ?? { part: first, startedAtMs: 0 };
  // One part alone turns on over midnight.
  return { part: first, startedAtMs: parts.length === 1 ? 0 : wallToInstant(wallMs(dayMs), zone) };
}

/** Which of the part's items shows, when they turn since `sinceMs`. */
function turnOf(items: readonly Item[], { start, end }: Part, sinceMs: number, nowMs: number) {
  const dwells = items.slice(start, end).map(({ dwellMs }) => dwellMs);
  if (dwells.length <= 1) return { index: start, nextAtMs: null };
  const roundMs = dwells.reduce((sum, each) => sum + each, 0);
  let restMs = Math.max(0, nowMs - sinceMs) % roundMs;
  let index = 0;
  for (const dwellMs of dwells) {
    if (restMs < dwellMs)
      return { index: start + index, nextAtMs: Math.max(nowMs, sinceMs) - restMs + dwellMs };
    restMs -= dwellMs;
    index += 1;
  }
  throw new Error('the rest of a round is shorter than the round');
}

/** The next time that a part begins: today or tomorrow. */
function nextStart(starts: readonly number[], nowMs: InstantMs, zone: string): number {
  const dayMs = midnightOf(instantToWall(nowMs, zone));
  const all = [0, 1].flatMap((day) =>
    starts.map((fromMs) => wallToInstant(wallMs(dayMs + day * DAY_MS + fromMs), zone)),
  );
  return Math.min(...all.filter((each) => each > nowMs));
}
