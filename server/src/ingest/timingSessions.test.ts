import type { StreamId, TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readOf, TENANT_A, TENANT_B } from '../../../test/support/fixtures.ts';
import { PREVIEW_READS } from './limits.ts';
import type { OpenNote } from './notes.ts';
import type { TimingSession } from './timingSession.ts';
import { TimingSessionRegistry } from './timingSessions.ts';
import type { TimingChange } from './types.ts';

const HOUR_MS = 3_600_000;
/** 23:30 on 3 May in UTC is 02:30 on 4 May in Athens. */
const OPENED = instantMs(Date.UTC(2031, 4, 3, 23, 30));

let registry: TimingSessionRegistry;
let ids: number;

beforeEach(() => {
  ids = 0;
  registry = new TimingSessionRegistry({
    newId: () => {
      ids += 1;
      return `session-${ids}` as TimingSessionId;
    },
    sameClientWithinMs: 12 * HOUR_MS,
    forgetAfterMs: 48 * HOUR_MS,
  });
});

function opened(tenantId: TenantId, given: Partial<OpenNote> = {}): OpenNote {
  return {
    protocol: 'ctp01',
    tenantId,
    remoteAddress: '192.0.2.7',
    timingKeyUser: null,
    program: 'SimpleClient',
    programVersion: '0.6.0',
    fieldOrder: 'lap-reader-antenna',
    timeZone: 'Europe/Athens',
    openedAtMs: OPENED,
    ...given,
  };
}

function identified(
  connectionId: string | null,
  { open = opened(TENANT_A), eventName = 'RUN', afterMs = 0 } = {},
): TimingSession {
  const now = instantMs(OPENED + afterMs);
  const { timingSession } = registry.identify(open, { connectionId, eventName }, null, now);
  timingSession.join(open);
  return timingSession;
}

describe('registry', () => {
  it('finds a timing session by the id of the client, for ever, and only within the tenant', () => {
    const first = identified('AB');
    expect(
      identified('AB', { open: opened(TENANT_A, { remoteAddress: '192.0.2.9' }), afterMs: 40 * HOUR_MS }),
    ).toBe(first);
    expect(identified('AB', { open: opened(TENANT_B) })).not.toBe(first);
    expect(registry.get(TENANT_B, first.id)).toBeNull();
    expect(registry.lastReads(TENANT_B, first.id)).toBeNull();
    expect(registry.list(TENANT_A)).toHaveLength(1);
  });

  it('finds one without an id by key or address, program and event, for twelve hours', () => {
    const first = identified(null);
    expect(identified(null)).toBe(first);
    expect(identified(null, { eventName: 'OTHER' })).not.toBe(first);
    expect(identified(null, { open: opened(TENANT_A, { remoteAddress: '192.0.2.9' }) })).not.toBe(first);
    expect(identified(null, { open: opened(TENANT_A, { timingKeyUser: 'k' }) })).not.toBe(first);
    expect(identified(null, { afterMs: 12 * HOUR_MS })).toBe(first);
    expect(identified(null, { afterMs: 13 * HOUR_MS })).not.toBe(first);
  });

  it('takes the first day from the clock at the venue', () => {
    expect(identified('AB').firstMidnight).toBe(Date.UTC(2031, 4, 4));
  });

  it('forgets what has been silent for long', () => {
    identified('AB');
    identified('CD', {
      open: opened(TENANT_A, { openedAtMs: instantMs(OPENED + 49 * HOUR_MS) }),
      afterMs: 49 * HOUR_MS,
    });
    expect(registry.list(TENANT_A).map((each) => each.connectionId)).toEqual(['CD']);
  });

  it('is the same when it is restored from notes', () => {
    const open = opened(TENANT_A);
    const { note } = registry.identify(open, { connectionId: 'AB', eventName: 'RUN' }, null, OPENED);
    const restored = registry.restore(open, note);
    expect(restored).toBe(registry.find(TENANT_A, note.timingSessionId));
  });
});

describe('a timing session', () => {
  it('keeps the last reads, newest first', () => {
    const timingSession = identified('AB');
    for (let seq = 1; seq <= 3 * PREVIEW_READS; seq += 1) timingSession.accept(readOf('7', seq, seq), false);
    const last = registry.lastReads(TENANT_A, timingSession.id) ?? [];
    expect(last.map((read) => read.seq)).toEqual(
      Array.from({ length: PREVIEW_READS }, (_, index) => 3 * PREVIEW_READS - index),
    );
  });

  it('takes rows of a limited number of locations and counts the others', () => {
    const timingSession = identified('AB');
    for (let index = 0; index < 103; index += 1) {
      timingSession.accept(readOf('7', 1, 1, { location: `L${index}` }), false);
    }
    expect(timingSession.view()).toMatchObject({ reads: 100, rejected: 3 });
  });

  it('measures the clock only by reads that come live', () => {
    const timingSession = identified('AB');
    timingSession.accept(readOf('7', 1, 1, { streamId: 's' as StreamId }), false);
    expect(timingSession.view().clockOffsetMs).toBeNull();
    timingSession.accept(readOf('7', 2, 2), true);
    expect(timingSession.view().clockOffsetMs).toBe(400);
  });
});

describe('followers', () => {
  function follow(tenantId: TenantId, id: TimingSessionId | null): TimingChange[] {
    const changes: TimingChange[] = [];
    registry.follow(tenantId, id, (change) => changes.push(change));
    return changes;
  }

  it('hear of changes together, at most every 100 ms, and of reads only when they follow one', async () => {
    vi.useFakeTimers();
    try {
      const timingSession = identified('AB');
      const one = follow(TENANT_A, timingSession.id);
      const all = follow(TENANT_A, null);
      const stranger = follow(TENANT_B, null);
      for (let seq = 1; seq <= 250; seq += 1) {
        registry.changed(timingSession, timingSession.accept(readOf('7', seq, seq), false));
      }
      await vi.advanceTimersByTimeAsync(99);
      expect(one).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(one).toHaveLength(1);
      expect(one[0]?.sessions).toMatchObject([{ id: timingSession.id, reads: 250 }]);
      expect(one[0]?.reads.map((read) => read.seq)).toEqual(
        Array.from({ length: 100 }, (_, index) => 151 + index),
      );
      expect(all).toMatchObject([{ sessions: [{ reads: 250 }], reads: [] }]);
      expect(stranger).toEqual([]);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(one).toHaveLength(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('hear nothing after they left', async () => {
    vi.useFakeTimers();
    try {
      const timingSession = identified('AB');
      const changes: TimingChange[] = [];
      const leave = registry.follow(TENANT_A, null, (change) => changes.push(change));
      registry.changed(timingSession);
      leave();
      await vi.advanceTimersByTimeAsync(1_000);
      expect(changes).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
