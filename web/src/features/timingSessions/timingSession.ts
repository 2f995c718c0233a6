import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';

/**
 * Live ones first, then the newest connection. A read does not move a row, so that the list does not jump under the
 * pointer.
 */
export function inOrder(items: readonly TimingSessionView[]): TimingSessionView[] {
  return items.toSorted(
    (a, b) =>
      Number(b.status === 'live') - Number(a.status === 'live') ||
      b.connectedAt.localeCompare(a.connectedAt) ||
      a.id.localeCompare(b.id),
  );
}

/** Sequence numbers that are missing over all mats of a timing session. */
export function missingReads(item: TimingSessionView): number {
  return item.locations.reduce((sum, location) => sum + location.missing, 0);
}

/** What to call a timing session: its event, else its program. */
export function timingSessionName(item: TimingSessionView): string {
  return item.eventName || item.program || item.remoteAddress;
}
