import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { Role } from '@project88/core/contract/permissions.ts';
import type { ProgramView } from '@project88/core/contract/program.ts';
import { builtInId } from '@project88/core/contract/templates.ts';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import type { DisplaySessionId, TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { pino } from 'pino';
import { hashPassword } from '../../server/src/auth/passwords.ts';
import { type LiveSecrets, loadSecrets } from '../../server/src/auth/secrets.ts';
import { TimingKeyRing } from '../../server/src/auth/timingKeys.ts';
import { buildHttp, type HttpInterface } from '../../server/src/http/server.ts';
import type { Ingest } from '../../server/src/ingest/ingest.ts';
import type { TimingSessions } from '../../server/src/ingest/types.ts';
import { OpenSockets } from '../../server/src/live/openSockets.ts';
import type { LiveHub } from '../../server/src/live/types.ts';
import type { Mailer } from '../../server/src/mail/mailer.ts';
import type { AuthNote } from '../../server/src/ops/authLog.ts';
import { makePlatform, type Platform } from '../../server/src/platform/platform.ts';
import type { WebFetcher } from '../../server/src/web/webFetcher.ts';
import { createTestDatabase, makePartner, makeUser, type TestDatabase } from './database.ts';

export const PASSWORD = 'correct horse battery staple';

/** One partner with its people and one live timing session. */
export interface TestPartner {
  tenantId: TenantId;
  owner: Caller;
  operator: Caller;
  timingSessionId: TimingSessionId;
}

/** Sends requests as one signed-in person (or as nobody). */
export interface Caller {
  (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** What it proves itself with, for sockets. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  /** The parsed body; typed loosely because a test looks at what it expects. */
  // biome-ignore lint/suspicious/noExplicitAny: the checks are the types here
  json: any;
}

export interface TestHttp {
  url: string;
  http: HttpInterface;
  db: TestDatabase;
  hub: RecordingHub;
  /** Nothing is open in here unless a test adds it. */
  sockets: OpenSockets;
  timingSessions: TimingSessions;
  ingest: RecordingPort;
  platform: Platform;
  /** What the log of sign-ins was told. */
  authNotes: AuthNote[];
  keys: TimingKeyRing;
  secrets: LiveSecrets;
  /** Move the server's clock forward. */
  pass(ms: number): void;
  now(): InstantMs;
  anybody: Caller;
  a: TestPartner;
  b: TestPartner;
  close(): Promise<void>;
}

/** A hub without rooms that remembers what it was asked. */
export class RecordingHub implements LiveHub {
  readonly calls: unknown[][] = [];
  readonly #rooms = new Set<string>();
  async refresh(...args: Parameters<LiveHub['refresh']>): Promise<void> {
    this.calls.push(['refresh', ...args]);
    this.#rooms.add(`${args[0]} ${args[1]}`);
  }
  remove(...args: unknown[]): void {
    this.calls.push(['remove', ...args]);
  }
  closeTenant(...args: unknown[]): void {
    this.calls.push(['closeTenant', ...args]);
  }
  async openTenant(...args: unknown[]): Promise<void> {
    this.calls.push(['openTenant', ...args]);
  }
  forgetTenant(...args: unknown[]): void {
    this.calls.push(['forgetTenant', ...args]);
  }
  revokeLink(...args: unknown[]): void {
    this.calls.push(['revokeLink', ...args]);
  }
  /** Throws `NOT_FOUND`, like the real one, for display sessions that it never heard of. */
  async command(...args: Parameters<LiveHub['command']>): Promise<void> {
    this.#note('command', args);
  }
  /** Knows no templates of partners and no playlists, like the real one those of another partner. */
  async take(...args: Parameters<LiveHub['take']>): ReturnType<LiveHub['take']> {
    this.#note('take', args);
    const [, , { template, playlistId = null }] = args;
    if (template !== undefined && !builtInId.safeParse(template.id).success)
      throw new ProblemError('NOT_FOUND', { what: 'template' });
    if (playlistId !== null) throw new ProblemError('NOT_FOUND', { what: 'playlist' });
    return { before: NOTHING_ON_AIR, after: { ...NOTHING_ON_AIR, programRev: 1, message: 'Hello' } };
  }
  program(...args: Parameters<LiveHub['program']>): ReturnType<LiveHub['program']> {
    this.#note('program', args);
    return NOTHING_ON_AIR;
  }
  async freeze(...args: Parameters<LiveHub['freeze']>): Promise<boolean> {
    this.#note('freeze', args);
    return true;
  }
  tellScreens(...args: Parameters<LiveHub['tellScreens']>): number {
    this.#note('tellScreens', args);
    return 1;
  }
  async call(...args: Parameters<LiveHub['call']>): Promise<void> {
    this.#note('call', args);
  }
  async templateChanged(...args: unknown[]): Promise<void> {
    this.calls.push(['templateChanged', ...args]);
  }
  async playlistChanged(...args: unknown[]): Promise<void> {
    this.calls.push(['playlistChanged', ...args]);
  }
  draftSaved(...args: unknown[]): void {
    this.calls.push(['draftSaved', ...args]);
  }
  #note(what: string, args: readonly [TenantId, DisplaySessionId, ...unknown[]]): void {
    if (!this.#rooms.has(`${args[0]} ${args[1]}`))
      throw new ProblemError('NOT_FOUND', { what: 'display session' });
    this.calls.push([what, ...args]);
  }
  operatorState(): null {
    return null;
  }
  screenCount(): number {
    return 0;
  }
}

const NOTHING_ON_AIR: ProgramView = {
  programRev: 0,
  template: { id: 'finish-hero', version: null },
  message: null,
  blackout: false,
  resting: false,
  playlistId: null,
};

/** A timing port without connections and recordings that remembers what it was asked. */
export class RecordingPort implements Pick<Ingest, 'endTenant' | 'removeTenant'> {
  readonly calls: unknown[][] = [];
  async endTenant(...args: unknown[]): Promise<void> {
    this.calls.push(['endTenant', ...args]);
  }
  async removeTenant(...args: unknown[]): Promise<void> {
    this.calls.push(['removeTenant', ...args]);
  }
}

/** Makes the live displays that the interface works with, instead of a recording. */
type HubOver = (database: TestDatabase['database'], clock: () => InstantMs) => LiveHub;

/** What the HTTP interface works with, over a database and a folder of its own. */
async function makeParts(clock: () => InstantMs, hubOver: HubOver | null) {
  const folder = await mkdtemp(join(tmpdir(), 'p88-http-'));
  const db = await createTestDatabase({ clock });
  const secrets = await loadSecrets(join(folder, 'secrets.json'), randomBytes);
  const log = pino({ level: 'silent' });
  const shared = { database: db.database, secrets, clock, random: randomBytes, log };
  const config = { timingPolicy: 'auto' as const, timingAllow: [], timeZone: 'UTC' };
  const keys = new TimingKeyRing({ ...shared, config });
  const [hub, ingest, sockets] = [new RecordingHub(), new RecordingPort(), new OpenSockets(log)];
  const live = hubOver?.(db.database, clock) ?? hub;
  const platform = makePlatform({ ...shared, hub: live, timingKeys: keys, ingest, sockets });
  return { folder, db, secrets, shared, keys, hub, live, ingest, sockets, platform };
}

/** The HTTP interface on a free port over a database of its own, with two partners in it. */
export async function startTestHttp({
  trustedProxies = [],
  mailer = null,
  hubOver = null,
  web = null,
}: {
  trustedProxies?: string[];
  mailer?: Mailer | null;
  hubOver?: HubOver | null;
  /** What reads public websites; absent: this is switched off. */
  web?: WebFetcher | null;
} = {}): Promise<TestHttp> {
  let nowMs = Date.UTC(2031, 4, 4, 7);
  const clock = () => instantMs(nowMs);
  const { folder, shared, live, ...parts } = await makeParts(clock, hubOver);
  const { db, keys, sockets, platform } = parts;
  const authNotes: AuthNote[] = [];
  const timing = new Map<TenantId, TimingSessionView>();
  const timingSessions = oneTimingSessionEach(timing);
  let url = '';
  const http = await buildHttp({
    ...shared,
    config: { displaySessionHours: 168, trustedProxies },
    authLog: { note: (note) => authNotes.push(note), close: () => {} },
    publicUrl: () => url,
    timingPort: () => 61_611,
    hub: live,
    sockets,
    platform,
    web,
    mailer,
    timingSessions,
    timingKeys: keys,
    version: '0.0.0-test',
    webDir: await makeWebDir(folder),
    readiness: { database: () => db.database.ping() },
    metrics: { contentType: PLAIN_METRICS, metrics: async () => 'p88_screens 0\n' },
  });
  await http.app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(http.app.server.address() as AddressInfo).port}`;

  const partners = { url, database: db.database, timing, nowMs };
  const [a, b] = [await makeCallers(partners, 'Acme Timing'), await makeCallers(partners, 'Bolt Timing')];
  await keys.reload();
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const close = async () => {
    await http.app.close();
    await db.close();
    await rm(folder, { recursive: true });
  };
  const people = { anybody: callerAt(url), a, b };
  return { ...parts, ...people, url, http, timingSessions, authNotes, now: clock, pass, close };
}

const PLAIN_METRICS = 'text/plain; version=0.0.4; charset=utf-8';

interface PartnersIn {
  url: string;
  database: TestDatabase['database'];
  timing: Map<TenantId, TimingSessionView>;
  nowMs: number;
}

/** A partner with an owner and an operator, both signed in, and one live timing session. */
async function makeCallers({ url, database, timing, nowMs }: PartnersIn, name: string): Promise<TestPartner> {
  const { tenantId, slug } = await makePartner(database, name);
  const view = timingSessionOf(tenantId, nowMs);
  timing.set(tenantId, view);
  const signIn = async (role: Role) => {
    const email = `${role}@${slug}.example`;
    await makeUser(database, tenantId, { email, role, passwordHash: await hashPassword(PASSWORD) });
    const answer = await callerAt(url)('POST', '/api/auth/login', { email, password: PASSWORD });
    return callerAt(url, { cookie: (answer.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '' });
  };
  const people = { owner: await signIn('owner'), operator: await signIn('operator') };
  return { tenantId, ...people, timingSessionId: view.id as TimingSessionId };
}

/** A caller that sends these headers with every request. Bodies that are no text or bytes go as JSON. */
export function callerAt(url: string, always: Record<string, string> = {}): Caller {
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> => {
    const isRaw = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && !isRaw && { 'content-type': 'application/json' }),
        ...always,
        ...headers,
      },
      ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
      ...(body instanceof ReadableStream && { duplex: 'half' }),
    } as RequestInit);
    const text = await response.text();
    const isJson = /json(;|$)/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : null,
    };
  };
  return Object.assign(call, { headers: always });
}

/** Pages as the build leaves them, only smaller. */
async function makeWebDir(folder: string): Promise<string> {
  const webDir = join(folder, 'web');
  for (const page of ['console', 'builder', 'display', 'status']) {
    await mkdir(join(webDir, page), { recursive: true });
    await writeFile(join(webDir, page, 'index.html'), `<!doctype html><title>${page}</title>`);
  }
  for (const worker of ['display', 'console']) {
    await writeFile(join(webDir, `${worker}-worker.js`), `// ${worker}`);
  }
  await mkdir(join(webDir, 'assets'));
  await writeFile(join(webDir, 'assets', 'console-1a2b3c.js'), 'console.log(1)');
  return webDir;
}

function timingSessionOf(tenantId: TenantId, nowMs: number): TimingSessionView {
  return {
    id: tenantId.replace(/^.{8}/, '0badcafe'),
    status: 'live',
    program: 'Simulator',
    programVersion: '1',
    connectionId: null,
    remoteAddress: '127.0.0.1',
    timingKeyUser: null,
    eventName: 'Harbour Run',
    locations: [],
    connectedAt: new Date(nowMs).toISOString(),
    lastReadAt: null,
    reads: 0,
    guns: 0,
    duplicates: 0,
    conflicts: 0,
    rejected: 0,
    connections: 1,
    clockOffsetMs: null,
    lastError: null,
  };
}

function oneTimingSessionEach(views: ReadonlyMap<TenantId, TimingSessionView>): TimingSessions {
  const get = (tenantId: TenantId, id: TimingSessionId) => {
    const view = views.get(tenantId);
    return view?.id === id ? view : null;
  };
  return {
    list: (tenantId) => [views.get(tenantId)].filter((view) => view !== undefined),
    get,
    lastReads: (tenantId, id) => (get(tenantId, id) === null ? null : []),
    requestReplay: (tenantId, id, location) => get(tenantId, id) !== null && location === 'FINISH',
    follow: () => () => {},
  };
}
