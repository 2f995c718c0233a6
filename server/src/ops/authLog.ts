import type { ErrorCode } from '@project88/core/contract/errors.ts';
import pino from 'pino';
import { Allowance } from '../auth/allowance.ts';
import type { Clock } from './clock.ts';

/** What the log of sign-ins tells. The names are stable: the fail2ban filter in `deploy/fail2ban` reads them. */
export type AuthEvent =
  | 'login-succeeded'
  | 'login-failed'
  | 'login-throttled'
  | 'second-factor-wrong'
  | 'token-invalid'
  | 'refresh-token-invalid'
  | 'api-key-invalid'
  | 'address-refused'
  | 'link-unknown';

/** Which failures the log tells, under which name. */
export const FAILED_PROOFS: Partial<Record<ErrorCode, AuthEvent>> = {
  LOGIN_FAILED: 'login-failed',
  SECOND_FACTOR_WRONG: 'second-factor-wrong',
  TOKEN_INVALID: 'token-invalid',
  REFRESH_TOKEN_INVALID: 'refresh-token-invalid',
  API_KEY_INVALID: 'api-key-invalid',
  ADDRESS_REFUSED: 'address-refused',
};

export interface AuthNote {
  event: AuthEvent;
  address: string;
  /** The e-mail address that was tried, if the request had one. */
  account?: string;
  requestId: string;
}

export interface AuthLog {
  note(note: AuthNote): void;
  /** Everything is on disk when this returns. */
  close(): void;
}

/** Lines of one address at once, and how long until the next: a flood must not fill the disk. */
const LINES_PER_ADDRESS = { burst: 120, refillMs: 1_000, rememberedKeys: 20_000 } as const;
/** Characters of an account that are written. */
const ACCOUNT_LENGTH = 254;

/**
 * A file with one JSON object a line about sign-ins, for fail2ban and for people. The address comes before everything that
 * a caller chooses, so that nobody can put another address into a line.
 */
export function openAuthLog(path: string, clock: Clock): AuthLog {
  const file = pino.destination({ dest: path, append: true, mkdir: true, mode: 0o640, sync: true });
  const lines = new Allowance(LINES_PER_ADDRESS);
  return {
    note({ event, address, account, requestId }) {
      const nowMs = clock();
      if (lines.waitMs(address, nowMs) > 0) return;
      lines.spend(address, nowMs);
      const time = new Date(nowMs).toISOString();
      const line = { time, event, address, requestId, account: account?.slice(0, ACCOUNT_LENGTH) };
      file.write(`${JSON.stringify(line)}\n`);
    },
    close: () => file.end(),
  };
}
