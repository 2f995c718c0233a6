import type { StreamId, TenantId, TimingSessionId } from '../ids/ids.ts';
import type { InstantMs, WallMs } from '../time/units.ts';

/** A gun is the start signal, a chip read one detection of a runner's chip. */
export type ReadKind = 'chip' | 'gun';

/** One detection as sent, with where it came from. Never edited; several may belong to one crossing. */
export interface Read {
  tenantId: TenantId;
  timingSessionId: TimingSessionId;
  /** The connection's recording, and the number of the line in it: provenance. */
  streamId: StreamId;
  lineNumber: number;
  kind: ReadKind;
  location: string;
  /** The timing software's own number, contiguous per session and location. */
  seq: number;
  /** Chip number or bib as sent; for guns the reserved word. */
  tag: string;
  /** The time as sent, untouched. */
  timeText: string;
  /** Local date and time at the venue, or null when the format carries no date and the day is not known. */
  wallMs: WallMs | null;
  /** Milliseconds since local midnight, 0 to 86,399,999. */
  timeOfDayMs: number;
  lap: number | null;
  reader: string;
  antenna: string;
  receivedAtMs: InstantMs;
}
