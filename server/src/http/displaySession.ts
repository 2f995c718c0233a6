import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { type DisplaySessionRecord, getDisplaySession } from '../store/displaySessions.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { found, rowId } from './ids.ts';
import type { HttpParts } from './types.ts';

/** The word for messages. */
export const DISPLAY_SESSION = 'display session';

/** How the audit log names it. */
export function displaySessionObject(id: DisplaySessionId) {
  return { kind: 'display-session', id };
}

interface WithId {
  params: { id: string };
}

/** The display session in the path. Throws `NOT_FOUND` for text that is no id. */
export function displaySessionIdOf(request: WithId): DisplaySessionId {
  return rowId<DisplaySessionId>(request.params.id, DISPLAY_SESSION);
}

/** The same, looked up. Throws `NOT_FOUND` when the caller's partner has no such display session. */
export async function existing(scope: TenantScope, request: WithId): Promise<DisplaySessionRecord> {
  return found(await getDisplaySession(scope, displaySessionIdOf(request)), DISPLAY_SESSION);
}

/** When a display session that is used now expires. */
export function expiryOf({ clock, config }: Pick<HttpParts, 'clock' | 'config'>): InstantMs {
  return instantMs(clock() + Math.round(config.displaySessionHours * 3_600_000));
}
