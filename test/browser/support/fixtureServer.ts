import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MeReply } from '@project88/core/contract/auth.ts';
import type { DisplayLinkView } from '@project88/core/contract/displayLinks.ts';
import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import type { ConsoleClientMessage, OperatorState } from '@project88/core/contract/live.ts';
import type { TimingKeyView } from '@project88/core/contract/timingKeys.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { type AccountData, accountApi, fixtureMe, freshAccount, publicAuthApi } from './fixtureAccount.ts';
import { type AdminData, freshAdmin } from './fixtureAdmin.ts';
import { adminApi } from './fixtureAdminApi.ts';
import { displaySessionApi } from './fixtureDisplaySessions.ts';
import { freshProgram, onAirProgram, type ProgramData, playlistApi } from './fixtureProgram.ts';
import { fixtureOperator, fixtureReads, fixtureTimingSessions } from './fixtureRace.ts';
import { freshSite, type SiteData, siteApi } from './fixtureSite.ts';
import { freshLibrary, type LibraryData, libraryApi, ONE_PICTURE } from './fixtureTemplates.ts';

/**
 * A server that answers like the contract with a race that stands still: for looking at the console's pages and for
 * axe, where the same picture is wanted every time. The policy header is the strict one that the console is made for.
 */
export interface FixtureServer {
  url: string;
  /** Change what is there: for the states of a page. */
  data: FixtureData;
  /** All state-changing requests so far, as `METHOD /path`. */
  requests: string[];
  /** Close every live connection with this code. */
  endSockets(code: number): void;
  close(): Promise<void>;
}

export interface FixtureData {
  signedIn: boolean;
  me: MeReply;
  account: AccountData;
  admin: AdminData;
  sessions: DisplaySessionView[];
  links: DisplayLinkView[];
  keys: TimingKeyView[];
  timing: ReturnType<typeof fixtureTimingSessions>;
  held: boolean;
  program: ProgramData;
  library: LibraryData;
  site: SiteData;
  /** Paths that begin so answer 500. */
  failing: string[];
}

const POLICY = [
  "default-src 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ws:",
].join('; ');

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv; charset=utf-8',
  '.woff2': 'font/woff2',
};

const BUILT = fileURLToPath(new URL('../../../dist/web', import.meta.url));

