import type { IncomingMessage } from 'node:http';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import type { TimingSessions } from '../ingest/types.ts';
import type { Clock } from '../ops/clock.ts';
import type { Principal } from '../tenancy/principal.ts';
import { joinConsole } from './consoleSocket.ts';
import type { Hub } from './hub.ts';
import { joinPreview } from './previewSocket.ts';
import { type OpenLinkFor, screenRoute } from './screenSocket.ts';
import type { SocketRoute } from './upgrade.ts';

/** Who asks for a live socket; a refusal is a thrown `ProblemError`. */
export type AdmitUser = (request: IncomingMessage) => Promise<Principal>;

export interface LiveRouteParts {
  hub: Hub;
  timing: TimingSessions;
  openLink: OpenLinkFor;
  admitUser: AdmitUser;
  clock: Clock;
}

/** All live sockets of the product. */
export function liveRoutes({ hub, timing, openLink, admitUser, clock }: LiveRouteParts): SocketRoute[] {
  return [
    screenRoute(hub, openLink, clock),
    {
      pattern: /^\/live\/console$/,
      async admit({ request }) {
        const { tenantId } = await admitUser(request);
        return (socket) => joinConsole(socket, tenantId, hub, timing);
      },
    },
    {
      pattern: /^\/api\/chronotrack\/sessions\/([^/]{1,64})\/preview$/,
      async admit({ id, request }) {
        const { tenantId } = await admitUser(request);
        const timingSessionId = id as TimingSessionId;
        if (timing.get(tenantId, timingSessionId) === null) {
          throw new ProblemError('NOT_FOUND', { what: 'timing session' });
        }
        return (socket) => joinPreview(socket, tenantId, timingSessionId, timing);
      },
    },
  ];
}
