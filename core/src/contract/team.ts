import { z } from 'zod';
import { email } from './auth.ts';
import { isoInstant, pageOf, uuid } from './common.ts';
import { permission, role } from './permissionSchemas.ts';

/** People of a partner, their invitations, and the roles that they may have. */

const roleChoice = z.object({
  role,
  /** Needed with `role: 'custom'`, else absent or null. */
  customRoleId: uuid.nullish(),
});

export const memberView = z.object({
  id: uuid,
  email: z.string(),
  name: z.string(),
  role,
  customRole: z.object({ id: uuid, name: z.string() }).nullable(),
  disabled: z.boolean(),
  secondFactors: z.number().int(),
  createdAt: isoInstant,
  lastLoginAt: isoInstant.nullable(),
});
export const memberPage = pageOf(memberView);

export const changeMemberBody = roleChoice
  .partial()
  .extend({ disabled: z.boolean().optional(), name: z.string().trim().min(1).max(100).optional() });

export const inviteBody = roleChoice.extend({ email, name: z.string().trim().max(100).default('') });

export const invitationView = z.object({
  id: uuid,
  email: z.string(),
  name: z.string(),
  role,
  customRole: z.object({ id: uuid, name: z.string() }).nullable(),
  createdAt: isoInstant,
  expiresAt: isoInstant,
});
export const invitationPage = pageOf(invitationView);

/** A one-time link: sent by e-mail when the installation can, else shown this once to whoever made it. */
export const oneTimeLink = z.object({
  /** Null when it was sent by e-mail. */
  url: z.string().nullable(),
  mailed: z.boolean(),
  expiresAt: isoInstant,
});
export const invitationMade = oneTimeLink.extend({ id: uuid });

export const roleView = z.object({
  /** Null for built-in roles. */
  id: uuid.nullable(),
  role,
  name: z.string(),
  sentence: z.string(),
  permissions: z.array(permission),
  people: z.number().int(),
});
export const roleList = z.object({ items: z.array(roleView) });
export const roleBody = z.object({
  name: z.string().trim().min(1).max(60),
  permissions: z.array(permission).max(100),
});

export type MemberView = z.infer<typeof memberView>;
export type InvitationView = z.infer<typeof invitationView>;
export type OneTimeLink = z.infer<typeof oneTimeLink>;
export type InvitationMade = z.infer<typeof invitationMade>;
export type RoleView = z.infer<typeof roleView>;
export type RoleList = z.infer<typeof roleList>;
