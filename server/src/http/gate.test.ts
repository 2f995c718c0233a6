import { once } from 'node:events';
import { connect } from 'node:net';
import Fastify from 'fastify';
import { afterEach, expect, test } from 'vitest';
import type { Principal } from '../tenancy/principal.ts';
import { Gate, installGate } from './gate.ts';
import { GATES } from './rateLimitTable.ts';
import type { App } from './types.ts';

/** Let all that is decided happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Whoever is at a gate: in or not, and how they leave. */
function visit(gate: Gate, key: string) {
  const state = { isIn: false, leave: () => {}, failure: null as unknown };
  gate.enter(key).then(
    (leave) => Object.assign(state, { isIn: true, leave }),
    (failure: unknown) => Object.assign(state, { failure }),
  );
  return state;
}

test('so many of one key are in, the others wait in order, and other keys do not notice', async () => {
  const gate = new Gate({ atOnce: 2, waiting: 10 });
  const visits = ['a', 'a', 'a', 'a'].map((key) => visit(gate, key));
  const other = visit(gate, 'b');
  await settle();
  expect(visits.map(({ isIn }) => isIn)).toEqual([true, true, false, false]);
  expect(other.isIn).toBe(true);
  visits[0]?.leave();
  visits[0]?.leave();
  await settle();
  expect(visits.map(({ isIn }) => isIn)).toEqual([true, true, true, false]);
  visits[1]?.leave();
  await settle();
  expect(visits[3]?.isIn).toBe(true);
});

test('beyond the line one is refused', async () => {
  const gate = new Gate({ atOnce: 1, waiting: 1 });
  visit(gate, 'a');
  visit(gate, 'a');
  const refused = visit(gate, 'a');
  await settle();
  expect(refused.failure).toMatchObject({ code: 'RATE_LIMITED' });
});

test('work that fails gives its place back', async () => {
  const gate = new Gate({ atOnce: 1, waiting: 1 });
  await expect(gate.pass('a', () => Promise.reject(new RangeError('no')))).rejects.toThrow('no');
  expect(await gate.pass('a', async () => 'next')).toBe('next');
});

let app: App;
afterEach(() => app?.close());

/** A server whose one route works until it is told to end, for one partner. */
async function startWorking() {
  const working: (() => void)[] = [];
  let most = 0;
  let closed = 0;
  app = Fastify() as unknown as App;
  app.decorateRequest('principal', null);
  app.addHook('onRequest', async (request) => {
    request.principal = { tenantId: 'acme' } as unknown as Principal;
  });
  installGate(app);
  const work = async () => {
    await new Promise<void>((end) => {
      working.push(end);
      most = Math.max(most, working.length);
    });
    return 'done';
  };
  app.get('/work', work);
  app.post('/work', work);
  app.server.on('connection', (socket) =>
    socket.once('close', () => {
      closed += 1;
    }),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  const endOne = () => working.shift()?.();
  return {
    working,
    endOne,
    port,
    url: `http://127.0.0.1:${port}/work`,
    most: () => most,
    closed: () => closed,
  };
}

test('whoever hangs up gets nothing past the gate, and takes no place with them', async () => {
  const { working, endOne, port, url, most, closed } = await startWorking();
  const sockets = await Promise.all(
    Array.from({ length: 40 }, async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write('GET /work HTTP/1.1\r\nhost: a\r\n\r\n');
      return socket;
    }),
  );
  await expect.poll(() => working.length).toBe(GATES.tenant.atOnce);
  for (const socket of sockets) socket.destroy();
  await expect.poll(() => closed()).toBe(sockets.length);
  // The work of those that are gone goes on, and so do their places.
  const honest = fetch(url);
  await settle();
  expect(working.length).toBe(GATES.tenant.atOnce);
  for (let each = 0; each < GATES.tenant.atOnce; each += 1) endOne();
  await expect.poll(() => working.length).toBe(1);
  endOne();
  expect(await (await honest).text()).toBe('done');
  expect(most()).toBe(GATES.tenant.atOnce);
});

test('bodies that never end hold no place', async () => {
  const { working, endOne, port, url } = await startWorking();
  const slow = await Promise.all(
    Array.from({ length: GATES.tenant.atOnce + 2 }, async () => {
      const socket = connect(port, '127.0.0.1');
      await once(socket, 'connect');
      socket.write(
        'POST /work HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
      );
      return socket;
    }),
  );
  const honest = fetch(url);
  await expect.poll(() => working.length).toBe(1);
  endOne();
  expect((await honest).status).toBe(200);
  for (const socket of slow) socket.destroy();
});
