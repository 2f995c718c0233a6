import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { describe, expect, it } from 'vitest';
import { inOrder, missingReads, timingSessionName } from './timingSession.ts';

function timingSession(id: string, change: Partial<TimingSessionView> = {}): TimingSessionView {
  return {
    id,
    status: 'live',
    program: 'MatTimer',
    programVersion: '7',
    connectionId: null,
    remoteAddress: '192.0.2.7',
    timingKeyUser: null,
    eventName: '',
    locations: [],
    connectedAt: '2031-05-04T09:00:00.000Z',
    lastReadAt: null,
    reads: 0,
    guns: 0,
    duplicates: 0,
    conflicts: 0,
    rejected: 0,
    connections: 1,
    clockOffsetMs: null,
    lastError: null,
    ...change,
  };
}

describe('the order of timing sessions', () => {
  it('puts live ones first and the newest connection before older ones', () => {
    const ordered = inOrder([
      timingSession('old', { connectedAt: '2031-05-04T07:00:00.000Z' }),
      timingSession('ended', { status: 'recent', connectedAt: '2031-05-04T11:00:00.000Z' }),
      timingSession('new', { connectedAt: '2031-05-04T10:00:00.000Z' }),
    ]);
    expect(ordered.map(({ id }) => id)).toEqual(['new', 'old', 'ended']);
  });

  it('does not change with reads', () => {
    const items = [
      timingSession('a'),
      timingSession('b', { reads: 9, lastReadAt: '2031-05-04T12:00:00.000Z' }),
    ];
    expect(inOrder(items).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('facts of a timing session', () => {
  it('counts what is missing over all mats', () => {
    const mat = { name: 'F', reads: 1, guns: 0, firstSeq: 1, lastSeq: 4, lastReadTime: null };
    expect(
      missingReads(
        timingSession('a', {
          locations: [
            { ...mat, missing: 2 },
            { ...mat, missing: 3 },
          ],
        }),
      ),
    ).toBe(5);
  });

  it('is called by its event, else its program, else its address', () => {
    expect(timingSessionName(timingSession('a', { eventName: 'Harbour 10' }))).toBe('Harbour 10');
    expect(timingSessionName(timingSession('a'))).toBe('MatTimer');
    expect(timingSessionName(timingSession('a', { program: '' }))).toBe('192.0.2.7');
  });
});
