import type { PreviewRead, TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';

/** The timing sessions that are live or were seen lately, by tenant. Another tenant's session is simply not there. */
export interface TimingSessions {
  list(tenantId: TenantId): TimingSessionView[];
  get(tenantId: TenantId, id: TimingSessionId): TimingSessionView | null;
  /** The last reads, newest first, at most 100. Null when this tenant has no such timing session. */
  lastReads(tenantId: TenantId, id: TimingSessionId): PreviewRead[] | null;
  /** Ask the timing software for its rows again from `fromSeq`; false when it is not connected. */
  requestReplay(tenantId: TenantId, id: TimingSessionId, location: string, fromSeq: number): boolean;
  /**
   * Follow one timing session (`id`) or all of a tenant (`null`). `onChange` is called at most every 100 ms with what
   * changed since the last call. Returns the function that ends it.
   */
  follow(
    tenantId: TenantId,
    id: TimingSessionId | null,
    onChange: (change: TimingChange) => void,
  ): () => void;
}

export interface TimingChange {
  sessions: TimingSessionView[];
  /** New reads in order of arrival; only filled when one timing session is followed, at most the last 100. */
  reads: PreviewRead[];
}

/** Who a connection on the timing port belongs to. Looked up before and after it signs in. */
export interface StreamAuthority {
  /** The listener's policy now: with `open` all streams belong to the one tenant. */
  policy(): TimingPolicy;
  /** The secret of a timing key in clear text, or null when there is no such key. Served from memory. */
  findKey(user: string): TimingKeyRecord | null;
  /** True for a suspended tenant: its keys are unknown, and nothing is taken for it without a sign-in. */
  isBlocked(tenantId: TenantId): boolean;
  /** The tenant that has this source address on its allow-list, or null. */
  tenantForAddress(address: string): TenantId | null;
  /** Note that a key was used, for the list of keys. */
  keyUsed(user: string): void;
  /** The partner's IANA time zone: gives local wall clocks their day and their instant. Served from memory. */
  timeZone(tenantId: TenantId): string;
}

export type TimingPolicy = { mode: 'open'; tenantId: TenantId } | { mode: 'keys' } | { mode: 'mixed' };
export interface TimingKeyRecord {
  tenantId: TenantId;
  user: string;
  secret: string;
}
