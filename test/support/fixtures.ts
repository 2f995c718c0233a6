import type { RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { StreamId, TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { instantMs, wallMs } from '@project88/core/time/units.ts';

export const TENANT_A = '01900000-0000-7000-8000-00000000000a' as TenantId;
export const TENANT_B = '01900000-0000-7000-8000-00000000000b' as TenantId;
export const TIMING_SESSION = '01900000-0000-7000-8000-0000000000f1' as TimingSessionId;
const STREAM = '01900000-0000-7000-8000-0000000000e1' as StreamId;

/** 2031-05-04T07:00:00Z, which is 10:00 in Athens. */
export const RACE_DAY_MS = instantMs(Date.UTC(2031, 4, 4, 7));

/** A roster entry with everything empty but its bib and what is given. */
export function entryOf(bib: string, given: Partial<RosterEntryView> = {}): RosterEntryView {
  return {
    bib,
    chips: [],
    firstName: '',
    lastName: '',
    sex: '',
    age: null,
    city: '',
    region: '',
    country: '',
    club: '',
    race: '',
    wave: '',
    division: '',
    note: '',
    ...given,
  };
}

/** A chip read at FINISH, `secondsAfter` the start of the race day. */
export function readOf(tag: string, seq: number, secondsAfter: number, given: Partial<Read> = {}): Read {
  const timeOfDayMs = (10 * 3600 + secondsAfter) * 1000;
  return {
    tenantId: TENANT_A,
    timingSessionId: TIMING_SESSION,
    streamId: STREAM,
    lineNumber: seq,
    kind: 'chip',
    location: 'FINISH',
    seq,
    tag,
    timeText: '',
    wallMs: wallMs(RACE_DAY_MS + 3 * 3_600_000 + secondsAfter * 1000),
    timeOfDayMs,
    lap: 1,
    reader: '0A0B0C',
    antenna: '1',
    receivedAtMs: instantMs(RACE_DAY_MS + secondsAfter * 1000 + 400),
    ...given,
  };
}
