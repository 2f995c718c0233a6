import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startProduct } from '../test/support/product.ts';
import { measure, type Run } from './support/report.ts';
import { quantile } from './support/statistics.ts';

/**
 * Claim: while one partner floods the interface from 64 connections, as fast as they are answered, the p99 of another
 * partner's requests is at most twice that of quiet times.
 */
const CONNECTIONS = 64;
const SECONDS = 15;
const EVERY_MS = 10;

const dataDir = await mkdtemp(join(tmpdir(), 'p88-bench-flood-'));
const product = await startProduct({
  dataDir,
  env: { P88_HTTP_PORT: '0', P88_TIMING_PORT: '0', P88_LOG_LEVEL: 'error' },
});
const port = Number(new URL(product.url).port);
const { users } = await product.demoFile();
const [flooding] = users;
const honest = users.find(({ partner }) => partner !== flooding?.partner);
const floodToken = await tokenOf(flooding);
let honestToken = await tokenOf(honest);

await measure({
  name: 'flood',
  unit: 'ms p99',
  better: 'lower',
  goalRatio: 2,
  rounds: 5,
  product: underFlood,
  baseline: () => requests(wait(SECONDS * 1_000)),
});
await product.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(0);

async function underFlood(): Promise<Run> {
  const child = fork(fileURLToPath(new URL('support/flooder.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(child, 'message') as Promise<[{ answered: number; refused: number }]>;
  child.send({ port, token: floodToken, connections: CONNECTIONS, seconds: SECONDS });
  const run = await requests(ended);
  const [{ answered, refused }] = await ended;
  return { ...run, extra: { floodAnswered: answered, floodRefused: refused } };
}

/** The other partner's console asks for its display sessions, again and again. */
async function requests(until: Promise<unknown>): Promise<Run> {
  let isOver = false;
  until.finally(() => {
    isOver = true;
  });
  honestToken = await tokenOf(honest);
  const latenciesMs: number[] = [];
  while (!isOver) {
    const begun = performance.now();
    const answer = await fetch(`${product.url}/api/sessions`, {
      headers: { authorization: `Bearer ${honestToken}` },
    });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`the other partner was answered with ${answer.status}`);
    latenciesMs.push(performance.now() - begun);
    await wait(EVERY_MS);
  }
  return { value: quantile(latenciesMs, 0.99), latenciesMs };
}

async function tokenOf(user: { email: string; password: string } | undefined): Promise<string> {
  const answer = await fetch(`${product.url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: user?.email, password: user?.password }),
  });
  const { accessToken } = (await answer.json()) as { accessToken: string };
  return accessToken;
}
