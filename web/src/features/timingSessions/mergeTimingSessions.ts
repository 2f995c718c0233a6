import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';

/**
 * The known list with what the socket told: changed ones replaced, new ones added. Live ones come first, then the
 * newest connection; a read does not move a row, so that a list does not jump under the pointer.
 */
export function mergeTimingSessions(
  known: TimingSessionView[],
  told: TimingSessionView[],
): TimingSessionView[] {
  const byId = new Map(known.map((item) => [item.id, item]));
  for (const item of told) byId.set(item.id, item);
  return [...byId.values()].sort(
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
