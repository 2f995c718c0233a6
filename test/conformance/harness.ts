import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import { pino } from 'pino';
import { type Ingest, type IngestOptions, startIngest } from '../../server/src/ingest/ingest.ts';
import type { StreamAuthority, TimingKeyRecord } from '../../server/src/ingest/types.ts';
import { TENANT_A } from '../support/fixtures.ts';
import { WireClient } from './wireClient.ts';

const KEY: TimingKeyRecord = { tenantId: TENANT_A, user: 'probeuser', secret: 'probepass' };

type Policy = 'open' | 'keys' | 'mixed';

export interface TestIngestOptions extends Partial<Omit<IngestOptions, 'config'>> {
  policy?: Policy;
  config?: Partial<IngestOptions['config']>;
  /** Source address of this tenant, for the policy `mixed`. */
  allowed?: TenantId;
}

/** A timing port of the test's own, with everything that came out of it. */
export class TestIngest {
  readonly reads: Read[] = [];
  readonly replayed: Read[] = [];
  readonly keysUsed: string[] = [];
  readonly logged: string[] = [];
  /** Tenants that are suspended. */
  readonly blocked = new Set<TenantId>();
  readonly #options: TestIngestOptions;
  readonly #dir: string;
  #ingest: Ingest | null = null;
  #clients: WireClient[] = [];
  #watchers = new Set<() => void>();

  private constructor(dir: string, options: TestIngestOptions) {
    this.#dir = dir;
    this.#options = options;
  }

  static async start(options: TestIngestOptions = {}): Promise<TestIngest> {
    const test = new TestIngest(await mkdtemp(join(tmpdir(), 'p88-ingest-')), options);
    await test.open();
    return test;
  }

  get ingest(): Ingest {
    if (this.#ingest === null) throw new Error('the timing port is not open');
    return this.#ingest;
  }

  get journalDir(): string {
    return this.#dir;
  }

  /** Open the port (again). */
  async open(): Promise<void> {
    const { policy = 'open', config, allowed, ...rest } = this.#options;
    const collect = new WritableLog(this.logged);
    this.#ingest = await startIngest({
      clock: now,
      random: (length) => randomBytes(length),
      journalDir: this.#dir,
      authority: this.#authority(policy, allowed ?? null),
      sink: { accept: (read, replayed) => this.#accept(read, replayed) },
      database: null,
      log: pino({ level: 'debug' }, collect),
      version: '1.2',
      ...rest,
      limits: { tickMs: 20, ...rest.limits },
      config: {
        timingHost: '127.0.0.1',
        timingPort: 0,
        timingAuth: 'hmac-sha1',
        fieldOrder: 'lap-reader-antenna',
        replayHours: 48,
        ...config,
      },
    });
  }

  /** Close the port, keep the recording: what a restart of the server does. */
  async shut(): Promise<void> {
    await this.#ingest?.close();
    this.#ingest = null;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.destroy();
    await this.shut();
    await rm(this.#dir, { recursive: true, force: true });
  }

  async connect(): Promise<WireClient> {
    const client = await WireClient.connect(this.ingest.port);
    this.#clients.push(client);
    return client;
  }

  timingSessions(tenantId: TenantId = TENANT_A): TimingSessionView[] {
    return this.ingest.timingSessions.list(tenantId);
  }

  /** The only timing session. */
  timingSession(): TimingSessionView {
    const [timingSession, ...others] = this.timingSessions();
    if (timingSession === undefined || others.length > 0)
      throw new Error(`${this.timingSessions().length} timing timingSessions`);
    return timingSession;
  }

  /** Resolves when `condition` holds; looked at whenever something may have changed. */
  async until(condition: () => boolean, what = 'condition'): Promise<void> {
    const deadline = Date.now() + 10_000;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error(`waited in vain for: ${what}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 10);
        this.#watchers.add(() => {
          clearTimeout(timer);
          resolve();
        });
      });
      this.#watchers.clear();
    }
  }

  async untilReads(count: number): Promise<Read[]> {
    await this.until(() => this.reads.length >= count, `${count} reads, got ${this.reads.length}`);
    return this.reads;
  }

  #accept(read: Read, replayed: boolean): void {
    (replayed ? this.replayed : this.reads).push(read);
    for (const watcher of this.#watchers) watcher();
  }

  #authority(policy: Policy, allowed: TenantId | null): StreamAuthority {
    return {
      policy: () => (policy === 'open' ? { mode: 'open', tenantId: TENANT_A } : { mode: policy }),
      findKey: (user) => (user === KEY.user && !this.blocked.has(KEY.tenantId) ? KEY : null),
      isBlocked: (tenantId) => this.blocked.has(tenantId),
      tenantForAddress: () => allowed,
      keyUsed: (user) => this.keysUsed.push(user),
      timeZone: () => 'Europe/Athens',
    };
  }
}

/** Keeps log lines as text. */
class WritableLog {
  readonly #lines: string[];

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  write(line: string): void {
    this.#lines.push(line);
  }
}

export function now(): InstantMs {
  return instantMs(Date.now());
}

/** A row as the vendor's client sends it. */
export function row(seq: number, given: { location?: string; tag?: string; time?: string } = {}): string {
  const { location = 'FINISH', tag = String(1000 + seq), time = timeOf(seq) } = given;
  return `CT01_33~${seq}~${location}~${tag}~${time}~1~0A0B0C~4\r\n`;
}

/** A time of day that grows by a second with the number. */
function timeOf(seq: number): string {
  const at = new Date(Date.UTC(2031, 4, 4, 9) + seq * 1000).toISOString();
  return `${at.slice(0, 19)}.47`;
}

export function rows(from: number, to: number, location = 'FINISH'): string {
  let text = '';
  for (let seq = from; seq <= to; seq += 1) text += row(seq, { location });
  return text;
}

export function newLocation(location = 'FINISH'): string {
  return `CT01_33~0~${location}~newlocation~00:00:00.00~0~0~0\r\n`;
}
