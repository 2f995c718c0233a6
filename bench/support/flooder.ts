import { connect, type Socket } from 'node:net';

/** Asks for the same thing on every connection as soon as the last answer has come, in a process of its own. */
interface Flood {
  port: number;
  token: string;
  connections: number;
  seconds: number;
}

let answered = 0;
let refused = 0;

process.on('message', (flood: Flood) => {
  const sockets = Array.from({ length: flood.connections }, () => open(flood));
  setTimeout(() => {
    for (const socket of sockets) socket.destroy();
    process.send?.({ answered, refused }, undefined, undefined, () => process.exit(0));
  }, flood.seconds * 1_000);
});

function open({ port, token }: Flood): Socket {
  const ask =
    `GET /api/sessions HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n` +
    `accept: application/json\r\n\r\n`;
  const socket = connect(port, '127.0.0.1', () => socket.write(ask));
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (text: string) => {
    for (const [, status] of text.matchAll(/HTTP\/1\.1 (\d{3})/g)) {
      if (status === '200') answered += 1;
      else refused += 1;
      socket.write(ask);
    }
  });
  return socket;
}
