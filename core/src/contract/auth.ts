import { z } from 'zod';
import { isoInstant, uuid } from './common.ts';
import { permission, role } from './permissionSchemas.ts';

export const email = z.email().max(254);
/** A password on its way in; what makes a good one is checked when it is chosen, not here. */
export const password = z.string().min(1).max(256);

export const loginBody = z.object({
  email,
  password,
  /** True for programs that keep no cookies: the answer carries a refresh token. */
  refreshToken: z.boolean().optional(),
});

export const userView = z.object({
  id: uuid,
  email: z.string(),
  name: z.string(),
  role,
  /** Name of the custom role; null for built-in ones. */
  customRole: z.string().nullable(),
});
export const partnerView = z.object({ id: uuid, name: z.string(), slug: z.string(), timeZone: z.string() });

/** A platform administrator looks into the partner's data. */
export const visitView = z.object({ reason: z.string(), endsAt: isoInstant, home: z.string() });

export const meReply = z.object({
  user: userView,
  /** The partner whose data is seen: the visited one during a visit. */
  partner: partnerView,
  permissions: z.array(permission),
  visit: visitView.nullable(),
  /** True when the partner asks for a second factor that this person does not have yet: nothing else is allowed. */
  secondFactorMissing: z.boolean(),
  /** The login ends after so many minutes without use, and in any case at `loginEndsAt`. */
  idleMinutes: z.number().int(),
  loginEndsAt: isoInstant,
  /** Port that timing software connects to, for the instructions; absent when the listener is not running here. */
  timingPort: z.number().int().optional(),
});
export const loginReply = meReply.extend({
  accessToken: z.string(),
  /** Life of the access token in seconds. */
  expiresInS: z.number().int(),
  /** Only when it was asked for; each is used once and brings the next. */
  refreshToken: z.string().optional(),
});

/** Details of `SECOND_FACTOR_REQUIRED`: what to answer `POST /api/auth/second-factor` with. */
export const secondFactorTicket = z.object({
  ticket: z.string(),
  methods: z.array(z.enum(['totp', 'passkey', 'recovery-code'])),
  /** Options for `navigator.credentials.get` in their JSON form; null without a passkey. */
  passkeyOptions: z.unknown(),
});

export const secondFactorBody = z
  .object({
    ticket: z.string().max(200),
    /** Six digits of an authenticator app. */
    code: z.string().max(20).optional(),
    recoveryCode: z.string().max(60).optional(),
    /** The browser's answer in its JSON form. */
    passkey: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(
    (body) => [body.code, body.recoveryCode, body.passkey].filter((each) => each !== undefined).length === 1,
    {
      message: 'give exactly one of code, recoveryCode and passkey',
    },
  );

export const refreshBody = z.object({ refreshToken: z.string().max(200) });
export const refreshReply = z.object({
  accessToken: z.string(),
  expiresInS: z.number().int(),
  refreshToken: z.string(),
});

export const forgotBody = z.object({ email });
/**
 * The same for every address, whether somebody has it or not. `mailed: false`: this installation sends no mail, so ask
 * somebody who manages your team for a link.
 */
export const forgotReply = z.object({ mailed: z.boolean() });
export const resetBody = z.object({ token: z.string().max(200), password });

export const invitationTokenBody = z.object({ token: z.string().max(200) });
/** What somebody with an invitation sees before accepting it. */
export const invitationOffer = z.object({
  email: z.string(),
  name: z.string(),
  partner: z.string(),
  role: z.string(),
  expiresAt: isoInstant,
});
export const acceptInvitationBody = z.object({
  token: z.string().max(200),
  name: z.string().trim().min(1).max(100),
  password,
});

export type LoginBody = z.infer<typeof loginBody>;
export type LoginReply = z.infer<typeof loginReply>;
export type MeReply = z.infer<typeof meReply>;
export type UserView = z.infer<typeof userView>;
export type PartnerView = z.infer<typeof partnerView>;
export type SecondFactorTicket = z.infer<typeof secondFactorTicket>;
export type SecondFactorBody = z.infer<typeof secondFactorBody>;
export type InvitationOffer = z.infer<typeof invitationOffer>;