/** Start it over the built pages. Throws when they are not built: a page that is missing must not pass. */
export async function startFixtureServer(webDir = BUILT, port = 0): Promise<FixtureServer> {
  if (!existsSync(join(webDir, 'console/index.html')))
    throw new Error('The pages are not built: npm run build');
  const data = freshData(Date.now());
  const requests: string[] = [];
  const watchers = new Set<() => void>();
  const server = createServer((request, reply) => {
    answer(request, reply, webDir, data, requests)
      .then(() => {
        // What was changed by one console is seen on all.
        if (request.method !== 'GET') for (const tell of watchers) tell();
      })
      .catch((error: unknown) => reply.destroy(error as Error));
  });
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket, request) => serveSocket(socket, request.url ?? '', data, watchers));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    data,
    requests,
    endSockets: (code) => {
      for (const socket of sockets.clients) socket.close(code);
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function freshData(nowMs: number): FixtureData {
  const iso = (agoMs: number) => new Date(nowMs - agoMs).toISOString();
  const timing = fixtureTimingSessions(nowMs);
  const first: DisplaySessionView = {
    id: '0190b000-0000-7000-8000-000000000001',
    name: 'Finish line, main screen',
    mode: 'results',
    eventId: null,
    templateId: 'finish-hero',
    createdAt: iso(7_200_000),
    expiresAt: iso(-500_000_000),
    rosterRows: 2_418,
    resultRows: 431,
    streams: [{ timingSessionId: timing[0]?.id ?? '', locations: ['FINISH'], boundAt: iso(7_000_000) }],
    screens: 3,
    archived: false,
    waiting: 4,
    reads: 1_284,
  };
  const second: DisplaySessionView = {
    ...first,
    id: '0190b000-0000-7000-8000-000000000002',
    name: 'Announcer desk at the harbour bridge with a name that is far longer than usual',
    mode: 'pre-race',
    templateId: 'announcer-list',
    rosterRows: 0,
    resultRows: 0,
    streams: [],
    screens: 0,
  };
  const link: DisplayLinkView = {
    id: 'K7M2XPQA',
    url: 'https://screens.timing.test/display/K7M2XPQA',
    sessionId: first.id,
    createdAt: iso(7_000_000),
    expiresAt: iso(-79_000_000),
    revokedAt: null,
  };
  return {
    signedIn: true,
    me: fixtureMe(nowMs),
    account: freshAccount(nowMs),
    admin: freshAdmin(nowMs),
    sessions: [first, second],
    links: [link, { ...link, id: 'B3NQZ9TD', revokedAt: iso(3_000_000) }],
    keys: [
      {
        id: first.id,
        user: 'p88-harbour-1',
        label: 'Laptop at the finish',
        createdAt: iso(9e8),
        lastUsedAt: iso(1500),
      },
      { id: second.id, user: 'p88-harbour-2', label: '', createdAt: iso(8e8), lastUsedAt: null },
    ],
    timing,
    held: false,
    program: freshProgram(nowMs),
    library: freshLibrary(nowMs),
    site: freshSite(),
    failing: [],
  };
}

async function answer(
  request: IncomingMessage,
  reply: ServerResponse,
  webDir: string,
  data: FixtureData,
  requests: string[],
): Promise<void> {
  const { pathname: path, searchParams } = new URL(request.url ?? '/', 'http://x');
  const body = await readBody(request);
  reply.setHeader('content-security-policy', POLICY);
  if (!path.startsWith('/api/')) return sendFile(reply, webDir, path);
  if (/^\/api\/(assets\/.*\/file|style-import\/preview)$/.test(path)) {
    reply.writeHead(200, { 'content-type': 'image/png' });
    reply.end(ONE_PICTURE);
    return;
  }
  if (request.method !== 'GET') requests.push(`${request.method} ${path}`);
  const [status, value] = api(`${request.method} ${path}`, body, data, searchParams);
  reply.writeHead(status, { 'content-type': 'application/json' });
  reply.end(value === undefined ? '' : JSON.stringify(value));
}

type Answer = [status: number, value?: unknown];

function failure(status: number, code: string, message: string, details?: unknown): Answer {
  return [status, { error: { code, message, requestId: 'req-3f9a', details } }];
}

function page<T>(items: T[]): Answer {
  return [200, { items, nextCursor: null }];
}

function api(call: string, body: string, data: FixtureData, query: URLSearchParams): Answer {
  const account = {
    call,
    body,
    data: data.account,
    me: data.me,
    onSignedIn: () => {
      data.signedIn = true;
    },
  };
  const failing = data.failing.some((prefix) => call.includes(prefix));
  const known = failing ? null : publicAuthApi(account);
  if (known !== null) return known;
  if (!data.signedIn && !call.includes('/api/auth/invitation'))
    return failure(401, 'NOT_SIGNED_IN', 'Sign in first.');
  if (failing) {
    return failure(500, 'INTERNAL', 'Something went wrong on our side. The request id helps us to find it.');
  }
  return (
    authApi(call, data) ??
    accountApi(account) ??
    adminApi({ call, query, body, data: data.admin, ofPlatform: data.me.user.role === 'platform-admin' }) ??
    playlistApi(call, body, data.program) ??
    libraryApi(call, body, query, data.library) ??
    siteApi(call, data.site) ??
    displaySessionApi(call, query, body, data) ??
    streamApi(call, body, data) ??
    notFound()
  );
}

function notFound(): Answer {
  return failure(404, 'NOT_FOUND', 'There is nothing with this id.');
}

function authApi(call: string, data: FixtureData): Answer | null {
  if (call === 'GET /api/auth/me') return [200, data.me];
  if (call === 'POST /api/auth/logout') {
    data.signedIn = false;
    return [204];
  }
  if (call === 'POST /api/platform/visit/end') {
    data.me.visit = null;
    return [204];
  }
  return null;
}

function streamApi(call: string, body: string, data: FixtureData): Answer | null {
  if (call === 'GET /api/chronotrack/sessions') return page(data.timing);
  if (call === 'GET /api/timing-keys') return page(data.keys);
  if (call === 'POST /api/timing-keys') {
    const { label } = JSON.parse(body);
    return [201, { id: data.me.user.id, user: 'p88-harbour-3', secret: 'Zt7-qVn4-bR2m-Yw9k', label }];
  }
  if (call === 'POST /api/display/generate-url') {
    const { sessionId } = JSON.parse(body);
    const [like] = data.links;
    const link = { ...(like as DisplayLinkView), id: 'W4RTH8YE', sessionId };
    link.url = link.url.replace('K7M2XPQA', link.id);
    data.links = [link, ...data.links];
    return [201, link];
  }
  const [, timingSessionId] = /^POST \/api\/chronotrack\/sessions\/([^/]+)\/select$/.exec(call) ?? [];
  if (timingSessionId !== undefined) {
    const { displaySessionId, locations = null } = JSON.parse(body);
    const row = data.sessions.find((each) => each.id === displaySessionId);
    row?.streams.push({ timingSessionId, locations, boundAt: new Date().toISOString() });
    return [200, row];
  }
  if (/^(POST|DELETE) /.test(call)) return [200, {}];
  return null;
}

function serveSocket(socket: WebSocket, url: string, data: FixtureData, watchers: Set<() => void>): void {
  const send = (message: unknown) => socket.send(JSON.stringify(message));
  if (url.endsWith('/preview')) {
    const timingSession = data.timing.find(({ id }) => url.includes(id));
    send({ t: 'preview', session: timingSession, reads: fixtureReads(Date.now()), fresh: false });
    return;
  }
  let tell = () => {};
  socket.on('message', (text) => {
    const message = JSON.parse(String(text)) as ConsoleClientMessage;
    if (message.t !== 'watch') return;
    const { displaySessionId, timing } = message;
    if (timing) send({ t: 'timing', items: data.timing });
    watchers.delete(tell);
    tell = () => {
      const row = data.sessions.find(({ id }) => id === displaySessionId);
      if (row) send({ t: 'operator', state: operatorOf(row, data) });
    };
    watchers.add(tell);
    tell();
  });
  socket.on('close', () => watchers.delete(tell));
}

function operatorOf(row: DisplaySessionView, data: FixtureData): OperatorState {
  const nowMs = Date.now();
  const state = fixtureOperator(row, nowMs);
  const quiet = row.streams.length === 0;
  const { program, frozen, called } = data.program;
  const status = {
    ...state.status,
    held: data.held,
    ...(quiet && { waiting: 0, reads: 0, lastReadAtMs: null }),
  };
  const empty = { onAir: null, waiting: [], recent: [], screens: [], unknownTags: [], readsPerMinute: 0 };
  return {
    ...state,
    ...(quiet && empty),
    ...(data.program.crowd && crowdOf(state)),
    status,
    program: onAirProgram(data.program, nowMs),
    programRev: program.programRev,
    template: {
      id: program.template.id,
      name: templateName(program.template.id, data.library),
      version: program.template.version,
    },
    playlist: playlistOf(data, nowMs),
    frozen,
    called,
  };
}

function templateName(id: string, { templates }: LibraryData): string {
  const builtIn = Object.entries(BUILT_IN_TEMPLATES).find(([each]) => each === id)?.[1];
  return builtIn?.name ?? templates.find((each) => each.id === id)?.name ?? id;
}

/** The first of those who came, all at once. */
function crowdOf({ recent }: OperatorState): Pick<OperatorState, 'onAir' | 'crowd'> {
  const slots = recent.slice(0, 6).map((card) => ({ card, sinceMs: card.receivedAtMs }));
  return { onAir: null, crowd: { mode: 'grid', slots } };
}

function playlistOf(
  { program: { program, playlists } }: FixtureData,
  nowMs: number,
): OperatorState['playlist'] {
  const running = playlists.find(({ id }) => id === program.playlistId);
  if (running === undefined) return null;
  return { id: running.id, name: running.name, index: 0, nextAtMs: nowMs + 12_000 };
}

async function sendFile(reply: ServerResponse, webDir: string, path: string): Promise<void> {
  const asked = join(webDir, normalize(path));
  const page = path.startsWith('/builder/') ? 'builder/index.html' : 'console/index.html';
  const file = existsSync(asked) && statSync(asked).isFile() ? asked : join(webDir, page);
  const content = await readFile(file);
  const cache = path.startsWith('/assets/') ? 'max-age=3600' : 'no-cache';
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  reply.writeHead(200, { 'content-type': type, 'cache-control': cache });
  reply.end(content);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
