import type { PreviewServerMessage } from '@project88/core/contract/live.ts';
import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { WebSocket } from 'ws';
import type { TimingSessions } from '../ingest/types.ts';
import { LAGGING_BYTES } from './limits.ts';

/** Serve one preview of a timing session: its last reads, then the new ones as they come. Newest last. */
export function joinPreview(
  socket: WebSocket,
  tenantId: TenantId,
  id: TimingSessionId,
  timing: TimingSessions,
): void {
  const send = (message: PreviewServerMessage): void => socket.send(JSON.stringify(message));
  const timingSession = timing.get(tenantId, id);
  if (timingSession === null) {
    socket.close(1000, 'gone');
    return;
  }
  send({
    t: 'preview',
    session: timingSession,
    reads: timing.lastReads(tenantId, id)?.toReversed() ?? [],
    fresh: false,
  });
  const end = timing.follow(tenantId, id, (change) => {
    const changed = change.sessions[0];
    if (changed === undefined || socket.bufferedAmount > LAGGING_BYTES) return;
    send({ t: 'preview', session: changed, reads: change.reads, fresh: true });
  });
  socket.once('close', end);
}
