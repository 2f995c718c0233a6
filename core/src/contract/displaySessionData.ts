import { z } from 'zod';
import { boundStream, displaySessionView, rosterEntry } from './displaySessions.ts';
import { timingSessionView } from './timingSessions.ts';

/** A bound stream with what is known of its timing session now; null when it was not seen lately. */
const boundStreamNow = boundStream.extend({ timingSession: timingSessionView.nullable() });

/** The template document; its blocks are described by `displays/template.ts`. */
const templateHead = z.looseObject({
  schemaVersion: z.number().int(),
  id: z.string(),
  name: z.string(),
});

/** The queue and what is on air, as `OperatorState` of the live messages; only its head is described here. */
const queueHead = z.looseObject({
  displaySessionId: z.string(),
  rev: z.number().int(),
  nowMs: z.number().int(),
  waiting: z.array(z.looseObject({})),
  recent: z.array(z.looseObject({})),
  skipped: z.number().int(),
});

/** Everything of one display session: the answer of `GET /api/sessions/<id>/data`. */
export const displaySessionData = z.object({
  session: displaySessionView,
  /** The first entries; the rest by `GET /api/sessions/<id>/roster?cursor=…`. */
  roster: z.object({
    total: z.number().int(),
    entries: z.array(rosterEntry),
    nextCursor: z.string().nullable(),
  }),
  results: z.object({ total: z.number().int() }),
  streams: z.array(boundStreamNow),
  template: templateHead,
  /** Null while the display session is not in memory, for example because it expired. */
  queue: queueHead.nullable(),
});

export type DisplaySessionData = z.infer<typeof displaySessionData>;
