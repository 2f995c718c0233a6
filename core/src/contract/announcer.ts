import { z } from 'zod';
import { isoInstant, pageOf, pageQuery } from './common.ts';
import { rosterEntry } from './displaySessions.ts';

/**
 * Words of a name or club, or a bib; in any case, with or without accents. Nothing is found for no word, except with
 * `longest`: then all entries are meant, and those with the longest names come first.
 */
export const entrySearchQuery = z.object({
  search: z.string().trim().max(120).default(''),
  longest: z.stringbool().default(false),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export const foundEntries = z.object({ items: z.array(rosterEntry) });
export type FoundEntries = z.infer<typeof foundEntries>;

/** One crossing of the past, as announcers scroll back to it: the first read of a runner at a mat. */
export const pastCrossing = z.object({
  /** Tag as it was read; the bib for most timing software. */
  tag: z.string(),
  location: z.string(),
  /** Wall clock at the venue, `HH:MM:SS`; empty when the controller's clock was not set. */
  timeOfDay: z.string(),
  receivedAt: isoInstant,
  /** Null for a chip that is on no roster. */
  entry: rosterEntry.nullable(),
});
export type PastCrossing = z.infer<typeof pastCrossing>;
export const crossingPage = pageOf(pastCrossing);
export const crossingQuery = pageQuery.extend({ search: z.string().trim().max(120).optional() });
