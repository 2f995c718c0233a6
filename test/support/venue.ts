import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DisplayLinkReply } from '@project88/core/contract/displayLinks.ts';
import type { DisplaySessionView, RosterEntryView } from '@project88/core/contract/displaySessions.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { wallMs } from '@project88/core/time/units.ts';
import { ApiClient } from '../../server/src/demo/apiClient.ts';
import type { DemoFile } from '../../server/src/demo/demoFile.ts';
import { Ctp01Client } from '../simulator/ctp01Client.ts';
import { letEverybodyThrough } from './folders.ts';
import { type Product, startProduct } from './product.ts';

/** The built product with the two partners of its demo. */
export class Venue {
  readonly product: Product;
  readonly demo: DemoFile;
  readonly #clients: Ctp01Client[] = [];

  private constructor(product: Product, demo: DemoFile) {
    this.product = product;
    this.demo = demo;
  }

  /** `env` sets options of the product beyond the usual ones. */
  static async open(env: Readonly<Record<string, string>> = {}): Promise<Venue> {
    const dataDir = await mkdtemp(join(tmpdir(), 'p88-venue-'));
    await letEverybodyThrough(dataDir);
    const product = await startProduct({
      dataDir,
      env: { P88_LOG_LEVEL: 'warn', P88_TIME_ZONE: 'UTC', ...env },
    });
    return new Venue(product, await product.demoFile());
  }

  /** Signed in as the operator of a partner; 0 or 1. */
  operator(partner: number): Promise<ApiClient> {
    return this.#signIn(partner, 'operator');
  }

  /** Signed in as the owner of a partner; 0 or 1. */
  owner(partner: number): Promise<ApiClient> {
    return this.#signIn(partner, 'owner');
  }

  /** Somebody new, who is invited to be an operator, accepts and signs in. */
  async newOperator(owner: ApiClient, email: string): Promise<ApiClient> {
    const { url } = await owner.call<{ url: string }>('POST', '/api/team/invitations', {
      email,
      role: 'operator',
    });
    const password = 'seven pelicans cross the harbour';
    const api = new ApiClient(this.product.url);
    const accepted = { token: new URL(url).hash.slice(1), name: 'Kim Vale', password };
    await api.call('POST', '/api/auth/invitation/accept', accepted);
    await api.login(email, password);
    return api;
  }

  async #signIn(partner: number, wanted: 'owner' | 'operator'): Promise<ApiClient> {
    const user = this.demo.users.filter(({ role }) => role === wanted)[partner];
    const api = new ApiClient(this.product.url);
    await api.login(user?.email ?? '', user?.password ?? '');
    return api;
  }

  /** A display session with its roster, its own timing software, and a link; the work of `person`, or else of the operator. */
  async setUp(
    partner: number,
    name: string,
    entries: RosterEntryView[],
    templateId: TemplateId,
    person?: ApiClient,
  ): Promise<Stand> {
    const api = person ?? (await this.operator(partner));
    const mode = 'pre-race';
    const { id } = await api.call<DisplaySessionView>('POST', '/api/sessions/create', {
      name,
      mode,
      templateId,
    });
    await api.call('PUT', `/api/sessions/${id}/roster`, { entries });
    const { client, timing } = await this.connectTiming(partner, name, api);
    await api.call('POST', `/api/chronotrack/sessions/${timing.id}/select`, { displaySessionId: id });
    const link = await api.call<DisplayLinkReply>('POST', '/api/display/generate-url', { sessionId: id });
    return new Stand({ id, api, client, timingSessionId: timing.id, link });
  }

  /** Timing software of the partner calls in, and is seen. */
  async connectTiming(
    partner: number,
    eventName: string,
    api: ApiClient,
  ): Promise<{ client: Ctp01Client; timing: TimingSessionView }> {
    const client = this.#dial(partner, eventName);
    await client.whenReady();
    return { client, timing: await seen(api, eventName) };
  }

  #dial(partner: number, eventName: string): Ctp01Client {
    const key = this.demo.timingKeys[partner];
    const client = new Ctp01Client({
      host: '127.0.0.1',
      port: this.demo.timingPort,
      locations: ['FINISH'],
      eventName,
      connectionId: randomBytes(20).toString('hex').toUpperCase(),
      user: key?.user ?? '',
      password: key?.secret ?? '',
    });
    client.connect();
    this.#clients.push(client);
    return client;
  }

  async close(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
    await this.product.stop();
    await rm(this.product.dataDir, { recursive: true, force: true });
  }
}

interface StandParts {
  id: string;
  api: ApiClient;
  client: Ctp01Client;
  timingSessionId: string;
  link: DisplayLinkReply;
}

/** One display session in use: who reads, and where it is shown. */
export class Stand {
  readonly id: string;
  readonly api: ApiClient;
  readonly timingSessionId: string;
  readonly link: DisplayLinkReply;
  readonly client: Ctp01Client;
  #sent = 0;

  constructor({ id, api, client, timingSessionId, link }: StandParts) {
    this.id = id;
    this.api = api;
    this.timingSessionId = timingSessionId;
    this.link = link;
    this.client = client;
  }

  /** Let a chip cross the mat now. */
  read(tag: string): void {
    const now = wallMs(Date.UTC(2031, 4, 4, 9) + ++this.#sent * 1_000);
    this.client.add('FINISH', {
      kind: 'chip',
      tag,
      seq: this.#sent,
      wallMs: now,
      sentAtMs: now,
      lap: 1,
      reader: '0A0B0C',
      antenna: '1',
    });
  }
}

async function seen(api: ApiClient, eventName: string): Promise<TimingSessionView> {
  const giveUpAt = performance.now() + 10_000;
  for (;;) {
    const { items } = await api.call<{ items: TimingSessionView[] }>('GET', '/api/chronotrack/sessions');
    const found = items.find((each) => each.eventName === eventName && each.locations.length > 0);
    if (found !== undefined) return found;
    if (performance.now() > giveUpAt) throw new Error(`the timing session of ${eventName} was not seen`);
  }
}
