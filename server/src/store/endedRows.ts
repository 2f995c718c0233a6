import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope } from '../tenancy/database.ts';
import { timestamp } from './instants.ts';

/** Rows that are of no use some time after they are over. API keys are none: their beginnings stay taken for ever. */
export type EndedKind =
  | 'refresh-token'
  | 'login'
  | 'invitation'
  | 'password-reset'
  | 'login-ticket'
  | 'visit';

/**
 * Remove rows of all tenants that were over by `overByMs`: ended, used or expired. At most `most` at a time, in no order;
 * answers how many, so call again until it is less.
 */
export async function removeEndedRows(
  platform: PlatformScope,
  kind: EndedKind,
  { overByMs, most }: { overByMs: InstantMs; most: number },
): Promise<number> {
  const [row] = await platform.sql<{ removed: number }>(
    'select platform_remove_ended($1, $2, $3) as removed',
    [kind, timestamp(overByMs), most],
  );
  return row?.removed ?? 0;
}
