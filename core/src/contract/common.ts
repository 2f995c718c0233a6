import { z } from 'zod';
import { LINK_ALPHABET, LINK_LENGTH } from '../ids/ids.ts';

/** A UUID in its text form. */
export const uuid = z.uuid();

/** A date and time as ISO 8601 in UTC, for example `2031-05-04T09:12:33.470Z`. */
export const isoInstant = z.iso.datetime();

/** Text of a display link as a person may type it: case and surrounding spaces do not matter. */
export const linkId = z
  .string()
  .trim()
  .toUpperCase()
  .regex(new RegExp(`^[${LINK_ALPHABET}]{${LINK_LENGTH}}$`));

/** Page of a list: at most `limit` items, starting after `cursor`. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(200).optional(),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** The shape of every list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** The shape of every failure. */
export const errorBody = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    requestId: z.string(),
    details: z.unknown().optional(),
  }),
});
export type ErrorBody = z.infer<typeof errorBody>;
