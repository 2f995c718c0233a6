import { setTimeout as sleep } from 'node:timers/promises';
import type { WallMs } from '@project88/core/time/units.ts';
import { Ctp01Client, type Ctp01ClientOptions } from './ctp01Client.ts';
import type { TimedRow } from './matRows.ts';
import type { SimulatedRace } from './raceModel.ts';

/** Passes time. Tests bring one that does not really wait. */
export interface Pace {
  nowMs(): number;
  /** Rejects when the signal is aborted. */
  wait(durationMs: number, signal: AbortSignal): Promise<void>;
}

export interface RunRaceOptions {
  race: SimulatedRace;
  host: string;
  port: number;
  /** Race seconds per second; `Infinity` sends everything at once. */
  speed: number;
  /** Where on the race's clock to begin. What lies before is there at once. By default at the first row. */
  fromWallMs?: WallMs;
  /** One connection per location, as real installations have it, or one for all. */
  layout: 'client-per-location' | 'one-client';
  client?: Partial<Ctp01ClientOptions>;
  pace?: Pace;
}

export interface RunningRace {
  clients: readonly Ctp01Client[];
  /** Resolves when the last row was given to its client, or after `stop`. */
  done: Promise<void>;
  /** End the race and close the connections. */
  stop(): Promise<void>;
}

const REAL_PACE: Pace = {
  nowMs: () => performance.now(),
  wait: async (durationMs, signal) => {
    await sleep(durationMs, undefined, { signal });
  },
};

interface Due {
  client: Ctp01Client;
  location: string;
  row: TimedRow;
}

/** Let timing software send a race to a server, at the race's own times or faster. */
export function runRace(options: RunRaceOptions): RunningRace {
  const abort = new AbortController();
  const clients = makeClients(options);
  const dues = rowsInOrder(options.race, clients);
  for (const client of clients) client.connect();
  const done = play(dues, options, abort.signal);
  return {
    clients,
    done,
    stop: async () => {
      abort.abort();
      await done;
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}

function makeClients({ race, host, port, layout, client }: RunRaceOptions): Ctp01Client[] {
  const names = race.locations.map(({ name }) => name);
  const groups = layout === 'one-client' ? [names] : names.map((name) => [name]);
  return groups.map(
    (locations, index) =>
      new Ctp01Client({
        eventName: race.eventName,
        connectionId: index.toString(16).padStart(40, '5').toUpperCase(),
        ...client,
        host,
        port,
        locations,
      }),
  );
}

function rowsInOrder(race: SimulatedRace, clients: readonly Ctp01Client[]): Due[] {
  const dues = race.locations.flatMap(({ name, rows }) => {
    const client = clients.find(({ store }) => store.find(name) !== null);
    return client === undefined ? [] : rows.map((row) => ({ client, location: name, row }));
  });
  return dues.sort((a, b) => a.row.sentAtMs - b.row.sentAtMs);
}

async function play(dues: readonly Due[], options: RunRaceOptions, signal: AbortSignal): Promise<void> {
  const { speed, pace = REAL_PACE } = options;
  const fromMs = options.fromWallMs ?? dues[0]?.row.sentAtMs ?? 0;
  const beganMs = pace.nowMs();
  for (const { client, location, row } of dues) {
    const waitMs = beganMs + (row.sentAtMs - fromMs) / speed - pace.nowMs();
    if (waitMs > 0) await pace.wait(waitMs, signal).catch(() => {});
    if (signal.aborted) return;
    client.add(location, row);
  }
}
