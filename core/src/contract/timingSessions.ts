import { z } from 'zod';
import { isoInstant, pageOf, uuid } from './common.ts';

/** One mat of a timing session: what came from it so far. */
export const timingLocation = z.object({
  name: z.string(),
  reads: z.number().int(),
  guns: z.number().int(),
  firstSeq: z.number().int().nullable(),
  lastSeq: z.number().int().nullable(),
  /** Sequence numbers that are missing between the first and the last. */
  missing: z.number().int(),
  lastReadTime: z.string().nullable(),
});
export type TimingLocationView = z.infer<typeof timingLocation>;

/** What timing software offers on the timing port, over all its reconnects. */
export const timingSessionView = z.object({
  id: uuid,
  status: z.enum(['live', 'recent']),
  program: z.string(),
  programVersion: z.string(),
  /** The client's own 40-character id, or null when it does not tell. */
  connectionId: z.string().nullable(),
  remoteAddress: z.string(),
  timingKeyUser: z.string().nullable(),
  eventName: z.string(),
  locations: z.array(timingLocation),
  connectedAt: isoInstant,
  lastReadAt: isoInstant.nullable(),
  reads: z.number().int(),
  guns: z.number().int(),
  duplicates: z.number().int(),
  conflicts: z.number().int(),
  rejected: z.number().int(),
  connections: z.number().int(),
  /** Arrival minus read time of the latest live read, in milliseconds; null when unknown. */
  clockOffsetMs: z.number().int().nullable(),
  lastError: z.string().nullable(),
});
export type TimingSessionView = z.infer<typeof timingSessionView>;
export const timingSessionPage = pageOf(timingSessionView);

/** One read as the preview shows it. `timeText` is what the timing software sent. */
export const previewRead = z.object({
  location: z.string(),
  seq: z.number().int(),
  kind: z.enum(['chip', 'gun']),
  tag: z.string(),
  timeText: z.string(),
  lap: z.number().int().nullable(),
  reader: z.string(),
  antenna: z.string(),
  receivedAt: isoInstant,
});
export type PreviewRead = z.infer<typeof previewRead>;

export const previewReply = z.object({ session: timingSessionView, reads: z.array(previewRead) });

export const selectBody = z.object({
  displaySessionId: uuid,
  /** Only these mats; absent: all. */
  locations: z.array(z.string().min(1).max(200)).min(1).max(100).optional(),
});

/** Ask the timing software for its rows again, from a sequence number on. */
export const replayBody = z.object({
  location: z.string().min(1).max(200),
  fromSeq: z.number().int().min(1),
});
