import { Air } from '@project88/core/displays/air/air.ts';
import type { AiringSettings } from '@project88/core/displays/document/template.ts';
import type { CardId } from '@project88/core/displays/screen/card.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { SAMPLE_NOW_MS, sampleCard } from '../../shown/samples.ts';

/** Finishers come evenly for so long; what happens in the first part is the way in. Milliseconds. */
const RUN_MS = 120_000;
const SETTLED_MS = 30_000;
const STEP_MS = 100;

/** What a screen does while finishers keep coming at one rate. */
export interface AiringOutcome {
  /** How most of them are shown. */
  mode: 'one' | 'grid' | 'list';
  /** Time on air of the one in the middle. Milliseconds. */
  shownMs: number;
  /** Longest wait until somebody was on air, milliseconds, and most who waited at once. */
  waitMs: number;
  waiting: number;
}

/** Play it with the very queue of the server, on a clock of its own. */
export function airingOutcome(settings: AiringSettings, perMinute: number): AiringOutcome {
  const air = new Air(settings);
  const cameMs: number[] = [];
  const firstMs = new Map<CardId, number>();
  const lastMs = new Map<CardId, number>();
  const modes = { one: 0, grid: 0, list: 0 };
  let waiting = 0;
  for (let atMs = 0; atMs < RUN_MS; atMs += STEP_MS) {
    const nowMs = instantMs(SAMPLE_NOW_MS + atMs);
    while (cameMs.length * 60_000 <= atMs * perMinute) {
      air.enqueue({ ...sampleCard(0), id: cameMs.length + 1 }, nowMs);
      cameMs.push(atMs);
    }
    air.advance(nowMs);
    for (const { card } of air.shown) {
      if (!firstMs.has(card.id)) firstMs.set(card.id, atMs);
      lastMs.set(card.id, atMs + STEP_MS);
    }
    waiting = Math.max(waiting, air.waiting);
    if (atMs < SETTLED_MS) continue;
    if (air.crowd !== null) modes[air.crowd.mode === 'grid' ? 'grid' : 'list'] += 1;
    else if (air.onAir !== null) modes.one += 1;
  }
  const times = [...firstMs].map(([id, from]) => (lastMs.get(id) ?? from) - from).sort((a, b) => a - b);
  const waits = [...firstMs].map(([id, from]) => from - (cameMs[id - 1] ?? from));
  const most = Math.max(modes.one, modes.grid, modes.list);
  return {
    mode: modes.one === most ? 'one' : modes.grid === most ? 'grid' : 'list',
    shownMs: times[Math.floor(times.length / 2)] ?? 0,
    waitMs: Math.max(0, ...waits),
    waiting,
  };
}
