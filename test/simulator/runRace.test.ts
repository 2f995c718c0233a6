import { wallMs } from '@project88/core/time/units.ts';
import { openingAnswer, openingSettings } from '@project88/core/wire/ctp01/commands.ts';
import { afterEach, describe, expect, it } from 'vitest';
import { ProbeServer } from './probeServer.ts';
import { simulateRace } from './raceModel.ts';
import { type Pace, type RunningRace, type RunRaceOptions, runRace } from './runRace.ts';

const OPENING = `${openingAnswer('Probe', '1', openingSettings('none', ''))}start\r\n`;
const startWallMs = wallMs(Date.UTC(2031, 4, 4, 9));
const race = simulateRace({ seed: 7, runners: 40, startWallMs });
const allRows = race.locations.flatMap(({ rows }) => rows);
const lastMs = Math.max(...allRows.map((row) => row.sentAtMs));

let server: ProbeServer | null = null;
let running: RunningRace | null = null;
afterEach(async () => {
  await running?.stop();
  await server?.close();
});

/** A pace whose time passes only by waiting, and then at once. */
function instantPace(): Pace & { elapsedMs: number } {
  return {
    elapsedMs: 0,
    nowMs() {
      return this.elapsedMs;
    },
    async wait(durationMs) {
      this.elapsedMs += durationMs;
    },
  };
}

async function run(options: Partial<RunRaceOptions>): Promise<ProbeServer> {
  const probe = await ProbeServer.listen((socket) => void socket.write(OPENING));
  server = probe;
  const base = {
    race,
    host: '127.0.0.1',
    port: probe.port,
    speed: 1,
    layout: 'client-per-location',
  } as const;
  running = runRace({ ...base, ...options });
  return probe;
}

const rowLines = (probe: ProbeServer) => probe.lines.filter((line) => /^CT01_33~[1-9]/.test(line));

describe('runRace', () => {
  it('sends every row of every mat once, at the times of the race', async () => {
    const pace = instantPace();
    const probe = await run({ pace, speed: 10 });
    await running?.done;
    await probe.until(() => rowLines(probe).length === allRows.length);
    expect(new Set(rowLines(probe)).size).toBe(allRows.length);
    expect(probe.connections).toHaveLength(3);
    expect(pace.elapsedMs).toBeCloseTo((lastMs - startWallMs) / 10, 3);
  });

  it('sends what lies before its beginning at once', async () => {
    const pace = instantPace();
    const probe = await run({ pace, fromWallMs: wallMs(lastMs - 1000), layout: 'one-client' });
    await probe.until(() => rowLines(probe).length === allRows.length);
    expect(probe.connections).toHaveLength(1);
    expect(pace.elapsedMs).toBe(1000);
  });

  it('sends all at once at infinite speed', async () => {
    const probe = await run({ speed: Number.POSITIVE_INFINITY });
    await probe.until(() => rowLines(probe).length === allRows.length);
  });

  it('ends when it is stopped', async () => {
    const probe = await run({});
    await probe.until(() => probe.connections.length === 3);
    await running?.stop();
    await probe.until(() => probe.connections.every(({ ended }) => ended));
  });
});
