import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startProduct } from '../test/support/product.ts';
import { measure, type Run } from './support/report.ts';
import { quantile } from './support/statistics.ts';

/**
 * Claim: 100,000 guesses of one account's password, from one address and then from 1,000, do not succeed, and honest
 * sign-ins take at most twice as long as in quiet times (p99): of the attacked account from its usual address and from
 * addresses never seen before, and of another account.
 */
const GUESSES = 100_000;
const GUESSES_PER_SECOND = 1_000;
const CONNECTIONS = 1_000;
const HONEST_EVERY_MS = 200;

const dataDir = await mkdtemp(join(tmpdir(), 'p88-bench-guesses-'));
const product = await startProduct({
  dataDir,
  env: { P88_HTTP_PORT: '0', P88_TIMING_PORT: '0', P88_LOG_LEVEL: 'error' },
});
const port = Number(new URL(product.url).port);
const { users } = await product.demoFile();
const [attacked, other] = users;
if (attacked === undefined || other === undefined) throw new Error('the demo has no people');
let freshAddresses = 0;

await signIn(attacked, '127.2.0.1');
await signIn(other, '127.2.0.2');
await measure({
  name: 'guesses',
  unit: 'ms p99',
  better: 'lower',
  goalRatio: 2,
  rounds: 1,
  product: underAttack,
  baseline: () => quiet(GUESSES / GUESSES_PER_SECOND),
});
await product.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(0);

async function quiet(seconds: number): Promise<Run> {
  const latenciesMs = await honestSignIns(wait(seconds * 1_000));
  return { value: quantile(latenciesMs, 0.99), latenciesMs };
}

async function underAttack(): Promise<Run> {
  const one = await attack(1);
  const many = await attack(1_000);
  const latenciesMs = [...one.latenciesMs, ...many.latenciesMs];
  const guessed = (one.answers['200'] ?? 0) + (many.answers['200'] ?? 0);
  const [sent, answered] = [one.sent + many.sent, one.answered + many.answered];
  if (guessed > 0) throw new Error(`${guessed} guesses were answered with a sign-in`);
  // A guess without an answer proves nothing; all of them together would be a server that is down.
  if (answered < sent) throw new Error(`${sent - answered} of ${sent} guesses were not answered`);
  return {
    value: quantile(latenciesMs, 0.99),
    latenciesMs,
    extra: {
      guesses: sent,
      guessesWrong: (one.answers['401'] ?? 0) + (many.answers['401'] ?? 0),
      guessesRefused: (one.answers['429'] ?? 0) + (many.answers['429'] ?? 0),
      guessesThatSucceeded: guessed,
      oneAddressP99Ms: quantile(one.latenciesMs, 0.99),
      manyAddressesP99Ms: quantile(many.latenciesMs, 0.99),
      manyAddressesP50Ms: quantile(many.latenciesMs, 0.5),
    },
  };
}

interface Attacked {
  sent: number;
  answered: number;
  /** How many by status. */
  answers: Record<string, number>;
}

/** Honest sign-ins while the account is attacked from so many addresses. */
async function attack(addresses: number) {
  const child = fork(fileURLToPath(new URL('support/guesser.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx'],
  });
  const ended = once(child, 'message') as Promise<[Attacked]>;
  child.send({
    port,
    email: attacked?.email,
    connections: CONNECTIONS,
    addresses,
    guesses: GUESSES,
    perSecond: GUESSES_PER_SECOND,
  });
  const latenciesMs = await honestSignIns(ended);
  const [outcome] = await ended;
  return { ...outcome, latenciesMs };
}

/** Sign in again and again, in turns: from the usual place, as somebody else, and from an address never seen. */
async function honestSignIns(until: Promise<unknown>): Promise<number[]> {
  let isOver = false;
  until.finally(() => {
    isOver = true;
  });
  const latenciesMs: number[] = [];
  for (let turn = 0; !isOver; turn += 1) {
    const begun = performance.now();
    if (turn % 3 === 0) await signIn(attacked, '127.2.0.1');
    if (turn % 3 === 1) await signIn(other, '127.2.0.2');
    if (turn % 3 === 2) await signIn(attacked, freshAddress());
    latenciesMs.push(performance.now() - begun);
    await wait(HONEST_EVERY_MS);
  }
  return latenciesMs;
}

function freshAddress(): string {
  freshAddresses += 1;
  return `127.3.${Math.floor(freshAddresses / 250)}.${(freshAddresses % 250) + 1}`;
}

/** Throws when an honest person is not let in. */
function signIn(user: { email: string; password: string } | undefined, localAddress: string): Promise<void> {
  const body = JSON.stringify({ email: user?.email, password: user?.password });
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const agent = new Agent({ localAddress });
    const sent = request(
      { port, host: '127.0.0.1', path: '/api/auth/login', method: 'POST', headers, agent },
      (answer) => {
        answer.resume();
        answer.once('end', () => {
          agent.destroy();
          if (answer.statusCode === 200) resolve();
          else
            reject(
              new Error(`an honest sign-in from ${localAddress} was answered with ${answer.statusCode}`),
            );
        });
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
