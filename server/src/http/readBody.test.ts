import { type AddressInfo, connect, type Socket } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BodyPace, readBody } from './readBody.ts';

let app: FastifyInstance;
let sockets: Socket[] = [];
beforeEach(() => {
  app = Fastify();
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets = [];
  await app.close();
});

/** A server with this pace; answers how many bytes came. */
async function serverWith(pace: BodyPace): Promise<number> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.post('/', async (request, reply) => ({
    bytes: (await readBody(request as never, reply as never, 1_000, pace)).length,
  }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  return (app.server.address() as AddressInfo).port;
}

function send(port: number, head: string, body: string): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(`${head}\r\nhost: example.test\r\ncontent-type: x/y\r\ncontent-length: 900\r\n\r\n${body}`);
  sockets.push(socket);
  return socket;
}

/** All that comes back until the other side hangs up. */
async function answerOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const part of socket) text += part;
  return text;
}

test('a body that falls silent is given up, and its connection ends', async () => {
  const port = await serverWith({ silenceMs: 100, freeMs: 60_000, bytesPerS: 1 });
  const answer = await answerOf(send(port, 'POST / HTTP/1.1', 'some'));
  expect(answer).toMatch(/the file comes too slowly/);
  expect(answer).toMatch(/connection: close/i);
});

test('a body that drips is given up, though it is never silent for long', async () => {
  const port = await serverWith({ silenceMs: 60_000, freeMs: 200, bytesPerS: 1_000 });
  const socket = send(port, 'POST / HTTP/1.1', 'some');
  const drip = setInterval(() => socket.write('.'), 20);
  expect(await answerOf(socket)).toMatch(/the file comes too slowly/);
  clearInterval(drip);
});

test('a body that keeps the pace is whole, longer than the free beginning too', async () => {
  const port = await serverWith({ silenceMs: 60_000, freeMs: 100, bytesPerS: 100 });
  const socket = send(port, 'POST / HTTP/1.1', 'x'.repeat(100));
  let sent = 100;
  const steady = setInterval(() => {
    if (sent < 900) socket.write('x'.repeat(100));
    else clearInterval(steady);
    sent += 100;
  }, 100);
  const [answer] = await new Promise<string[]>((resolve) =>
    socket.once('data', (part) => resolve([`${part}`])),
  );
  expect(answer).toMatch(/"bytes":900/);
});
