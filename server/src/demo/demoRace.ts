import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DisplayLinkReply } from '@project88/core/contract/displayLinks.ts';
import type { DisplaySessionView, ResultEntryView } from '@project88/core/contract/displaySessions.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { type WallMs, wallMs } from '@project88/core/time/units.ts';
import { instantToWall } from '@project88/core/time/zone.ts';
import type { Logger } from 'pino';
import { type SimulatedRace, simulateRace } from '../../../test/simulator/raceModel.ts';
import { runRace } from '../../../test/simulator/runRace.ts';
import type { Clock } from '../ops/clock.ts';
import { ApiClient, isRefusal, isTemporary } from './apiClient.ts';

/** One partner's race of the demo. */
export interface DemoRaceOptions {
  baseUrl: string;
  timingPort: number;
  user: { email: string; password: string };
  timingKey: { user: string; secret: string };
  seed: number;
  eventName: string;
  templateId: TemplateId;
  timeZone: string;
  clock: Clock;
  log: Logger;
}

const RUNNERS = 700;
/** The race is joined when the first tenth has finished, so that something happens at once. */
const MINUTES_SINCE_GUN = 50;
/** Results reach the display session so often, as a scoring program would send them. */
const RESULTS_EVERY_MS = 500;
const LOOK_EVERY_MS = 200;
/** Wait before the next race when one broke off, for example because the database was away. */
const NEXT_AFTER_FAILURE_MS = 5_000;

/** The first display session of the demo for one partner, made through the product's own interface. */
export interface PreparedRace {
  api: ApiClient;
  displaySessionId: string;
  displayUrl: string;
}

/** Sign in, and find or make the display session and a link to it. */
export async function prepareRace(options: DemoRaceOptions): Promise<PreparedRace> {
  const api = new ApiClient(options.baseUrl);
  await api.login(options.user.email, options.user.password);
  const { items } = await api.call<{ items: DisplaySessionView[] }>('GET', '/api/sessions');
  const found = items.find((each) => each.name === options.eventName);
  const { eventName: name, templateId } = options;
  const displaySession =
    found ??
    (await api.call<DisplaySessionView>('POST', '/api/sessions/create', {
      name,
      mode: 'results',
      templateId,
    }));
  const link = await api.call<DisplayLinkReply>('POST', '/api/display/generate-url', {
    sessionId: displaySession.id,
  });
  return { api, displaySessionId: displaySession.id, displayUrl: link.url };
}

/** Let one race after the other run through the timing port. Answers the function that ends it. */
export function playRaces(options: DemoRaceOptions, prepared: PreparedRace): () => Promise<void> {
  const abort = new AbortController();
  const playing = playOneAfterTheOther(options, prepared, abort.signal);
  return async () => {
    abort.abort();
    await playing;
  };
}

async function playOneAfterTheOther(
  options: DemoRaceOptions,
  prepared: PreparedRace,
  signal: AbortSignal,
): Promise<void> {
  for (let seed = options.seed; !signal.aborted; seed += 1_000) {
    try {
      await playRace({ ...options, seed }, prepared, signal);
    } catch (error) {
      if (signal.aborted) return;
      if (!isTemporary(error)) {
        options.log.error({ err: error }, 'the races of the demo ended');
        return;
      }
      options.log.warn({ err: error }, 'a race of the demo broke off; the next one begins soon');
      await pause(NEXT_AFTER_FAILURE_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function playRace(
  options: DemoRaceOptions,
  prepared: PreparedRace,
  signal: AbortSignal,
): Promise<void> {
  const { eventName, seed, timingPort, timingKey, timeZone, clock } = options;
  const now = instantToWall(clock(), timeZone);
  const startWallMs = wallMs(now - MINUTES_SINCE_GUN * 60_000);
  const race = simulateRace({ seed, runners: RUNNERS, startWallMs, eventName });
  const path = `/api/sessions/${prepared.displaySessionId}`;
  await forgetEarlierRace(prepared);
  await prepared.api.call('PUT', `${path}/roster`, { entries: race.entries });
  const due = finishesInOrder(race);
  await prepared.api.call('PUT', `${path}/results`, { entries: takeUntil(due, now) });
  const connectionId = randomBytes(20).toString('hex').toUpperCase();
  const running = runRace({
    race,
    host: '127.0.0.1',
    port: timingPort,
    speed: 1,
    fromWallMs: now,
    layout: 'one-client',
    client: { connectionId, user: timingKey.user, password: timingKey.secret },
  });
  try {
    await bindWhenSeen(prepared, connectionId, signal);
    await sendResults(prepared, due, options, signal);
  } finally {
    await running.stop();
  }
}

/** Results with the time of their finish, the first first. */
type Finish = { atMs: WallMs; result: ResultEntryView };

function finishesInOrder(race: SimulatedRace): Finish[] {
  const bibOfChip = new Map(
    race.entries.flatMap(({ bib, chips }) => chips.map((chip) => [chip, bib] as const)),
  );
  const results = new Map(race.results.map((result) => [result.bib, result]));
  const finishes = new Map<string, Finish>();
  for (const { tag, sentAtMs } of race.locations.at(-1)?.rows ?? []) {
    const bib = bibOfChip.get(tag) ?? '';
    const result = results.get(bib);
    if (result !== undefined && !finishes.has(bib)) finishes.set(bib, { atMs: sentAtMs, result });
  }
  return [...finishes.values()].toSorted((a, b) => a.atMs - b.atMs);
}

/** Remove and return the results of those who have finished by `nowMs`. */
function takeUntil(due: Finish[], nowMs: WallMs): ResultEntryView[] {
  const count = due.findIndex(({ atMs }) => atMs > nowMs);
  return due.splice(0, count === -1 ? due.length : count).map(({ result }) => result);
}

/** Only the finish mat goes on the screen: a start mat would announce everybody at once. */
async function bindWhenSeen(
  prepared: PreparedRace,
  connectionId: string,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const { items } = await prepared.api.call<{ items: TimingSessionView[] }>(
      'GET',
      '/api/chronotrack/sessions',
    );
    const seen = items.find((each) => each.connectionId === connectionId);
    if (seen?.locations.some(({ name }) => name === 'FINISH')) {
      await prepared.api.call('POST', `/api/chronotrack/sessions/${seen.id}/select`, {
        displaySessionId: prepared.displaySessionId,
        locations: ['FINISH'],
      });
      return;
    }
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}

async function forgetEarlierRace({ api, displaySessionId }: PreparedRace): Promise<void> {
  const path = `/api/sessions/${displaySessionId}`;
  const { streams } = await api.call<DisplaySessionView>('GET', path);
  for (const { timingSessionId } of streams) await api.call('DELETE', `${path}/streams/${timingSessionId}`);
  await api.call('POST', `${path}/command`, { action: 'clear' });
}

/** Send each result when it is due. What was not taken is sent again with the next ones. */
async function sendResults(
  { api, displaySessionId }: PreparedRace,
  due: Finish[],
  { clock, timeZone, log }: DemoRaceOptions,
  signal: AbortSignal,
): Promise<void> {
  let entries: ResultEntryView[] = [];
  while (due.length + entries.length > 0) {
    await pause(RESULTS_EVERY_MS, undefined, { signal });
    entries.push(...takeUntil(due, instantToWall(clock(), timeZone)));
    if (entries.length === 0) continue;
    try {
      await api.call('PUT', `/api/sessions/${displaySessionId}/results?merge=true`, { entries });
      entries = [];
    } catch (error) {
      if (isRefusal(error)) throw error;
      log.warn({ err: error }, 'results of the demo were not taken; trying again');
    }
  }
}
