import { randomUUID } from 'node:crypto';
import type { AuditAction } from '@project88/core/contract/auditActions.ts';
import type { TestAdministrator } from '../../support/administrator.ts';
import type { Answer, TestHttp } from '../../support/httpServer.ts';
import { makePerson } from '../../support/people.ts';

/** Calls the route itself; what comes before it is preparation. */
export type Go = (call: () => Promise<Answer>) => Promise<void>;

/** By route: what the audit log must tell, and how the route is called with success. */
export type Recipes = Readonly<Record<string, readonly [AuditAction, (w: World, go: Go) => Promise<void>]>>;

export const NEW_PASSWORD = 'quiet harbour at dawn';
export const REASON = 'Asked for help';

/** An e-mail address, or a name, that nobody has yet. */
export const address = () => `${randomUUID()}@audited.example`;
/** The token of a one-time link. */
export const tokenOf = ({ url }: { url: string }) => url.split('#')[1] ?? '';

/** The body of a good answer; throws for any other. */
export async function json(answer: Promise<Answer>): Promise<Answer['json']> {
  const { status, text, json } = await answer;
  if (status >= 300) throw new Error(`${status}: ${text}`);
  return json;
}

/** A server with somebody who may do everything, and new things for each call to work on. */
export class World {
  readonly t: TestHttp;
  readonly #admin: TestAdministrator;

  constructor(t: TestHttp, admin: TestAdministrator) {
    this.t = t;
    this.#admin = admin;
  }

  owner(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.t.a.owner(method, path, body);
  }

  byAdmin(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.#admin.call(method, path, body);
  }

  person() {
    return makePerson(this.t, this.t.a.tenantId, address());
  }

  invite(): Promise<Answer['json']> {
    return json(this.owner('POST', '/api/team/invitations', { email: address(), role: 'viewer' }));
  }

  async idOf(path: string, body: unknown): Promise<string> {
    return (await json(this.owner('POST', path, body))).id;
  }

  display(): Promise<string> {
    return this.idOf('/api/sessions/create', { name: 'Finish', mode: 'results' });
  }

  /** A TV that shows a code, and somebody who types it. */
  async pairedTv(id: string, key: string): Promise<Answer> {
    const { code } = await json(this.t.anybody('POST', '/api/pairing', { key }));
    return this.owner('POST', `/api/sessions/${id}/pair`, { code, name: 'Tower left' });
  }

  role(): Promise<string> {
    return this.idOf('/api/roles', { name: randomUUID(), permissions: ['displays.view'] });
  }

  async apiKey(): Promise<string> {
    const body = { name: 'Export', permissions: ['displays.view'] };
    return (await json(this.owner('POST', '/api/api-keys', body))).view.id;
  }

  /** Path of the partner's timing session. */
  streams(): string {
    return `/api/chronotrack/sessions/${this.t.a.timingSessionId}`;
  }

  newPartner() {
    const slug = `p-${randomUUID().slice(0, 8)}`;
    return { name: 'New Timing', slug, timeZone: 'UTC', owner: { email: address() } };
  }

  async partner(): Promise<{ slug: string; path: string }> {
    const body = this.newPartner();
    const { id } = (await json(this.byAdmin('POST', '/api/platform/partners', body))).partner;
    return { slug: body.slug, path: `/api/platform/partners/${id}` };
  }
}
