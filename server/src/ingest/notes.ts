import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { InstantMs, WallMs } from '@project88/core/time/units.ts';
import type { FieldOrder } from '@project88/core/wire/ctp01/rows.ts';

/** First note of a recorded stream: whose it is, and everything that its lines are read by. */
export interface OpenNote {
  protocol: 'ctp01';
  tenantId: TenantId;
  remoteAddress: string;
  timingKeyUser: string | null;
  program: string;
  programVersion: string;
  fieldOrder: FieldOrder;
  /** The partner's IANA zone. */
  timeZone: string;
  openedAtMs: InstantMs;
}

/** Which timing session the stream belongs to from here on. */
export interface IdentifiedNote {
  timingSessionId: TimingSessionId;
  by: 'connection-id' | 'origin';
  connectionId: string | null;
  eventName: string;
  /** Local midnight that begins the first day of the timing session: the day of times that carry no date. */
  firstMidnight: WallMs;
}

/** Last note of a stream. Missing when the program was killed. */
export interface CloseNote {
  reason: string;
  droppedBytes: number;
}
