import { z } from 'zod';
import { password, userView } from './auth.ts';
import { isoInstant, pageOf, uuid } from './common.ts';

/** A person's own account: name, password, second factors and logins. */

export const factorView = z.object({
  id: uuid,
  kind: z.enum(['totp', 'passkey']),
  label: z.string(),
  createdAt: isoInstant,
  lastUsedAt: isoInstant.nullable(),
});

export const accountReply = z.object({
  user: userView,
  passwordChangedAt: isoInstant.nullable(),
  factors: z.array(factorView),
  recoveryCodesLeft: z.number().int(),
});

export const changeAccountBody = z.object({ name: z.string().trim().min(1).max(100) });
export const changePasswordBody = z.object({ currentPassword: password, password });
/** Changes of second factors ask for the password again. */
export const confirmBody = z.object({ currentPassword: password });

/** A login of a person: a browser or a program that is signed in. */
export const loginView = z.object({
  id: uuid,
  current: z.boolean(),
  userAgent: z.string(),
  address: z.string(),
  secondFactor: z.enum(['', 'totp', 'passkey', 'recovery-code']),
  createdAt: isoInstant,
  lastSeenAt: isoInstant,
  /** When it ends in any case. */
  expiresAt: isoInstant,
});
export const loginPage = pageOf(loginView);

export const addTotpBody = confirmBody.extend({
  label: z.string().trim().max(60).default('Authenticator app'),
});
export const totpCreated = z.object({
  id: uuid,
  /** Base32, for typing; shown once. */
  secret: z.string(),
  /** `otpauth://` address for the QR code. */
  url: z.string(),
});
export const confirmTotpBody = z.object({ code: z.string().max(20) });

export const passkeyOptionsReply = z.object({ ticket: z.string(), options: z.unknown() });
export const addPasskeyBody = z.object({
  ticket: z.string().max(200),
  label: z.string().trim().max(60).default('Passkey'),
  response: z.record(z.string(), z.unknown()),
});

/** Answer to the first factor, and to asking for new codes: each code works once, and they are shown this once. */
export const factorAdded = z.object({ factor: factorView, recoveryCodes: z.array(z.string()).nullable() });
export const recoveryCodesReply = z.object({ recoveryCodes: z.array(z.string()) });

export type AccountReply = z.infer<typeof accountReply>;
export type FactorView = z.infer<typeof factorView>;
export type LoginView = z.infer<typeof loginView>;
export type TotpCreated = z.infer<typeof totpCreated>;
export type FactorAdded = z.infer<typeof factorAdded>;
export type PasskeyOptionsReply = z.infer<typeof passkeyOptionsReply>;
