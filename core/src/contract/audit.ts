import { z } from 'zod';
import { AUDIT_ACTIONS, type AuditAction } from './auditActions.ts';
import { isoInstant, pageOf, pageQuery } from './common.ts';

const auditAction = z.enum(Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]]);

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
