import { DAY_MS, daysFromCivil } from '@project88/core/time/calendar.ts';
import { wallMs } from '@project88/core/time/units.ts';
import { wallToInstant } from '@project88/core/time/zone.ts';

/** The filter as it stands in the address: days instead of instants, both included. */
export interface AuditSearch {
  action?: string;
  actorId?: string;
  objectId?: string;
  /** `2031-05-04`, at the venue. */
  from?: string;
  to?: string;
}

/** The filter as the server takes it. */
export interface SentFilter extends Record<string, string | undefined> {
  action?: string;
  actorId?: string;
  objectId?: string;
  /** ISO instants; `to` itself is out. */
  from?: string;
  to?: string;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Turn days at the venue into instants: from the start of `from` to the end of `to`. Odd days are dropped. */
export function sentFilter({ from, to, ...rest }: AuditSearch, timeZone: string): SentFilter {
  const start = startOfDay(from, 0, timeZone);
  const end = startOfDay(to, 1, timeZone);
  return {
    ...rest,
    ...(start !== null && { from: new Date(start).toISOString() }),
    ...(end !== null && { to: new Date(end).toISOString() }),
  };
}

function startOfDay(text: string | undefined, plusDays: number, timeZone: string): number | null {
  const [, year, month, day] = DAY.exec(text ?? '') ?? [];
  if (year === undefined) return null;
  const days = daysFromCivil({ year: Number(year), month: Number(month), day: Number(day) }) + plusDays;
  return wallToInstant(wallMs(days * DAY_MS), timeZone);
}

/** How many of the filters are set. */
export function filterCount(search: AuditSearch): number {
  return Object.values(search).filter((value) => value !== undefined && value !== '').length;
}
