import type { Card } from '../displays/screen/card.ts';
import type { ScreenOp, ScreenState } from '../displays/screen/screen.ts';
import type { PreviewRead, TimingSessionView } from './timingSessions.ts';

/**
 * Messages over the live sockets. First a snapshot, then numbered deltas: `delta.from` must equal the revision that
 * the screen holds; otherwise the screen asks with `resync`. The server owns order and time.
 *
 * History of the protocol version:
 * 1  first version
 */
export const LIVE_PROTOCOL_VERSION = 1;

/**
 * How the server closes a socket whose right to be open is over: the login has ended, or the partner is suspended or the
 * permission gone. Coming back would be refused. After every other code but 1000 a page comes back by itself.
 */
export const SOCKET_ENDED = { signedOut: 4_401, refused: 4_403 } as const;

/** Server to screen, on `/live/display/<id>`. */
export type ScreenServerMessage =
  | { t: 'snapshot'; v: number; rev: number; nowMs: number; state: ScreenState }
  | { t: 'delta'; from: number; rev: number; nowMs: number; ops: ScreenOp[] }
  /** Every few seconds: the link is alive and this is the newest revision. */
  | { t: 'tick'; rev: number; nowMs: number }
  /** Answer to `time`: for the estimate of the clock offset. */
  | { t: 'time'; sentMs: number; nowMs: number }
  /** The last message: the screen shows a plain page and does not come back. */
  | { t: 'gone'; reason: 'expired' | 'revoked' | 'deleted' }
  | { t: 'identify'; number: number };

/** Screen to server. `sentMs` is the screen's own clock and comes back untouched. */
export type ScreenClientMessage =
  | { t: 'hello'; v: number; rev: number | null; widthPx: number; heightPx: number }
  | { t: 'resync' }
  | { t: 'time'; sentMs: number }
  | { t: 'beat'; rev: number; fps: number; lateMs: number | null };

/** One connected screen as the operator sees it. */
export interface ScreenView {
  number: number;
  linkId: string;
  widthPx: number | null;
  heightPx: number | null;
  rev: number;
  fps: number | null;
  connectedAtMs: number;
  lagging: boolean;
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
}

/** Server to console, on `/live/console`. */
export type ConsoleServerMessage =
  | { t: 'operator'; state: OperatorState }
  | { t: 'operator-gone'; displaySessionId: string }
  | { t: 'timing'; items: TimingSessionView[] };

/** Console to server: which display session to follow (at most one at a time), and whether to follow the streams. */
export type ConsoleClientMessage = { t: 'watch'; displaySessionId: string | null; timing: boolean };

/** Server to preview, on `/api/chronotrack/sessions/<id>/preview`. First all last reads, then the new ones. */
export type PreviewServerMessage = {
  t: 'preview';
  session: TimingSessionView;
  reads: PreviewRead[];
  fresh: boolean;
};
