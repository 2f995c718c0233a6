import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { TENANT_A, TENANT_B } from '../../../test/support/fixtures.ts';
import { screenOf } from '../../../test/support/screens.ts';
import { Analytics, type SessionStats } from './analytics.ts';
import { ANALYTICS_KEPT_MINUTES } from './limits.ts';

const MINUTE_MS = 60_000;
const ID_A = '01900000-0000-7000-8000-0000000000a1' as DisplaySessionId;
const ID_B = '01900000-0000-7000-8000-0000000000b1' as DisplaySessionId;

type Room =
  ReturnType<ConstructorParameters<typeof Analytics>[0]['hub']['openRooms']> extends Iterable<infer R>
    ? R
    : never;

let nowMs: number;
let rooms: Room[];
let reads: number;
let isAway: boolean;
let written: [string, SessionStats[]][];
let analytics: Analytics;

/** The parts of an open room that are looked at. */
function room(tenantId: Room['tenantId'], id: DisplaySessionId): Room {
  const channel = {
    get room() {
      return { screen: screenOf({ status: { ...screenOf().status, reads } }) };
    },
    screens: { size: 1 },
    latency: { view: () => null },
  };
  return { tenantId, id, channel } as unknown as Room;
}

beforeEach(() => {
  [nowMs, reads, isAway, written] = [100 * MINUTE_MS, 0, false, []];
  rooms = [room(TENANT_A, ID_A), room(TENANT_B, ID_B)];
  analytics = new Analytics({
    hub: { openRooms: () => rooms },
    clock: () => instantMs(nowMs),
    log: pino({ level: 'silent' }),
    async write(tenantId, stats) {
      if (isAway) throw new Error('away');
      written.push([tenantId, structuredClone([...stats])]);
    },
  });
});

async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    analytics.look();
    reads += 10;
    nowMs += MINUTE_MS / 2;
    analytics.look();
    nowMs += MINUTE_MS / 2;
    analytics.look();
    await analytics.write();
  }
}

describe('the analytics', () => {
  it('are written for every partner alone, minute by minute', async () => {
    await pass(2);
    expect(written.map(([tenant, stats]) => [tenant, stats.map((each) => each.displaySessionId)])).toEqual([
      [TENANT_A, [ID_A]],
      [TENANT_B, [ID_B]],
      [TENANT_A, [ID_A]],
      [TENANT_B, [ID_B]],
    ]);
    expect(written[0]?.[1][0]?.minutes).toEqual([
      expect.objectContaining({ minuteMs: 100 * MINUTE_MS, reads: 10 }),
    ]);
  });

  it('wait while the database is away, and come in order', async () => {
    isAway = true;
    await pass(3);
    expect(written).toEqual([]);
    isAway = false;
    await pass(1);
    const minutes = written.find(([tenant]) => tenant === TENANT_A)?.[1][0]?.minutes ?? [];
    expect(minutes.map(({ minuteMs }) => minuteMs / MINUTE_MS)).toEqual([100, 101, 102, 103]);
  });

  it('do not grow without bound', async () => {
    isAway = true;
    await pass(ANALYTICS_KEPT_MINUTES + 5);
    isAway = false;
    await pass(1);
    const minutes = written.find(([tenant]) => tenant === TENANT_A)?.[1][0]?.minutes ?? [];
    expect(minutes).toHaveLength(ANALYTICS_KEPT_MINUTES);
    expect(minutes.at(-1)?.minuteMs).toBe((100 + ANALYTICS_KEPT_MINUTES + 5) * MINUTE_MS);
  });

  it('of a room that is closed are not lost', async () => {
    analytics.look();
    reads += 5;
    nowMs += 1_000;
    analytics.look();
    nowMs += MINUTE_MS;
    analytics.look();
    rooms = [];
    analytics.look();
    await analytics.write();
    expect(written.map(([, stats]) => stats[0]?.minutes[0]?.reads)).toEqual([5, 5]);
  });
});
