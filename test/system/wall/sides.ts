import { randomUUID } from 'node:crypto';
import type { Permission } from '@project88/core/contract/permissions.ts';
import fc from 'fast-check';
import { makePartner } from '../../support/database.ts';
import type { Answer, Caller, TestHttp } from '../../support/httpServer.ts';
import { signIn } from './callers.ts';

/** What partners make; each kind is numbered in the order of making. */
type Kind = 'display' | 'link' | 'timingKey' | 'role' | 'apiKey' | 'invitation';

/** One call of a partner. `nth` chooses among what there is; `isForeign` among what the other partner has. */
export type Step =
  | { does: 'make'; kind: Kind; nth: number; isForeign: boolean; text: string }
  | { does: 'remove'; kind: Kind; nth: number; isForeign: boolean }
  | { does: 'rename' | 'command' | 'show'; nth: number; isForeign: boolean; text: string }
  | { does: 'upload'; what: 'roster' | 'results'; nth: number; isForeign: boolean; bibs: number[] }
  | { does: 'settings'; minutes: number };

const chosen = { nth: fc.nat(5), isForeign: fc.boolean() };
const text = fc.constantFrom('Harbour', 'Ridge', 'Night', 'River', 'Coast');
const kind = fc.constantFrom<Kind>('display', 'link', 'timingKey', 'role', 'apiKey', 'invitation');

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constant('make' as const), kind, ...chosen, text }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('remove' as const), kind, ...chosen }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('rename' as const, 'command' as const, 'show' as const),
      ...chosen,
      text,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('upload' as const),
      what: fc.constantFrom('roster' as const, 'results' as const),
      ...chosen,
      bibs: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('settings' as const),
      minutes: fc.integer({ min: 5, max: 720 }),
    }),
  },
);

const NOBODYS: Record<Kind, string> = {
  display: '01900000-0000-7000-8000-00000000dead',
  link: 'ZZZZZZZZ',
  timingKey: '01900000-0000-7000-8000-00000000dead',
  role: '01900000-0000-7000-8000-00000000dead',
  apiKey: '01900000-0000-7000-8000-00000000dead',
  invitation: '01900000-0000-7000-8000-00000000dead',
};

const REMOVED_AT: Record<Kind, string> = {
  display: '/api/sessions',
  link: '/api/display',
  timingKey: '/api/timing-keys',
  role: '/api/roles',
  apiKey: '/api/api-keys',
  invitation: '/api/team/invitations',
};

/** One partner at work, and what it has made. `other` is null when it is alone: then foreign things do not exist. */
export class Side {
  readonly #owner: Caller;
  readonly #name: string;
  readonly made: Record<Kind, string[]> = {
    display: [],
    link: [],
    timingKey: [],
    role: [],
    apiKey: [],
    invitation: [],
  };
  other: Side | null = null;

  private constructor(owner: Caller, name: string) {
    this.#owner = owner;
    this.#name = name;
  }

  static async open(t: TestHttp, name: string): Promise<Side> {
    const { tenantId } = await makePartner(t.db.database, `${name} ${randomUUID()}`);
    return new Side(await signIn(t, tenantId, 'owner'), name);
  }

  /** Do one step. Answers how it ended, in words that do not depend on ids. */
  async take(step: Step): Promise<string> {
    const answer = await this.#send(step);
    if (step.does === 'make' && answer.status < 300) this.made[step.kind].push(idIn(step.kind, answer));
    return `${answer.status} ${answer.json?.error?.code ?? ''}`;
  }

  #send(step: Step): Promise<Answer> {
    switch (step.does) {
      case 'make':
        return this.#make(step);
      case 'remove':
        return this.#owner('DELETE', `${REMOVED_AT[step.kind]}/${this.#choose(step.kind, step)}`);
      case 'settings':
        return this.#owner('PATCH', '/api/partner', { loginIdleMinutes: step.minutes });
      default:
        return this.#atDisplay(step);
    }
  }

  #atDisplay(step: Exclude<Step, { does: 'make' | 'remove' | 'settings' }>): Promise<Answer> {
    const path = `/api/sessions/${this.#choose('display', step)}`;
    if (step.does === 'upload') return this.#upload(path, step);
    if (step.does === 'rename') return this.#owner('PATCH', path, { name: `${this.#name} ${step.text}` });
    if (step.does === 'command') return this.#owner('POST', `${path}/command`, { action: 'hold' });
    return this.#owner('GET', path);
  }

  #upload(path: string, { what, bibs }: Extract<Step, { does: 'upload' }>): Promise<Answer> {
    const entries = bibs.map((bib) =>
      what === 'roster'
        ? { bib: String(bib), lastName: `${this.#name} ${bib}` }
        : { bib: String(bib), status: 'finished', chipTimeMs: bib * 1_000 },
    );
    return this.#owner('PUT', `${path}/${what}`, { entries });
  }

  #make({ kind: what, text: name, ...choice }: Extract<Step, { does: 'make' }>): Promise<Answer> {
    const named = `${this.#name} ${name}`;
    const permissions: Permission[] = ['displays.view'];
    switch (what) {
      case 'display':
        return this.#owner('POST', '/api/sessions/create', { name: named, mode: 'results' });
      case 'link':
        return this.#owner('POST', '/api/display/generate-url', {
          sessionId: this.#choose('display', choice),
        });
      case 'timingKey':
        return this.#owner('POST', '/api/timing-keys', { label: named });
      case 'role':
        return this.#owner('POST', '/api/roles', { name: named, permissions });
      case 'apiKey':
        return this.#owner('POST', '/api/api-keys', { name: named, permissions });
      case 'invitation':
        return this.#owner('POST', '/api/team/invitations', {
          email: `${name}@${this.#name}.example`.toLowerCase(),
          role: 'viewer',
        });
    }
  }

  #choose(what: Kind, { nth, isForeign }: { nth: number; isForeign: boolean }): string {
    const from = isForeign ? (this.other?.made[what] ?? []) : this.made[what];
    return from[nth % Math.max(1, from.length)] ?? NOBODYS[what];
  }

  /** Everything that the partner can see, without what differs between two installations anyway. */
  async look(): Promise<unknown> {
    const lists = [
      '/api/sessions',
      '/api/timing-keys',
      '/api/roles',
      '/api/api-keys',
      '/api/team/invitations',
    ];
    const pages = await Promise.all(
      [...lists, '/api/team', '/api/partner', '/api/audit?limit=500'].map((path) => this.#owner('GET', path)),
    );
    const details = await Promise.all(
      this.made.display.flatMap((id) =>
        ['roster', 'links', 'data'].map((part) => this.#owner('GET', `/api/sessions/${id}/${part}`)),
      ),
    );
    return [...pages, ...details].map(({ status, json }) => ({ status, seen: plain(json) }));
  }
}

function idIn(what: Kind, { json }: Answer): string {
  return what === 'apiKey' ? json.view.id : json.id;
}

/** Ids, secrets and hashes are drawn at random: only their being there is compared. */
const DRAWN = /^(id|.*Id|user|prefix|key|hash|requestId|email|slug|url|address|nextCursor)$/;

/** Lists are compared as sets: ids of the same millisecond sort at random. */
function plain(value: unknown): unknown {
  if (Array.isArray(value))
    return value.map(plain).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  // The names of the partners end with a drawn part, because slugs are unique.
  if (typeof value === 'string') return value.replace(/ [0-9a-f-]{36}$/, '');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      DRAWN.test(name) && typeof each === 'string' ? '…' : plain(each),
    ]),
  );
}
