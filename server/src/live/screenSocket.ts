import { ProblemError } from '@project88/core/contract/errors.ts';
import type { ScreenServerMessage } from '@project88/core/contract/live.ts';
import type { DisplayLinkId, DisplaySessionId, TenantId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { WebSocket } from 'ws';
import type { Clock } from '../ops/clock.ts';
import type { Channel } from './channel.ts';
import { encode } from './channelMessages.ts';
import { onScreenMessage } from './clientMessages.ts';
import type { Hub } from './hub.ts';
import { SCREENS_PER_LINK } from './limits.ts';
import type { SocketRoute } from './upgrade.ts';

/** A display link that is valid now, and what it leads to. */
export interface OpenLink {
  id: DisplayLinkId;
  tenantId: TenantId;
  displaySessionId: DisplaySessionId;
  expiresAtMs: InstantMs;
}

/** Finds what a link leads to, or throws NOT_FOUND, LINK_GONE or, after too many wrong guesses, RATE_LIMITED. */
export type OpenLinkFor = (text: string, address: string) => Promise<OpenLink>;

/** `/live/display/<id>`: a screen. No login; the link is the permission, for this one display session. */
export function screenRoute(hub: Hub, openLink: OpenLinkFor, clock: Clock): SocketRoute {
  return {
    pattern: /^\/live\/display\/([^/]{1,64})$/,
    unknown: 'link-unknown',
    async admit({ id, address }) {
      const link = await openLink(id, address);
      const channel = hub.channel(link.tenantId, link.displaySessionId);
      if (channel === null) throw new ProblemError('LINK_GONE');
      if (channel.screens.size >= SCREENS_PER_LINK) {
        throw new ProblemError('QUOTA_REACHED', { limit: SCREENS_PER_LINK, what: 'screens' });
      }
      return {
        facts: { kind: 'screen', tenantId: link.tenantId, linkId: link.id },
        open: (socket) =>
          joinScreen(socket, channel, link, clock, () =>
            hub.screensSeen(link.tenantId, link.displaySessionId),
          ),
        async recheck() {
          await openLink(id, address);
          return 'same';
        },
      };
    },
  };
}

function joinScreen(
  socket: WebSocket,
  channel: Channel,
  { id: linkId, expiresAtMs: linkExpiresAtMs }: OpenLink,
  clock: Clock,
  seen: () => void,
): void {
  const { screens } = channel;
  const send = (message: ScreenServerMessage): void => socket.send(encode(message), { binary: false });
  const sendSnapshot = (): void => socket.send(channel.snapshot(), { binary: false });
  sendSnapshot();
  const screen = screens.add({ linkId, linkExpiresAtMs, socket, connectedAtMs: clock() });
  screen.rev = channel.rev;
  socket.once('close', () => screens.delete(screen));
  onScreenMessage(socket, (message) => {
    screen.heardAtMs = clock();
    if (message.t === 'resync') sendSnapshot();
    if (message.t === 'time') send({ t: 'time', sentMs: message.sentMs, nowMs: clock() });
    if (message.t === 'hello') {
      const { key, widthPx, heightPx, page, cached } = message;
      screens.recognise(screen, { key, widthPx, heightPx, page, cached });
      send({ t: 'freeze', frozen: channel.program.frozen });
      seen();
    }
    if (message.t === 'beat') {
      screen.rev = message.rev;
      screen.fps = message.fps;
      channel.latency.add(message.readMs, clock());
    }
  });
}
