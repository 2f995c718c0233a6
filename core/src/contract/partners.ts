import { z } from 'zod';
import { email, partnerView } from './auth.ts';
import { isoInstant, pageOf, pageQuery, uuid } from './common.ts';
import { role } from './permissionSchemas.ts';
import { invitationMade } from './team.ts';

/** A partner's own settings, and what platform administrators do with partners. */

/** Scheme, host and port, nothing else. */
const ORIGIN = /^https?:\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(:[1-9]\d{0,4})?$/;
/** Ports that browsers leave away. */
const NEEDLESS_PORT = /^(https:.*:443|http:.*:80)$/;

/** A web origin as browsers write it. */
const webOrigin = z
  .string()
  .max(300)
  .refine((text) => ORIGIN.test(text) && !NEEDLESS_PORT.test(text), {
    message: 'give an origin such as https://results.example, without a path',
  });

export const partnerSettings = z.object({
  name: z.string().trim().min(1).max(100),
  timeZone: z.string().min(1).max(60),
  loginIdleMinutes: z.number().int().min(5).max(720),
  loginAbsoluteHours: z.number().int().min(1).max(168),
  requireSecondFactor: z.boolean(),
  corsOrigins: z.array(webOrigin).max(20),
});
export const changePartnerBody = partnerSettings.partial();

/** How much of something a partner may have; absent: the installation's own limit. */
export const quotas = z.object({
  users: z.number().int().min(1).max(100_000).optional(),
  displaySessions: z.number().int().min(0).max(100_000).optional(),
  displayLinks: z.number().int().min(0).max(1_000_000).optional(),
  apiKeys: z.number().int().min(0).max(10_000).optional(),
  timingKeys: z.number().int().min(0).max(10_000).optional(),
  customRoles: z.number().int().min(0).max(1_000).optional(),
  presets: z.number().int().min(0).max(10_000).optional(),
  playlists: z.number().int().min(0).max(10_000).optional(),
  templates: z.number().int().min(0).max(10_000).optional(),
  templateVersions: z.number().int().min(0).max(1_000_000).optional(),
  assets: z.number().int().min(0).max(1_000_000).optional(),
  assetMegabytes: z.number().int().min(0).max(1_000_000).optional(),
  requestsPerMinute: z.number().int().min(60).max(1_000_000).optional(),
});
export type Quotas = z.infer<typeof quotas>;

export const partnerReply = partnerSettings.extend({
  id: uuid,
  slug: z.string(),
  /** What is used now, and how much there may be. */
  usage: z.array(z.object({ what: z.string(), used: z.number().int(), limit: z.number().int() })),
});

export const platformPartner = partnerView.extend({
  createdAt: isoInstant,
  users: z.number().int(),
  state: z.enum(['active', 'suspended', 'deleted']),
  suspendedAt: isoInstant.nullable(),
  suspendedReason: z.string(),
  /** When a deleted partner is removed for good. */
  deleteAfter: isoInstant.nullable(),
  quotas,
});
export const platformPartnerPage = pageOf(platformPartner);

export const createPartnerBody = z.object({
  name: z.string().trim().min(1).max(100),
  /** Short name for options and addresses. */
  slug: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
  timeZone: z.string().min(1).max(60),
  /** The first owner is invited. */
  owner: z.object({ email, name: z.string().trim().max(100).default('') }),
});
/** Answer to making a partner: beside it the link with which its first owner comes in. */
export const partnerMade = z.object({ partner: platformPartner, invitation: invitationMade });
export const inviteOwnerBody = createPartnerBody.shape.owner;
export const changePlatformPartnerBody = z.object({
  name: z.string().trim().min(1).max(100).optional(),
  quotas: quotas.optional(),
});
export const suspendBody = z.object({ reason: z.string().trim().min(1).max(500) });
/** The slug is typed again: deleting a partner is no slip of the finger. */
export const deletePartnerBody = z.object({ slug: z.string() });

export const visitBody = z.object({
  reason: z.string().trim().min(5).max(500),
  minutes: z.number().int().min(5).max(480).default(60),
});

export const platformUser = z.object({
  id: uuid,
  partnerId: uuid,
  partner: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  customRole: z.string().nullable(),
  disabled: z.boolean(),
  secondFactors: z.number().int(),
  createdAt: isoInstant,
  lastLoginAt: isoInstant.nullable(),
});
export const platformUserQuery = pageQuery.extend({ search: z.string().trim().max(100).default('') });
export const platformUserPage = pageOf(platformUser);
export const changePlatformUserBody = z.object({ partnerId: uuid, disabled: z.boolean() });

export type PartnerReply = z.infer<typeof partnerReply>;
export type PartnerSettings = z.infer<typeof partnerSettings>;
export type PlatformPartner = z.infer<typeof platformPartner>;
export type PartnerMade = z.infer<typeof partnerMade>;
export type PlatformUser = z.infer<typeof platformUser>;
