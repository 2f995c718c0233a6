import type { ConsoleServerMessage } from '@project88/core/contract/live.ts';
import type { DisplaySessionId } from '@project88/core/ids/ids.ts';
import type { WebSocket } from 'ws';
import type { TimingSessions } from '../ingest/types.ts';
import type { Principal } from '../tenancy/principal.ts';
import { type ConsoleMessage, onConsoleMessage } from './clientMessages.ts';
import type { Hub } from './hub.ts';
import { CONSOLE_EVERY_MS, LAGGING_BYTES } from './limits.ts';
import type { Visitor } from './presence.ts';

type Send = (message: ConsoleServerMessage) => void;
type Message<T extends ConsoleMessage['t']> = Extract<ConsoleMessage, { t: T }>;

/**
 * Serve one console: the display session that it watches, its partner's timing sessions if it wants them and may see
 * them, and who else has the template open that it has open.
 */
export function joinConsole(socket: WebSocket, principal: Principal, hub: Hub, timing: TimingSessions): void {
  const send: Send = (message) => socket.send(JSON.stringify(message));
  const visitor = visitorOf(principal, socket, send);
  const state = followState(socket, principal, hub, send);
  const streams = followTiming(socket, principal, timing, send);
  const desk = followDesk(visitor, principal, hub);
  onConsoleMessage(socket, (message) => {
    if (visitor !== null) hub.presence.heard(visitor);
    if (message.t === 'at-template') return void desk(message);
    const id = message.displaySessionId as DisplaySessionId | null;
    if (visitor !== null) hub.presence.watch(visitor, id);
    state.watch(id);
    streams.follow(message.timing);
  });
  socket.once('close', () => {
    state.end();
    streams.end();
    if (visitor !== null) hub.presence.leave(visitor);
  });
}

/** A person; programs are not present anywhere. */
function visitorOf(
  { tenantId, actor, permissions }: Principal,
  socket: WebSocket,
  tell: Send,
): Visitor | null {
  if (actor.kind !== 'user' && actor.kind !== 'visitor') return null;
  const { userId, name } = actor;
  const isHere = () => socket.readyState === socket.OPEN;
  return { tenantId, userId, name, operates: permissions.has('displays.operate'), isHere, tell };
}

function followState(socket: WebSocket, { tenantId, actor }: Principal, hub: Hub, send: Send) {
  const me = 'userId' in actor ? actor.userId : null;
  let watched: DisplaySessionId | null = null;
  let sent = '';
  const sendState = (): void => {
    if (watched === null || socket.bufferedAmount > LAGGING_BYTES) return;
    const state = hub.operatorState(tenantId, watched);
    if (state === null) {
      send({ t: 'operator-gone', displaySessionId: watched });
      watched = null;
      return;
    }
    state.present = state.present.filter(({ userId }) => userId !== me);
    const fingerprint = JSON.stringify({ ...state, nowMs: 0 });
    if (fingerprint === sent) return;
    sent = fingerprint;
    send({ t: 'operator', state });
  };
  const timer = setInterval(sendState, CONSOLE_EVERY_MS);
  return {
    watch(id: DisplaySessionId | null): void {
      watched = id;
      sent = '';
      sendState();
    },
    end: () => clearInterval(timer),
  };
}

function followTiming(
  socket: WebSocket,
  { tenantId, permissions }: Principal,
  timing: TimingSessions,
  send: Send,
) {
  let end: (() => void) | null = null;
  const sendTiming = (): void => {
    if (socket.bufferedAmount <= LAGGING_BYTES) send({ t: 'timing', items: timing.list(tenantId) });
  };
  return {
    follow(wanted: boolean): void {
      end?.();
      end = null;
      if (!wanted || !permissions.has('timing.view')) return;
      end = timing.follow(tenantId, null, sendTiming);
      sendTiming();
    },
    end: () => end?.(),
  };
}

/** Answers what to do with the word about which template is open. */
function followDesk(visitor: Visitor | null, { tenantId, permissions }: Principal, hub: Hub) {
  let asked = 0;
  return async ({ templateId, edits, takeOver }: Message<'at-template'>): Promise<void> => {
    if (visitor === null || !permissions.has('templates.view')) return;
    const question = ++asked;
    const draftRev = templateId === null ? null : await hub.draftRev(tenantId, templateId);
    // Somewhere else, or gone, by the time that the store answered.
    if (question !== asked || !visitor.isHere()) return;
    if (templateId === null || draftRev === null) return hub.presence.leaveTemplate(visitor);
    const mayEdit = edits && permissions.has('templates.edit');
    hub.presence.atTemplate(visitor, { templateId, draftRev, edits: mayEdit, takeOver });
  };
}
