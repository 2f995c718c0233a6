import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { FOLLOW_EVERY_MS, PREVIEW_READS } from './limits.ts';
import { previewOf, type TimingSession } from './timingSession.ts';
import type { TimingChange } from './types.ts';

interface Follower {
  tenantId: TenantId;
  id: TimingSessionId | null;
  onChange: (change: TimingChange) => void;
  changed: Set<TimingSession>;
  reads: Read[];
}

/** Tells those who watch timing sessions what changed, at most ten times a second. Costs nothing while nobody watches. */
export class Followers {
  readonly #followers = new Set<Follower>();
  #timer: NodeJS.Timeout | null = null;

  /** Begin to follow; returns the function that ends it. */
  follow(tenantId: TenantId, id: TimingSessionId | null, onChange: Follower['onChange']): () => void {
    const follower: Follower = { tenantId, id, onChange, changed: new Set(), reads: [] };
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
    };
  }

  /** A timing session changed, by a new read when one is given. */
  changed(timingSession: TimingSession, read: Read | null): void {
    for (const follower of this.#followers) {
      if (follower.tenantId !== timingSession.tenantId) continue;
      if (follower.id !== null && follower.id !== timingSession.id) continue;
      follower.changed.add(timingSession);
      if (read !== null && follower.id !== null) keepLast(follower, read);
      this.#timer ??= setTimeout(() => this.#tell(), FOLLOW_EVERY_MS).unref();
    }
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#followers.clear();
  }

  #tell(): void {
    this.#timer = null;
    for (const follower of this.#followers) {
      if (follower.changed.size === 0) continue;
      const timingSessions = [...follower.changed].map((timingSession) => timingSession.view());
      const reads = follower.reads.slice(-PREVIEW_READS).map(previewOf);
      follower.changed.clear();
      follower.reads = [];
      follower.onChange({ sessions: timingSessions, reads });
    }
  }
}

function keepLast(follower: Follower, read: Read): void {
  follower.reads.push(read);
  if (follower.reads.length >= 2 * PREVIEW_READS) follower.reads = follower.reads.slice(-PREVIEW_READS);
}
