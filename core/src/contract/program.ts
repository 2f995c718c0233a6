import { z } from 'zod';
import { isoInstant, pageOf, uuid } from './common.ts';
import { templateId } from './templates.ts';

/**
 * What is on air in a display session. Whoever changes it names the revision that they saw: two operators who act at once
 * do so one after the other, and the second learns that something else is on air now (`PROGRAM_CHANGED`).
 */
export const takeBody = z.object({
  programRev: z.number().int().min(0),
  /** Another design; `version: null` is the newest that is published. */
  template: z.object({ id: templateId, version: z.number().int().nullable() }).optional(),
  /** A message on all screens; null takes it away. */
  message: z.string().trim().min(1).max(300).nullable().optional(),
  blackout: z.boolean().optional(),
  /** The panic key: all screens rest whatever comes. It needs no revision that is right. */
  resting: z.boolean().optional(),
  /** Begin a playlist, or end the present one. */
  playlistId: uuid.nullable().optional(),
});
export type TakeBody = z.infer<typeof takeBody>;
export const programView = z.object({
  programRev: z.number().int(),
  template: z.object({ id: templateId, version: z.number().int().nullable() }),
  message: z.string().nullable(),
  blackout: z.boolean(),
  resting: z.boolean(),
  playlistId: uuid.nullable(),
});
export type ProgramView = z.infer<typeof programView>;

/** Commands about the queue. `skip` takes the named card (or the next one) out of the queue; `show` puts it on air. */
export const operatorCommand = z.object({
  action: z.enum(['hold', 'resume', 'next', 'previous', 'skip', 'show', 'clear']),
  cardId: z.number().int().optional(),
});
export type OperatorCommand = z.infer<typeof operatorCommand>;

/** An announcer has called a card, or takes that back. */
export const calledBody = z.object({ cardId: z.number().int(), called: z.boolean() });

/** No page takes a newer version of itself while its event is frozen. */
export const freezeBody = z.object({ frozen: z.boolean() });

/** Name and settings of one screen, by its key. */
export const screenSettingsBody = z.object({
  name: z.string().trim().max(60).optional(),
  overscanPct: z.number().min(0).max(20).optional(),
  reducedMotion: z.boolean().optional(),
  message: z.string().trim().min(1).max(300).nullable().optional(),
  templateId: templateId.nullable().optional(),
});
export type ScreenSettingsBody = z.infer<typeof screenSettingsBody>;
export const screenKey = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);

/** A screen that the server knows by its key, whether it is connected or not. */
export const knownScreen = z.object({
  key: z.string(),
  number: z.number().int(),
  name: z.string(),
  overscanPct: z.number(),
  reducedMotion: z.boolean(),
  message: z.string().nullable(),
  templateId: templateId.nullable(),
  connected: z.boolean(),
  lastSeenAt: isoInstant,
});
export type KnownScreen = z.infer<typeof knownScreen>;
export const knownScreens = z.object({ items: z.array(knownScreen) });

/** How many screens were told. One that is frozen reloads when it is let go. */
export const toldScreens = z.object({ screens: z.number().int() });

/** A TV shows the code; an operator types it and the TV opens its display. */
/** With its key the screen gets the name that the operator gives it. */
export const pairingBody = z.object({ key: screenKey.optional() });
export const pairingView = z.object({ code: z.string(), secret: z.string(), expiresInS: z.number().int() });
export type PairingView = z.infer<typeof pairingView>;
export const pairingState = z.object({ displayUrl: z.string().nullable() });
export const pairBody = z.object({
  code: z.string().trim().toUpperCase().min(6).max(8),
  name: z.string().trim().max(60).default(''),
});

/** What operators know of a runner beyond the roster. */
export const entryNote = z.object({
  bib: z.string().min(1).max(40),
  vip: z.boolean(),
  note: z.string().trim().max(300),
  pronunciation: z.string().trim().max(120),
});
export type EntryNote = z.infer<typeof entryNote>;
export const entryNoteBody = entryNote.omit({ bib: true });
export const entryNotes = z.object({ items: z.array(entryNote) });

const playlistItem = z.object({
  templateId,
  dwellMs: z.number().int().min(1_000).max(3_600_000),
});
/**
 * A playlist turns through its items. An item with `from` (time of day at the venue, `HH:MM`) begins a part: it is the
 * first from then on, and the items up to the next `from` turn until that begins.
 */
export const playlistBody = z.object({
  name: z.string().trim().min(1).max(120),
  items: z
    .array(
      playlistItem.extend({
        from: z
          .string()
          .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
          .optional(),
      }),
    )
    .min(1)
    .max(50),
});
export type PlaylistBody = z.infer<typeof playlistBody>;
export const playlistView = playlistBody.extend({ id: uuid, changedAt: isoInstant });
export type PlaylistView = z.infer<typeof playlistView>;
export const playlistPage = pageOf(playlistView);

/** How a display session begins: a preset is taken once, when it is made. */
export const presetBody = z.object({
  name: z.string().trim().min(1).max(120),
  mode: z.enum(['pre-race', 'results']),
  templateId,
  playlistId: uuid.nullable(),
});
export type PresetBody = z.infer<typeof presetBody>;
export const presetView = presetBody.extend({ id: uuid, changedAt: isoInstant });
export type PresetView = z.infer<typeof presetView>;
export const presetPage = pageOf(presetView);

/** One minute of a display session. */
const analyticsMinute = z.object({
  at: isoInstant,
  reads: z.number().int(),
  /** Cards that came on air, and how long they stayed, together. */
  namesShown: z.number().int(),
  dwellMs: z.number().int(),
  backlogMost: z.number().int(),
  screens: z.number().int(),
  latencyP50Ms: z.number().int().nullable(),
  latencyP99Ms: z.number().int().nullable(),
});
export type AnalyticsMinute = z.infer<typeof analyticsMinute>;
const sponsorCount = z.object({
  name: z.string(),
  plays: z.number().int(),
  shownMs: z.number().int(),
});
export const analyticsView = z.object({
  reads: z.number().int(),
  namesShown: z.number().int(),
  backlogMost: z.number().int(),
  latencyP50Ms: z.number().int().nullable(),
  latencyP99Ms: z.number().int().nullable(),
  minutes: z.array(analyticsMinute),
  sponsors: z.array(sponsorCount),
});
export type AnalyticsView = z.infer<typeof analyticsView>;

/** What everybody may know of a display link's session: how fast it is. No names. */
export const publicStatus = z.object({
  session: z.string(),
  screens: z.number().int(),
  reads: z.number().int(),
  crossings: z.number().int(),
  waiting: z.number().int(),
  lastReadAgeMs: z.number().int().nullable(),
  latency: z.object({ samples: z.number().int(), p50Ms: z.number(), p99Ms: z.number() }).nullable(),
  nowMs: z.number().int(),
});
export type PublicStatus = z.infer<typeof publicStatus>;
