import { z } from 'zod';
import { isoInstant, pageOf, uuid } from './common.ts';

export const createTimingKeyBody = z.object({ label: z.string().trim().max(80).default('') });
/** The answer to making a key: the only time that the secret is shown. */
export const timingKeyCreated = z.object({
  id: uuid,
  user: z.string(),
  secret: z.string(),
  label: z.string(),
});
export type TimingKeyCreated = z.infer<typeof timingKeyCreated>;

export const timingKeyView = z.object({
  id: uuid,
  user: z.string(),
  label: z.string(),
  createdAt: isoInstant,
  lastUsedAt: isoInstant.nullable(),
});
export type TimingKeyView = z.infer<typeof timingKeyView>;
export const timingKeyPage = pageOf(timingKeyView);
