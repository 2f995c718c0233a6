import { isPassing, ProviderError, type ProviderFault } from '@project88/core/providers/errors.ts';
import type { StreamName } from '@project88/core/providers/names.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { Gate } from '../../../server/src/http/gate.ts';
import type {
  Connector,
  ConnectorContext,
  Json,
  ListPage,
  RawRow,
} from '../../../server/src/providers/connector.ts';
import { FetchHttp } from '../../../server/src/providers/fetchHttp.ts';
import type { Token, TokenDesk } from '../../../server/src/providers/tokens.ts';
import { ApiCaller } from '../../../server/src/web/apiCaller.ts';
import type { FakeProvider } from './fakeProvider.ts';
import { seededRandom } from './random.ts';

/** A list that a connector can read, and what is true of it. */
export interface SubjectList {
  stream: StreamName;
  partition: string;
  /** Identifiers of all entities that it has, at the fake's moment. */
  expected: () => readonly string[];
}

/** A connector with its fake, as the suite works with them. */
export interface Subject {
  // biome-ignore lint/suspicious/noExplicitAny: each connector has its own credential and settings
  connector: Connector<any, any>;
  provider: FakeProvider;
  credential: unknown;
  /** What must never be repeated. */
  secrets: readonly string[];
  settings: unknown;
  lists: readonly SubjectList[];
  /** Ways to fail that are this provider's own, and what they are called. */
  ownFaults: readonly {
    name: string;
    arrange: () => Partial<Pick<Subject, 'credential'>>;
    fault: ProviderFault;
  }[];
  /** Cases of the suite that do not apply, each with the reason. */
  skips: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** A fake that is asked for in vain answers no later than this, in ms. */
const TIMEOUT_MS = 400;

/** What a connector works with in the product, but for the pauses, which are not waited for. */
export function contextOf(
  subject: Subject,
  credential = subject.credential,
): ConnectorContext<unknown, unknown> {
  const { connector, provider, settings, secrets } = subject;
  const { budget } = connector.declaration;
  const random = seededRandom(7);
  const caller = new ApiCaller({
    origins: [provider.url],
    trusted: [provider.url],
    limits: { timeoutMs: TIMEOUT_MS, headBytes: 16_384, bodyBytes: 5_000_000 },
  });
  const gate = new Gate({ atOnce: budget.atOnce, waiting: 1_000 });
  const http = new FetchHttp({
    send: (request) => caller.send(request),
    baseUrl: provider.url,
    rateLimitStatuses: budget.rateLimitStatuses,
    secrets,
    enter: () => gate.enter(''),
    clock: () => instantMs(Date.now()),
    pause: async () => {},
    random: () => random.next(),
  });
  const tokens = new MemoryTokens(() => provider.nowMs);
  return { http, tokens, credential, settings, clock: () => instantMs(provider.nowMs) };
}

/** Tokens of one credential in memory, with the rule of the real desk: one asks while the others wait. */
class MemoryTokens implements TokenDesk {
  readonly #now: () => number;
  #token: Promise<Token> | null = null;

  constructor(now: () => number) {
    this.#now = now;
  }

  async get(renew: (old: Token | null) => Promise<Token>): Promise<string> {
    const old = (await this.#token) ?? null;
    if (old === null || old.expiresAtMs - 60_000 <= this.#now()) {
      this.#token = renew(old);
      this.#token.catch(() => {
        this.#token = null;
      });
    }
    return (await this.#token)?.value ?? '';
  }

  async drop(): Promise<void> {
    this.#token = null;
  }
}

export interface ReadResult {
  rows: RawRow[];
  /** How often it began anew. */
  restarts: number;
}

/** As the engine reads: page by page, and from the last kept page on after a fault that passes. */
export async function readAll(
  subject: Subject,
  { stream, partition }: SubjectList,
  { sinceMs = null, restarts: most = 60 }: { sinceMs?: number | null; restarts?: number } = {},
): Promise<ReadResult> {
  const rows: RawRow[] = [];
  let resume: Json = null;
  for (let restarts = 0; ; restarts += 1) {
    try {
      const context = contextOf(subject);
      for await (const page of subject.connector.list(context, { stream, partition, sinceMs, resume })) {
        rows.push(...page.rows);
        resume = page.resume;
        if (page.resume === null) return { rows, restarts };
      }
      throw new Error('the list ended without a last page');
    } catch (error) {
      const mayGoOn = error instanceof ProviderError && isPassing(error.fault) && restarts < most;
      if (!mayGoOn) throw error;
    }
  }
}

/** Some pages and no more, as of a process that is killed. */
export async function readPages(
  subject: Subject,
  { stream, partition }: SubjectList,
  { resume = null, most }: { resume?: Json; most: number },
): Promise<{ pages: ListPage[]; resume: Json }> {
  const pages: ListPage[] = [];
  for await (const page of subject.connector.list(contextOf(subject), {
    stream,
    partition,
    sinceMs: null,
    resume,
  })) {
    pages.push(page);
    if (pages.length === most || page.resume === null) return { pages, resume: page.resume };
  }
  return { pages, resume: null };
}

/** The identifiers of what the rows are in our words, each once. */
export function idsOf(subject: Subject, list: SubjectList, rows: readonly RawRow[]): string[] {
  const context = { settings: subject.settings, partition: list.partition, timeZone: null };
  const ids = rows.flatMap((row) =>
    subject.connector.map(row, context).entities.map(({ remoteId }) => remoteId),
  );
  return [...new Set(ids)].sort();
}
