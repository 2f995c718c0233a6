import type { IncomingMessage } from 'node:http';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Permission } from '@project88/core/contract/permissions.ts';
import type { TimingSessionId } from '@project88/core/ids/ids.ts';
import type { TimingSessions } from '../ingest/types.ts';
import type { Clock } from '../ops/clock.ts';
import type { Principal } from '../tenancy/principal.ts';
import { joinConsole } from './consoleSocket.ts';
import type { Hub } from './hub.ts';
import type { SocketFacts } from './openSockets.ts';
import { joinPreview } from './previewSocket.ts';
import { type OpenLinkFor, screenRoute } from './screenSocket.ts';
import type { SocketCaller } from './types.ts';
import type { Admitted, SocketRoute } from './upgrade.ts';

/** Who asks for a live socket, when they have the permission; a refusal is a thrown `ProblemError`. */
export type AdmitUser = (request: IncomingMessage, permission: Permission) => Promise<SocketCaller>;

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
        const caller = await admitUser(request, 'displays.view');
        return admitted('console', caller, (socket) => joinConsole(socket, caller.principal, hub, timing));
      },
    },
    {
      pattern: /^\/api\/chronotrack\/sessions\/([^/]{1,64})\/preview$/,
      async admit({ id, request }) {
        const caller = await admitUser(request, 'timing.view');
        const { tenantId } = caller.principal;
        const timingSessionId = id as TimingSessionId;
        if (timing.get(tenantId, timingSessionId) === null) {
          throw new ProblemError('NOT_FOUND', { what: 'timing session' });
        }
        return admitted('preview', caller, (socket) =>
          joinPreview(socket, tenantId, timingSessionId, timing),
        );
      },
    },
  ];
}

function admitted(kind: SocketFacts['kind'], caller: SocketCaller, open: Admitted['open']): Admitted {
  const { principal } = caller;
  return {
    facts: factsOf(kind, principal),
    open,
    recheck: async () => ((await caller.again()).tenantId === principal.tenantId ? 'same' : 'moved'),
  };
}

function factsOf(kind: SocketFacts['kind'], { tenantId, actor }: Principal): SocketFacts {
  if (actor.kind === 'api-key') return { kind, tenantId, apiKeyId: actor.apiKeyId };
  if (actor.kind !== 'user' && actor.kind !== 'visitor') return { kind, tenantId };
  return { kind, tenantId, userId: actor.userId, loginSessionId: actor.loginSessionId };
}
