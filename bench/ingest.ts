import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measure, type Run } from './support/report.ts';

/**
 * Claim: lines received, made durable and acknowledged at no less than half the rate of a bare loop of socket,
 * `writev` and `fdatasync`. CTP01 acknowledges by the resume position: a client that announces a location is asked for
 * its rows only when everything before is durable. So a run ends when that question has come on every connection.
 */
const CONNECTIONS = 4;
const LINES_EACH = 200_000;
/** Locations of one connection are limited; each lone line uses one. */
const LONE_LINES = 80;
const LONE_CONNECTIONS = 5;

const bursts = Array.from({ length: CONNECTIONS }, () => burst(LINES_EACH));

await measure({
  name: 'ingest',
  unit: 'lines/s',
  better: 'higher',
  goalRatio: 0.5,
  rounds: 7,
  product: () => run('support/ingestServer.ts'),
  baseline: () => run('support/bareJournal.ts'),
});
process.exit(0);

async function run(server: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'p88-bench-ingest-'));
  const child = fork(fileURLToPath(new URL(server, import.meta.url)), [folder], {
    execArgv: ['--import', 'tsx'],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  // The first pass warms the code up; the second counts.
  await throughput(port, 1);
  const linesPerSecond = await throughput(port, 2);
  const latenciesMs: number[] = [];
  for (let index = 0; index < LONE_CONNECTIONS; index += 1) await loneLines(port, index, latenciesMs);
  const exited = once(child, 'exit');
  child.disconnect();
  await exited;
  await rm(folder, { recursive: true, force: true });
  return { value: linesPerSecond, latenciesMs };
}

/** All connections at once, flat out. */
async function throughput(port: number, pass: number): Promise<number> {
  const sockets = await Promise.all(bursts.map((_, index) => greet(port, `${pass}${index}`)));
  const begun = performance.now();
  await Promise.all(
    sockets.map(async (socket, index) => {
      const asked = askedFor(socket, 'END');
      socket.write(bursts[index] as Buffer);
      await asked;
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  for (const socket of sockets) socket.destroy();
  return (CONNECTIONS * LINES_EACH) / seconds;
}

/** One line in flight: sent, durable, acknowledged, then the next. */
async function loneLines(port: number, connection: number, latenciesMs: number[]): Promise<void> {
  const socket = await greet(port, `3${connection}`);
  for (let seq = 1; seq <= LONE_LINES; seq += 1) {
    const begun = performance.now();
    const asked = askedFor(socket, `P${seq}`);
    socket.write(row(seq, 'FINISH') + announce(`P${seq}`));
    await asked;
    latenciesMs.push(performance.now() - begun);
  }
  socket.destroy();
}

/** Dial, and with the product go through the opening; the bare loop answers the first location at once. */
async function greet(port: number, id: string): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  await once(socket, 'connect');
  const asked = askedFor(socket, 'READY');
  socket.write(`SimpleClient~0.6.0~CTP01\r\nack~getconnectionid~${id}\r\n${announce('READY')}`);
  await asked;
  return socket;
}

/** Resolves when rows of this location are asked for: everything sent before is durable. */
async function askedFor(socket: Socket, location: string): Promise<void> {
  let heard = '';
  while (!heard.includes(`start~${location}\r\n`)) heard += String((await once(socket, 'data'))[0]);
}

function burst(lines: number): Buffer {
  const all = Array.from({ length: lines }, (_, index) => row(index + 1, 'FINISH'));
  return Buffer.from(all.join('') + announce('END'));
}

function row(seq: number, location: string): string {
  const second = String(seq % 60).padStart(2, '0');
  return `CT01_33~${seq}~${location}~${1000 + (seq % 5_000)}~2031-05-04T09:12:${second}.47~1~0A0B0C~4\r\n`;
}

function announce(location: string): string {
  return `CT01_33~0~${location}~newlocation~00:00:00.00~0~0~0\r\n`;
}
