import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * The bare minimum between mats and screens, in a process of its own: a line comes in over TCP, and its bytes go to the
 * sockets of its group. No parsing, no disk, no names. Groups are numbered: the first field of a line, and the path of
 * a screen, is the number of the group.
 */
const groups = new Map<string, Set<WebSocket>>();

const screens = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
screens.on('connection', (socket, request) => {
  const group = (request.url ?? '/').slice(1);
  const members = groups.get(group) ?? new Set();
  groups.set(group, members.add(socket));
});

const mats = createServer({ noDelay: true }, (socket) => {
  createInterface({ input: socket }).on('line', (line) => {
    const frame = Buffer.from(line);
    const group = line.slice(0, line.indexOf('~'));
    for (const screen of groups.get(group) ?? []) screen.send(frame, { binary: false });
  });
}).listen(0, '127.0.0.1');

await Promise.all([once(screens, 'listening'), once(mats, 'listening')]);
process.send?.({ matPort: portOf(mats.address()), screenPort: portOf(screens.address()) });
process.once('disconnect', () => process.exit(0));

function portOf(address: ReturnType<typeof mats.address>): number {
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
