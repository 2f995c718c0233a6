import { z } from 'zod';
import { isoInstant, pageOf, pageQuery } from './common.ts';

/**
 * Everything that the audit log tells, with the words of the console's list ("Robin Stone made an API key"). Stable:
 * old entries keep their names.
 */
export const AUDIT_ACTIONS = {
  'login.succeeded': 'signed in',
  'login.ended': 'ended a login',
  'login.refresh-reused': 'sent a refresh token a second time; the login was ended',
  'account.renamed': 'changed their name',
  'password.changed': 'changed their password',
  'password.reset-asked': 'asked for a new password',
  'password.reset': 'set a new password through a link',
  'factor.added': 'added a second factor',
  'factor.removed': 'removed a second factor',
  'recovery-codes.made': 'made new recovery codes',
  'member.invited': 'invited a person',
  'member.joined': 'accepted an invitation',
  'member.changed': 'changed a person’s role or state',
  'member.factors-removed': 'removed a person’s second factors',
  'member.reset-link-made': 'made a link to set a new password',
  'member.logins-ended': 'ended a person’s logins',
  'invitation.revoked': 'took an invitation back',
  'role.made': 'made a role',
  'role.changed': 'changed a role',
  'role.deleted': 'deleted a role',
  'api-key.made': 'made an API key',
  'api-key.rotated': 'rotated an API key',
  'api-key.revoked': 'revoked an API key',
  'timing-key.made': 'made a timing key',
  'timing-key.deleted': 'deleted a timing key',
  'partner.changed': 'changed the partner’s settings',
  'partner.made': 'made a partner',
  'partner.suspended': 'suspended the partner',
  'partner.resumed': 'lifted the suspension',
  'partner.deleted': 'deleted the partner, with time to restore it',
  'partner.restored': 'restored the partner',
  'partner.removed': 'removed the partner for good',
  'platform-user.changed': 'blocked or unblocked a person of a partner',
  'visit.started': 'began to look into the partner’s data',
  'visit.ended': 'ended a look into the partner’s data',
  'display.made': 'made a display session',
  'display.changed': 'changed a display session',
  'display.deleted': 'deleted a display session',
  'roster.uploaded': 'uploaded a roster',
  'results.uploaded': 'uploaded results',
  'on-air.command': 'gave a command on air',
  'stream.bound': 'bound a timing session',
  'stream.unbound': 'unbound a timing session',
  'stream.replayed': 'asked for reads again',
  'link.made': 'made a display link',
  'link.revoked': 'revoked a display link',
  'audit.exported': 'took the audit log out as a file',
  'secrets.rotated': 'rotated secrets of the installation',
} as const satisfies Record<string, string>;

export type AuditAction = keyof typeof AUDIT_ACTIONS;
export const auditAction = z.enum(Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]]);

/** Who did something: a person, a platform administrator on a visit, a program, a screen, or the server itself. */
export const auditActorKind = z.enum(['user', 'visitor', 'api-key', 'screen', 'system', 'nobody']);
export type AuditActorKind = z.infer<typeof auditActorKind>;

export const auditEntryView = z.object({
  /** 1, 2, 3 … without gaps within a partner. */
  seq: z.number().int(),
  at: isoInstant,
  actor: z.object({ kind: auditActorKind, id: z.string(), name: z.string() }),
  action: auditAction,
  object: z.object({ kind: z.string(), id: z.string() }),
  /** What was there before, and what came; null when there is nothing to say. */
  before: z.unknown(),
  after: z.unknown(),
  address: z.string(),
  requestId: z.string(),
  /** SHA-256 over the entry and the hash of the one before, in hex. */
  hash: z.string(),
});
export type AuditEntryView = z.infer<typeof auditEntryView>;

/** Filters of the list and of the export; all that are given must hold. */
export const auditFilter = z.object({
  action: auditAction.optional(),
  actorId: z.string().max(200).optional(),
  objectId: z.string().max(200).optional(),
  from: isoInstant.optional(),
  to: isoInstant.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditQuery = pageQuery.extend(auditFilter.shape);
export const auditPage = pageOf(auditEntryView);
export type AuditPage = z.infer<typeof auditPage>;

export const auditExportQuery = auditFilter.extend({ format: z.enum(['csv', 'jsonl']).default('csv') });

export const auditVerdict = z.object({
  /** True when every entry fits the one before and the newest is the one that was written last. */
  intact: z.boolean(),
  entries: z.number().int(),
  /** Hash of the newest entry in hex; noted elsewhere it proves later that nothing before it was changed. */
  head: z.string(),
  /** The first thing that does not fit, in words. */
  problem: z.string().nullable(),
});
export type AuditVerdict = z.infer<typeof auditVerdict>;
