import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call as the fake's answers see it. */
export interface FakeCall {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The fake's own clock, in ms. */
  nowMs: number;
}

export interface FakeAnswer {
  status: number;
  type?: string;
  headers?: Readonly<Record<string, string>>;
  body: string;
}

export function json(value: unknown, status = 200): FakeAnswer {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}

/** What can go wrong between a provider and us, each for one call. */
export const FAULTS = [
  'too-fast',
  'too-fast-seconds',
  'too-fast-date',
  'status-500',
  'page-502',
  'status-503',
  'refused',
  'reset',
  'stalled',
  'truncated',
  'page-200',
  'trailing-comma',
  'not-a-number',
] as const;
export type Fault = (typeof FAULTS)[number];

/** Those that change nothing for who reads well. */
export const HARMLESS = ['slow-drip', 'byte-order-mark', 'wrong-type', 'unknown-keys'] as const;
export type Harmless = (typeof HARMLESS)[number];

export interface Logged extends FakeCall {
  /** How many calls were under way, this one included. */
  atOnce: number;
  /** What was done to it; null: it was answered. */
  fault: Fault | Harmless | 'redirect' | null;
}

/**
 * A provider on a real port that answers as the real one does, and misbehaves when it is told to. A second port takes
 * orders: `POST /_ctl/advance`, `POST /_ctl/fault`, `GET /_ctl/log`.
 */
export class FakeProvider {
  readonly log: Logged[] = [];
  nowMs: number;
  /** Faults of the next calls, one each. */
  readonly faults: (Fault | Harmless | null)[] = [];
  /** Every call is sent there. */
  redirectTo: string | null = null;
  /** Every call fails so. */
  down: Fault | null = null;
  readonly #answer: (call: FakeCall, atOnce: number) => FakeAnswer;
  readonly #public = createServer((request, reply) => void this.#take(request, reply));
  readonly #orders = createServer((request, reply) => void this.#obey(request, reply));
  #under = 0;

  private constructor(answer: (call: FakeCall, atOnce: number) => FakeAnswer, nowMs: number) {
    this.#answer = answer;
    this.nowMs = nowMs;
  }

  static async open(
    answer: (call: FakeCall, atOnce: number) => FakeAnswer,
    nowMs: number,
  ): Promise<FakeProvider> {
    const fake = new FakeProvider(answer, nowMs);
    for (const server of [fake.#public, fake.#orders]) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
    return fake;
  }

  /** Where connectors call. */
  get url(): string {
    return addressOf(this.#public);
  }

  /** Where orders go. */
  get control(): string {
    return addressOf(this.#orders);
  }

  async close(): Promise<void> {
    for (const server of [this.#public, this.#orders]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  async #take(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    this.#under += 1;
    reply.once('close', () => {
      this.#under -= 1;
    });
    const atOnce = this.#under;
    const url = new URL(request.url ?? '/', 'http://fake');
    const fault = this.redirectTo !== null ? 'redirect' : (this.down ?? this.faults.shift() ?? null);
    const call = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: url.searchParams,
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      body: await textOf(request),
      nowMs: this.nowMs,
    };
    this.log.push({ ...call, atOnce, fault });
    // As long as over a line, so that calls which are made at once are under way at once.
    await new Promise((resolve) => setTimeout(resolve, 2));
    misbehave(fault, { request, reply, redirectTo: this.redirectTo ?? '' }, () => this.#answer(call, atOnce));
  }

  async #obey(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const order = `${request.method} ${request.url}`;
    const body = await textOf(request);
    const given = body === '' ? {} : (JSON.parse(body) as { ms?: number; fault?: Fault; times?: number });
    if (order === 'POST /_ctl/advance') this.nowMs += given.ms ?? 0;
    else if (order === 'POST /_ctl/fault') {
      for (let time = 0; time < (given.times ?? 1); time += 1) this.faults.push(given.fault ?? null);
    } else if (order !== 'GET /_ctl/log') return void reply.writeHead(404).end();
    reply.setHeader('content-type', 'application/json');
    reply.end(
      JSON.stringify({ nowMs: this.nowMs, calls: this.log.map(({ path, fault }) => ({ path, fault })) }),
    );
  }
}

interface Line {
  request: IncomingMessage;
  reply: ServerResponse;
  redirectTo: string;
}

const HTML = { 'content-type': 'text/html' };

/** What is answered instead. */
const SPOKEN: Partial<Record<Fault, () => [status: number, body: string, headers: Record<string, string>]>> =
  {
    'too-fast': () => [429, 'slow down', {}],
    'too-fast-seconds': () => [429, 'slow down', { 'retry-after': '2' }],
    'too-fast-date': () => [429, 'slow down', { 'retry-after': new Date(Date.now() + 2_000).toUTCString() }],
    'status-500': () => [500, '{"message":"oops"}', {}],
    'page-502': () => [502, '<html><h1>Bad gateway</h1></html>', HTML],
    'status-503': () => [503, '', {}],
    'page-200': () => [200, '<!doctype html><title>Down for maintenance</title>', HTML],
  };

function misbehave(
  fault: Logged['fault'],
  { request, reply, redirectTo }: Line,
  answer: () => FakeAnswer,
): void {
  if (fault === 'stalled') return;
  const spoken = SPOKEN[fault as Fault]?.();
  if (spoken !== undefined) {
    const [status, body, headers] = spoken;
    reply.writeHead(status, headers).end(body);
  } else if (fault === 'redirect') reply.writeHead(302, { location: redirectTo }).end();
  else if (fault === 'refused') request.socket.destroy();
  else tell(fault as Exclude<typeof fault, 'redirect'>, reply, answer());
}

function tell(
  fault: Fault | Harmless | null,
  reply: ServerResponse,
  { status, type, headers, body }: FakeAnswer,
): void {
  const half = Math.floor(body.length / 2);
  const kind = fault === 'wrong-type' ? 'text/plain' : (type ?? 'text/plain');
  reply.writeHead(status, { 'content-type': kind, ...headers });
  if (fault === 'reset') {
    reply.write(body.slice(0, half));
    setTimeout(() => reply.destroy(), 5);
  } else if (fault === 'slow-drip') {
    reply.write(body.slice(0, half));
    setTimeout(() => reply.end(body.slice(half)), 10);
  } else reply.end(changed(fault, body));
}

function changed(fault: Fault | Harmless | null, body: string): string {
  if (fault === 'truncated') return body.slice(0, Math.floor(body.length / 2));
  if (fault === 'trailing-comma') return body.replace(/([\]}])\s*$/, ',$1');
  // Not in a text, where it would be a word like any other.
  if (fault === 'not-a-number') return body.replace(/^\s*[[{]/, '$&"share":NaN,');
  if (fault === 'byte-order-mark') return `\ufeff${body}`;
  if (fault === 'unknown-keys') return body.replace(/\{"/, '{"brand_new":{"x":1},"');
  return body;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
