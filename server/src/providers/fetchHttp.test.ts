import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ProviderError } from '@project88/core/providers/errors.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiCaller } from '../web/apiCaller.ts';
import { FetchHttp, type ProviderHttpParts } from './fetchHttp.ts';
import type { ProviderCall } from './http.ts';

const NOW = instantMs(Date.UTC(2031, 5, 7, 12));
const SECRET = 'very/secret value';

let server: Server;
let asked: { request: IncomingMessage; body: string }[];
/** The answers, one for each call; the last one stays. */
let answers: ((reply: ServerResponse) => void)[];
let pauses: number[];
let left: (number | null)[];

beforeEach(async () => {
  asked = [];
  answers = [(reply) => reply.end('{}')];
  pauses = [];
  left = [];
  server = createServer(async (request, reply) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ request, body });
    const [answer] = answers.length > 1 ? answers.splice(0, 1) : answers;
    answer?.(reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

function http(given: Partial<ProviderHttpParts> = {}, trusted = [origin()]): FetchHttp {
  const limits = { timeoutMs: 300, headBytes: 16_384, bodyBytes: 10_000 };
  const caller = new ApiCaller({ origins: [origin()], trusted, limits });
  return new FetchHttp({
    send: (request) => caller.send(request),
    baseUrl: `${origin()}/api/`,
    rateLimitStatuses: [406],
    secrets: [SECRET],
    enter: async () => (pauseMs) => left.push(pauseMs),
    clock: () => NOW,
    pause: async (ms) => void pauses.push(ms),
    random: () => 0.5,
    ...given,
  });
}

async function faultOf(call: ProviderCall, given: Partial<ProviderHttpParts> = {}): Promise<ProviderError> {
  const error = await http(given)
    .call(call)
    .catch((failure: unknown) => failure);
  if (!(error instanceof ProviderError)) throw new Error(`no fault: ${String(error)}`);
  return error;
}

const status =
  (code: number, headers: Record<string, string> = {}, body = '') =>
  (reply: ServerResponse) =>
    reply.writeHead(code, headers).end(body);

describe('a call', () => {
  it('goes below the base address, with its query, and without what is null', async () => {
    await http().call({ url: '/races', query: { page: 2, name: 'a&b', since: null } });
    expect(asked[0]?.request.url).toBe('/api/races?page=2&name=a%26b');
    expect(asked[0]?.request.headers.accept).toBe('application/json');
  });

  it('sends forms and JSON, and reads what is packed and in another charset', async () => {
    answers = [(reply) => reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('"packed"'))];
    expect((await http().call({ method: 'POST', url: 'a', form: { x: '1 2' } })).text).toBe('"packed"');
    answers = [status(200, { 'content-type': 'text/csv; charset=windows-1252' })];
    answers = [
      (reply) =>
        reply.writeHead(200, { 'content-type': 'text/csv; charset=windows-1252' }).end(Buffer.from([0xe9])),
    ];
    expect((await http().call({ method: 'PUT', url: 'b', json: { x: [1] } })).text).toBe('é');
    expect(asked.map(({ body }) => body)).toEqual(['x=1+2', '{"x":[1]}']);
  });
});

describe('faults', () => {
  it.each([
    [401, 'auth-invalid'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [400, 'contract-drift'],
    [302, 'address-refused'],
  ] as const)('%i is %s, and is not tried again', async (code, fault) => {
    answers = [status(code, { location: 'http://evil.example/' })];
    expect((await faultOf({ url: 'a' })).fault).toBe(fault);
    expect(asked).toHaveLength(1);
  });

  it('that pass are tried five times with growing pauses', async () => {
    answers = [status(503)];
    expect((await faultOf({ url: 'a' })).fault).toBe('provider-down');
    expect(asked).toHaveLength(5);
    expect(pauses).toEqual([250, 500, 1_000, 2_000]);
  });

  it('are forgotten when a later try works; calls that change something are sent once', async () => {
    answers = [status(500), status(502), (reply) => reply.end('"good"')];
    expect((await http().call({ url: 'a' })).text).toBe('"good"');
    answers = [status(500)];
    await faultOf({ method: 'POST', url: 'a', json: {} });
    expect(asked).toHaveLength(4);
  });

  it('the provider’s own word for "too fast" counts, and its pause is kept and told to the budget', async () => {
    answers = [status(406, { 'retry-after': '3' }), (reply) => reply.end('1')];
    await http().call({ url: 'a' });
    answers = [
      status(429, { 'retry-after': new Date(NOW + 5_000).toUTCString() }),
      (reply) => reply.end('1'),
    ];
    await http().call({ url: 'a' });
    expect(pauses).toEqual([3_250, 5_250]);
    expect(left).toEqual([3_000, null, 5_000, null]);
  });

  it('a pause of an hour is not waited for', async () => {
    answers = [status(429, { 'retry-after': '3600' })];
    expect(await faultOf({ url: 'a' })).toMatchObject({ fault: 'rate-limited', retryAfterMs: 3_600_000 });
    expect(asked).toHaveLength(1);
  });

  it('an answer that never comes, breaks off or is too large', async () => {
    answers = [() => {}];
    expect((await faultOf({ method: 'POST', url: 'a' })).message).toContain('within 0.3 s');
    answers = [
      (reply) => {
        reply.writeHead(200, { 'content-length': '90' });
        reply.write('x', () => reply.destroy());
      },
    ];
    expect((await faultOf({ method: 'POST', url: 'a' })).message).toContain('broke off');
    answers = [(reply) => reply.end('x'.repeat(20_000))];
    expect((await faultOf({ url: 'a' })).fault).toBe('contract-drift');
  });

  it('never repeat a secret, as it is, as an address writes it, or under a secret’s name', async () => {
    answers = [
      status(
        400,
        {},
        `bad ${SECRET} in ?api_key=${encodeURIComponent(SECRET)}&password=hunter2 {"token":"abc"}`,
      ),
    ];
    const { message, detail } = await faultOf({ url: 'a' });
    for (const said of [message, detail]) {
      expect(said).not.toMatch(/very|hunter2|abc/);
      expect(said).toContain('bad ***');
    }
  });
});

describe('addresses', () => {
  it('of others are refused before anything is sent', async () => {
    expect((await faultOf({ url: 'http://other.example/x' })).fault).toBe('address-refused');
    expect(asked).toEqual([]);
  });

  it('inside of our network are refused unless the installation named them', async () => {
    const refused = http({}, []).call({ url: 'a' });
    await expect(refused).rejects.toMatchObject({ fault: 'address-refused' });
    expect(asked).toEqual([]);
  });
});
