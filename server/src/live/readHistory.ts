import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { READS_KEPT_PER_TIMING_SESSION } from './limits.ts';

/** The last reads of every timing session, so that a display session bound later does not begin empty. */
export class ReadHistory {
  readonly #byTimingSession = new Map<string, Read[]>();

  add(read: Read): void {
    const key = historyKey(read.tenantId, read.timingSessionId);
    const reads = this.#byTimingSession.get(key);
    if (reads === undefined) this.#byTimingSession.set(key, [read]);
    else if (reads.push(read) >= 2 * READS_KEPT_PER_TIMING_SESSION) {
      reads.splice(0, reads.length - READS_KEPT_PER_TIMING_SESSION);
    }
  }

  /** In order of arrival; empty for another tenant's timing session. */
  of(tenantId: TenantId, timingSessionId: TimingSessionId): readonly Read[] {
    return this.#byTimingSession.get(historyKey(tenantId, timingSessionId)) ?? [];
  }

  /** Keep nothing of a partner. */
  forget(tenantId: TenantId): void {
    for (const key of this.#byTimingSession.keys()) {
      if (key.startsWith(`${tenantId}/`)) this.#byTimingSession.delete(key);
    }
  }
}

function historyKey(tenantId: TenantId, timingSessionId: TimingSessionId): string {
  return `${tenantId}/${timingSessionId}`;
}
