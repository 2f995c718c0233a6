import { Air } from '@project88/core/displays/air/air.ts';
import type { BlockMode } from '@project88/core/displays/document/blocks.ts';
import type { TemplateDocument } from '@project88/core/displays/document/template.ts';
import type { Card } from '@project88/core/displays/screen/card.ts';
import {
  blockMode,
  emptyScreen,
  QUEUE_CARDS,
  RECENT_CARDS,
  type ScreenState,
  screenMode,
} from '@project88/core/displays/screen/screen.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { SAMPLE_NOW_MS, sampleCard, sampleScreen } from './samples.ts';
import type { Shown } from './shown.ts';

/** Thirty finishers in five seconds, as at the end of a fast wave; then again after the screen has come to rest. */
const FINISHERS = 30;
const WITHIN_MS = 5_000;
const PAUSE_MS = 3_000;
/** A window that was in the background does not run through everything at once. */
const LONGEST_FRAME_MS = 250;

/** A burst that plays on the canvas with the very queue of the server, on a clock of its own. */
export interface Burst extends Shown {
  /** Times as fast as a real one. */
  setSpeed(speed: number): void;
  /** Begin to play; `onMode` is told when the screen goes to another mode. Returns the function that ends it. */
  play(document: () => TemplateDocument, onMode: (mode: BlockMode) => void): () => void;
}

export function createBurst(): Burst {
  const listeners = new Set<() => void>();
  let speed = 1;
  let nowMs: InstantMs = SAMPLE_NOW_MS;
  let run: Run | null = null;

  function step(byMs: number, document: TemplateDocument): void {
    nowMs = instantMs(Math.round(nowMs + byMs * speed));
    if (run === null || run.isOver(nowMs)) run = startRun(document, nowMs);
    if (!run.advance(nowMs, document)) return;
    for (const listener of listeners) listener();
  }

  return {
    isMoving: true,
    nowMs: () => nowMs,
    screen: (document) => run?.screen(document) ?? emptyScreen(SAMPLE_DISPLAY, document),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    setSpeed(next) {
      speed = next;
    },
    play(document, onMode) {
      let before = performance.now();
      let mode: BlockMode | null = null;
      const frame = (atMs: number): void => {
        step(Math.min(LONGEST_FRAME_MS, Math.max(0, atMs - before)), document());
        before = atMs;
        const next = run && blockMode(screenMode(run.screen(document())));
        if (next !== null && next !== mode) onMode(next);
        mode = next;
        handle = requestAnimationFrame(frame);
      };
      let handle = requestAnimationFrame(frame);
      return () => cancelAnimationFrame(handle);
    },
  };
}

const SAMPLE_DISPLAY: ScreenState['session'] = {
  name: 'Harbour Half Marathon',
  mode: 'results',
  timeZone: 'UTC',
};

interface Run {
  /** Whether anything is other than before. */
  advance(nowMs: InstantMs, document: TemplateDocument): boolean;
  screen(document: TemplateDocument): ScreenState;
  isOver(nowMs: InstantMs): boolean;
}

function startRun(first: TemplateDocument, startMs: InstantMs): Run {
  const air = new Air(first.airing);
  let arrived = 0;
  let recent: Card[] = [];
  let base = sampleScreen(first, 'resting', 'ordinary');
  let restsSinceMs: InstantMs | null = null;

  const dueMs = (index: number): number => startMs + Math.round(((index + 1) * WITHIN_MS) / FINISHERS);

  function arrive(nowMs: InstantMs): void {
    while (arrived < FINISHERS && dueMs(arrived) <= nowMs) {
      const card = { ...sampleCard(FINISHERS - arrived), id: arrived + 1, receivedAtMs: nowMs };
      air.enqueue(card, nowMs);
      recent = [card, ...recent].slice(0, RECENT_CARDS);
      arrived += 1;
    }
  }

  return {
    advance(nowMs, document) {
      const before = base;
      air.setSettings(document.airing, nowMs);
      arrive(nowMs);
      air.advance(nowMs);
      const { onAir, crowd, waiting } = air;
      const isSame =
        before.onAir === onAir &&
        sameSlots(before.crowd, crowd) &&
        before.status.waiting === waiting &&
        before.recent === recent;
      const isResting = arrived === FINISHERS && onAir === null && crowd === null && waiting === 0;
      restsSinceMs = isResting ? (restsSinceMs ?? nowMs) : null;
      if (isSame) return false;
      base = {
        ...before,
        recent,
        onAir,
        crowd,
        queue: air.first(QUEUE_CARDS),
        status: { ...before.status, waiting, crossings: arrived },
      };
      return true;
    },
    screen: (document) => ({ ...base, template: document }),
    isOver: (nowMs) => restsSinceMs !== null && nowMs - restsSinceMs >= PAUSE_MS,
  };
}

function sameSlots(one: ScreenState['crowd'], other: ScreenState['crowd']): boolean {
  return one?.mode === other?.mode && one?.slots === other?.slots;
}
