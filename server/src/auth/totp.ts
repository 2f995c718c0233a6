import type { SecondFactorId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { Secret, TOTP } from 'otpauth';
import type { Logger } from 'pino';
import type { TotpRecord } from '../store/secondFactors.ts';
import { FACTOR_LIMITS } from './limits.ts';
import type { Secrets } from './secrets.ts';

/** What all authenticator apps understand; several know nothing else, so none of it is an option. */
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const ISSUER = 'Project88';

/** A new shared secret, in base32. */
export function makeTotpSecret(random: (length: number) => Uint8Array): string {
  return new Secret({ buffer: Uint8Array.from(random(FACTOR_LIMITS.totpSecretBytes)).buffer }).base32;
}

/** The address that an authenticator app reads from a QR code. `account` is what the app shows: the e-mail address. */
export function totpUrl(secret: string, account: string): string {
  return new TOTP({ ...FORM, issuer: ISSUER, label: account, secret }).toString();
}

/**
 * The time step (of 30 s since the epoch) that this code belongs to, or null when it is wrong or not of now. Spaces do
 * not matter: apps show two groups of three digits.
 */
export function totpStepOf(secret: string, code: string, nowMs: InstantMs): number | null {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const totp = new TOTP({ ...FORM, secret });
  const delta = totp.validate({ token, timestamp: nowMs, window: FACTOR_LIMITS.totpWindowSteps });
  return delta === null ? null : totp.counter({ timestamp: nowMs }) + delta;
}

/** Encrypt a secret for the factor that it belongs to. */
export function sealTotpSecret(secrets: Secrets, secret: string, id: SecondFactorId): Uint8Array {
  return secrets.seal(secret, sealContext(id));
}

/** Null when it does not open, which is said in the log: the person's other factors must not suffer. */
export function openTotpSecret(
  secrets: Secrets,
  { id, secretSealed }: TotpRecord,
  log: Logger,
): string | null {
  try {
    return secrets.open(secretSealed, sealContext(id));
  } catch (error) {
    log.error(
      { factor: id, reason: (error as Error).message },
      'the secret of an authenticator app cannot be opened',
    );
    return null;
  }
}

/** A sealed secret opens only for its own factor: swapping rows in the database gains nothing. */
function sealContext(id: SecondFactorId): string {
  return `totp:${id}`;
}
