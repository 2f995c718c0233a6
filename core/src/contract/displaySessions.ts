import { z } from 'zod';
import { RACE_STATUSES } from '../results/status.ts';
import { isoInstant, pageOf, pageQuery, uuid } from './common.ts';
import { templateId } from './templates.ts';

/** `pre-race` shows roster data; `results` shows finish data beside it. */
export const displayMode = z.enum(['pre-race', 'results']);
export type DisplayMode = z.infer<typeof displayMode>;

export const createDisplaySessionBody = z.object({
  name: z.string().trim().min(1).max(120),
  mode: displayMode,
  eventId: z.string().max(120).optional(),
  templateId: templateId.default('finish-hero'),
});
export type CreateDisplaySessionBody = z.input<typeof createDisplaySessionBody>;

export const updateDisplaySessionBody = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  /** Its links end and its screens go dark; it can be taken out of the archive again. */
  archived: z.boolean().optional(),
  templateId: templateId.optional(),
});
export type UpdateDisplaySessionBody = z.infer<typeof updateDisplaySessionBody>;

export const displaySessionListQuery = pageQuery.extend({
  /** Part of the name. */
  search: z.string().trim().max(120).optional(),
  mode: displayMode.optional(),
  archived: z.stringbool().default(false),
});

/** A copy has roster, streams, notes and template; no results, links or screens. */
export const duplicateBody = z.object({ name: z.string().trim().min(1).max(120) });

/** A timing session bound to a display session; `locations: null` means all of them. */
export const boundStream = z.object({
  timingSessionId: uuid,
  locations: z.array(z.string()).nullable(),
  boundAt: isoInstant,
});
export type BoundStream = z.infer<typeof boundStream>;

export const displaySessionView = z.object({
  id: uuid,
  name: z.string(),
  mode: displayMode,
  eventId: z.string().nullable(),
  templateId,
  createdAt: isoInstant,
  expiresAt: isoInstant,
  rosterRows: z.number().int(),
  resultRows: z.number().int(),
  streams: z.array(boundStream),
  screens: z.number().int(),
  archived: z.boolean(),
  /** Cards that wait to be on air, and reads so far; absent while the display session is not in memory. */
  waiting: z.number().int().optional(),
  reads: z.number().int().optional(),
});
export type DisplaySessionView = z.infer<typeof displaySessionView>;
export const displaySessionPage = pageOf(displaySessionView);

/** One person on the start list, as screens may show them. No contact data is kept. */
export const rosterEntry = z.object({
  bib: z.string(),
  chips: z.array(z.string()),
  firstName: z.string(),
  lastName: z.string(),
  sex: z.string(),
  age: z.number().int().nullable(),
  city: z.string(),
  region: z.string(),
  country: z.string(),
  club: z.string(),
  race: z.string(),
  wave: z.string(),
  division: z.string(),
  note: z.string(),
});
export type RosterEntryView = z.infer<typeof rosterEntry>;

const raceStatus = z.enum(RACE_STATUSES);

/** One finisher's data. Times are integer milliseconds; places start at 1. */
export const resultEntry = z.object({
  bib: z.string(),
  status: raceStatus,
  gunTimeMs: z.number().int().nullable(),
  chipTimeMs: z.number().int().nullable(),
  splits: z.array(z.object({ name: z.string(), timeMs: z.number().int() })),
  places: z.object({
    overall: z.number().int().nullable(),
    sex: z.number().int().nullable(),
    division: z.number().int().nullable(),
  }),
});
export type ResultEntryView = z.infer<typeof resultEntry>;

/** What is wrong with one row of an upload. `row` counts data rows from 1, the header not counted. */
export const rowProblem = z.object({
  row: z.number().int(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});
export type RowProblem = z.infer<typeof rowProblem>;

/** Answer to an upload. At most 200 problems are listed; `rejected` always counts all. */
export const uploadReport = z.object({
  received: z.number().int(),
  accepted: z.number().int(),
  rejected: z.number().int(),
  ignoredColumns: z.array(z.string()),
  encoding: z.string(),
  problems: z.array(rowProblem),
});
export type UploadReport = z.infer<typeof uploadReport>;

/**
 * JSON form of an upload: `{entries:[…]}`. Rows are checked one by one so that a bad one is reported with its number;
 * field names are matched like CSV headers (`firstName`, `first_name` and `First Name` are one).
 */
export const uploadBody = z.object({ entries: z.array(z.record(z.string(), z.unknown())) });
export const uploadQuery = z.object({
  /** Keep the good rows when others have problems; otherwise it is all or nothing. */
  partial: z.stringbool().default(false),
  /** Add to or replace by bib what is there, instead of replacing the whole set. */
  merge: z.stringbool().default(false),
});
