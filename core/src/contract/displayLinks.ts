import { z } from 'zod';
import { isoInstant, pageOf, uuid } from './common.ts';

export const generateUrlBody = z.object({
  sessionId: uuid,
  /** Life of the link; the default is 24 hours, the longest 30 days. */
  expiresInHours: z.number().min(0.01).max(720).default(24),
});
export const displayLinkReply = z.object({ id: z.string(), url: z.string(), expiresAt: isoInstant });
export type DisplayLinkReply = z.infer<typeof displayLinkReply>;

export const displayLinkView = displayLinkReply.extend({
  sessionId: uuid,
  createdAt: isoInstant,
  revokedAt: isoInstant.nullable(),
});
export type DisplayLinkView = z.infer<typeof displayLinkView>;
export const displayLinkPage = pageOf(displayLinkView);

/** What a screen needs to begin: where to connect, and when the link ends. */
export const displayBootstrap = z.object({
  id: z.string(),
  sessionName: z.string(),
  liveUrl: z.string(),
  expiresAt: isoInstant,
  protocolVersion: z.number().int(),
  serverTimeMs: z.number().int(),
});
export type DisplayBootstrap = z.infer<typeof displayBootstrap>;
