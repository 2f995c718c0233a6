import type { IncomingMessage } from 'node:http';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { TimingSessions } from '../ingest/types.ts';
import type { Clock } from '../ops/clock.ts';
import { joinConsole } from './consoleSocket.ts';
import type { Hub } from './hub.ts';
import { joinPreview } from './previewSocket.ts';
import { type ResolveLink, screenRoute } from './screenSocket.ts';
import type { SocketRoute } from './upgrade.ts';

/** Who asks for a live socket: the tenant of the signed-in user, or a refusal by a thrown `ProblemError`. */
export type AdmitUser = (request: IncomingMessage) => Promise<TenantId>;

export interface LiveRouteParts {
  hub: Hub;
  timing: TimingSessions;
  resolveLink: ResolveLink;
  admitUser: AdmitUser;
  clock: Clock;
}

/** All live sockets of the product. */
export function liveRoutes({ hub, timing, resolveLink, admitUser, clock }: LiveRouteParts): SocketRoute[] {
  return [
    screenRoute(hub, resolveLink, clock),
    {
      pattern: /^\/live\/console$/,
      async admit({ request }) {
        const tenantId = await admitUser(request);
        return (socket) => joinConsole(socket, tenantId, hub, timing);
      },
    },
    {
      pattern: /^\/api\/chronotrack\/sessions\/([^/]{1,64})\/preview$/,
      async admit({ id, request }) {
        const tenantId = await admitUser(request);
        const timingSessionId = id as TimingSessionId;
        if (timing.get(tenantId, timingSessionId) === null) {
          throw new ProblemError('NOT_FOUND', { what: 'timing session' });
        }
        return (socket) => joinPreview(socket, tenantId, timingSessionId, timing);
      },
    },
  ];
}
