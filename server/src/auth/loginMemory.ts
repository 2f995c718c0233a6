import type { InstantMs } from '@project88/core/time/units.ts';
import type { LiveSockets } from '../live/types.ts';
import type { LoginKey, LoginSessionRecord } from '../store/loginSessions.ts';
import { AUTH_LIMITS } from './limits.ts';

interface Remembered {
  login: LoginSessionRecord;
  atMs: InstantMs;
  endings: number;
}

/**
 * Logins as the database told them lately, for the time that it is away: an operator must be able to hold a screen when
 * nothing can be looked up. What needs the database fails all the same. The memory is of no use any more once anybody's
 * rights have ended on this server, because it might be theirs.
 */
export class LoginMemory {
  readonly #logins = new Map<string, Remembered>();
  readonly #sockets: Pick<LiveSockets, 'endings'>;

  constructor(sockets: Pick<LiveSockets, 'endings'>) {
    this.#sockets = sockets;
  }

  /** To be asked before the database is, and given back with its answer: rights may end in between. */
  get endings(): number {
    return this.#sockets.endings;
  }

  /** Keep what the database said; null forgets. */
  keep(key: LoginKey, login: LoginSessionRecord | null, since: { atMs: InstantMs; endings: number }): void {
    const name = nameOf(key);
    this.#logins.delete(name);
    if (login === null) return;
    this.#logins.set(name, { login, ...since });
    const [oldest] = this.#logins.keys();
    if (this.#logins.size > AUTH_LIMITS.rememberedLogins && oldest !== undefined) this.#logins.delete(oldest);
  }

  /** What the database said lately, or null when that is too old to go by. */
  recall(key: LoginKey, nowMs: InstantMs): LoginSessionRecord | null {
    const found = this.#logins.get(nameOf(key));
    if (found === undefined || found.endings !== this.#sockets.endings) return null;
    return nowMs - found.atMs <= AUTH_LIMITS.rememberLoginMs ? found.login : null;
  }
}

function nameOf(key: LoginKey): string {
  return 'id' in key ? `${key.tenantId} ${key.id}` : Buffer.from(key.tokenHash).toString('hex');
}
