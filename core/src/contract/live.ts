import type { TemplateDocument } from '../displays/document/template.ts';
import type { Card } from '../displays/screen/card.ts';
import type { ScreenOp, ScreenState } from '../displays/screen/screen.ts';
import type { PreviewRead, TimingSessionView } from './timingSessions.ts';

/**
 * Messages over the live sockets. First a snapshot, then numbered deltas: `delta.from` must equal the revision that
 * the screen holds; otherwise the screen asks with `resync`. The server owns order and time.
 *
 * History of the protocol version:
 * 1  first version
 * 2  several on air at once, queue, leaderboards, the operator's message; screens have names and settings and tell how
 *    late they show a read
 */
export const LIVE_PROTOCOL_VERSION = 2;

/**
 * How the server closes a socket whose right to be open is over: the login has ended, or the partner is suspended or the
 * permission gone. Coming back would be refused. After every other code but 1000 a page comes back by itself.
 */
export const SOCKET_ENDED = { signedOut: 4_401, refused: 4_403 } as const;

/** What an operator decided for one screen. It goes with the screen's key, so it is there again after a restart. */
export interface ScreenSettings {
  /** What people call it: "Tower left". Empty: its number. */
  name: string;
  /** Part of each side that this screen cuts off, in percent: the picture is drawn inside of it. */
  overscanPct: number;
  reducedMotion: boolean;
  /** A message for this screen alone; null: the session's. */
  message: string | null;
  /** Another design than that of the display session; null: the session's. */
  template: TemplateDocument | null;
}

/** Server to screen, on `/live/display/<id>`. */
export type ScreenServerMessage =
  | { t: 'snapshot'; v: number; rev: number; nowMs: number; state: ScreenState }
  | { t: 'delta'; from: number; rev: number; nowMs: number; ops: ScreenOp[]; readAtMs?: number }
  /** Every few seconds: the link is alive and this is the newest revision. */
  | { t: 'tick'; rev: number; nowMs: number }
  /** Answer to `time`: for the estimate of the clock offset. */
  | { t: 'time'; sentMs: number; nowMs: number }
  /** The last message: the screen shows a plain page and does not come back. */
  | { t: 'gone'; reason: 'expired' | 'revoked' | 'deleted' }
  | { t: 'identify'; number: number; name: string }
  /** After `hello`, and when they change. */
  | { t: 'settings'; settings: ScreenSettings }
  /** Load the page again; a screen that is frozen waits until it is let go. */
  | { t: 'reload' }
  /** While an event is frozen no page takes a newer version of itself. */
  | { t: 'freeze'; frozen: boolean };

/**
 * Screen to server. `sentMs` is the screen's own clock and comes back untouched; `key` is a random name that the screen
 * keeps, by which it is known again; `readMs` are the times from the newest read of a delta to its presented frame.
 */
export type ScreenClientMessage =
  | {
      t: 'hello';
      v: number;
      rev: number | null;
      key: string;
      widthPx: number;
      heightPx: number;
      /** Version of the page that runs, and whether it would start without a network. */
      page: string;
      cached: boolean;
    }
  | { t: 'resync' }
  | { t: 'time'; sentMs: number }
  | { t: 'beat'; rev: number; fps: number; lateMs: number | null; readMs: number[] };

/** One connected screen as the operator sees it. */
export interface ScreenView {
  number: number;
  /** Its own key; empty for one that tells none. */
  key: string;
  name: string;
  linkId: string;
  widthPx: number | null;
  heightPx: number | null;
  rev: number;
  fps: number | null;
  connectedAtMs: number;
  lagging: boolean;
  /** Still shows a design from before the last change of it, though it had time to follow. */
  oldDesign: boolean;
  page: string;
  cached: boolean;
  /** When the screen last said something. */
  heardAtMs: number;
  overscanPct: number;
  reducedMotion: boolean;
  /** The design that it shows when it is not the session's. */
  templateId: string | null;
  message: string | null;
}

/** How long reads took to be seen, of the last minutes: read received to frame presented, over all screens. */
export interface LatencyView {
  samples: number;
  p50Ms: number;
  p99Ms: number;
}

/** The live state of a display session for its operators. */
export interface OperatorState {
  displaySessionId: string;
  rev: number;
  nowMs: number;
  onAir: ScreenState['onAir'];
  status: ScreenState['status'];
  /** The first cards of the queue; `status.waiting` counts all. */
  waiting: Card[];
  recent: readonly Card[];
  crowd: ScreenState['crowd'];
  boards: ScreenState['boards'];
  approaching: ScreenState['approaching'];
  program: ScreenState['program'];
  skipped: number;
  /** Bibs or chips that are on no roster, newest first, with how often they were read. */
  unknownTags: { tag: string; reads: number }[];
  screens: ScreenView[];
  readsPerMinute: number;
  /** Null until a screen has told. */
  latency: LatencyView | null;
  /** What is on air, and how often that was changed: whoever takes something names the number that they saw. */
  template: { id: string; name: string; version: number | null };
  programRev: number;
  playlist: { id: string; name: string; index: number; nextAtMs: number | null } | null;
  frozen: boolean;
  /** Cards that an announcer has called. */
  called: number[];
  /** Who else is here. */
  present: PresentPerson[];
}

/** Somebody who looks at the same display session or template. */
export interface PresentPerson {
  userId: string;
  name: string;
  /** Since when. */
  sinceMs: number;
  /** Has the right to change it at the moment. */
  edits: boolean;
}

/** Server to console, on `/live/console`. */
export type ConsoleServerMessage =
  | { t: 'operator'; state: OperatorState }
  | { t: 'operator-gone'; displaySessionId: string }
  | { t: 'timing'; items: TimingSessionView[] }
  /** Who is at the template that this console has open. */
  | { t: 'presence'; templateId: string; people: PresentPerson[]; draftRev: number };

/**
 * Console to server: which display session to follow (at most one at a time), whether to follow the streams, and which
 * template is open in the builder, with the wish to change it. One at a time may; who comes second gets it when the first
 * leaves or has said nothing for a minute (say it again now and then), or takes it with `takeOver`.
 */
export type ConsoleClientMessage =
  | { t: 'watch'; displaySessionId: string | null; timing: boolean }
  | { t: 'at-template'; templateId: string | null; edits: boolean; takeOver?: boolean };

/** Server to preview, on `/api/chronotrack/sessions/<id>/preview`. First all last reads, then the new ones. */
export type PreviewServerMessage = {
  t: 'preview';
  session: TimingSessionView;
  reads: PreviewRead[];
  fresh: boolean;
};
