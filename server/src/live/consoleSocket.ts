import type { ConsoleServerMessage } from '@project88/core/contract/live.ts';
import type { DisplaySessionId, TenantId } from '@project88/core/ids/ids.ts';
import type { WebSocket } from 'ws';
import type { TimingSessions } from '../ingest/types.ts';
import { onConsoleMessage } from './clientMessages.ts';
import type { Hub } from './hub.ts';
import { CONSOLE_EVERY_MS, LAGGING_BYTES } from './limits.ts';

/**
 * Serve one console: the display session that it watches, and its partner's timing sessions if it wants them; `timing`
 * is null for those who may not see timing sessions.
 */
export function joinConsole(
  socket: WebSocket,
  tenantId: TenantId,
  hub: Hub,
  timing: TimingSessions | null,
): void {
  let watched: DisplaySessionId | null = null;
  let sent = '';
  let endTiming: (() => void) | null = null;

  const send = (message: ConsoleServerMessage): void => socket.send(JSON.stringify(message));
  const sendTiming = (): void => {
    if (timing === null || socket.bufferedAmount > LAGGING_BYTES) return;
    send({ t: 'timing', items: timing.list(tenantId) });
  };

  const sendState = (): void => {
    if (watched === null || socket.bufferedAmount > LAGGING_BYTES) return;
    const state = hub.operatorState(tenantId, watched);
    if (state === null) {
      send({ t: 'operator-gone', displaySessionId: watched });
      watched = null;
      return;
    }
    const fingerprint = JSON.stringify({ ...state, nowMs: 0 });
    if (fingerprint === sent) return;
    sent = fingerprint;
    send({ t: 'operator', state });
  };

  const timer = setInterval(sendState, CONSOLE_EVERY_MS);
  onConsoleMessage(socket, (message) => {
    watched = message.displaySessionId as DisplaySessionId | null;
    sent = '';
    sendState();
    endTiming?.();
    endTiming = message.timing ? (timing?.follow(tenantId, null, sendTiming) ?? null) : null;
    if (message.timing) sendTiming();
  });
  socket.once('close', () => {
    clearInterval(timer);
    endTiming?.();
  });
}
