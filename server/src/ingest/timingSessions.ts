import type { PreviewRead, TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import type { TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import { midnightOf } from '@project88/core/time/calendar.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { instantToWall } from '@project88/core/time/zone.ts';
import { Followers } from './followers.ts';
import type { IdentifiedNote, OpenNote } from './notes.ts';
import { TimingSession } from './timingSession.ts';
import type { TimingChange, TimingSessions } from './types.ts';

export interface RegistryOptions {
  newId: () => TimingSessionId;
  /** A client without an id is the same one when it was here within this time. */
  sameClientWithinMs: number;
  /** A timing session that is silent for longer is forgotten here (not in the recording). */
  forgetAfterMs: number;
}

/** All timing sessions that are live or were seen lately. Lives in memory and is built again from the journal. */
export class TimingSessionRegistry implements TimingSessions {
  readonly #options: RegistryOptions;
  readonly #tenants = new Map<TenantId, Map<TimingSessionId, TimingSession>>();
  readonly #followers = new Followers();

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  list(tenantId: TenantId): TimingSessionView[] {
    return this.#of(tenantId)
      .sort((a, b) => b.lastActiveMs - a.lastActiveMs)
      .map((timingSession) => timingSession.view());
  }

  get(tenantId: TenantId, id: TimingSessionId): TimingSessionView | null {
    return this.find(tenantId, id)?.view() ?? null;
  }

  lastReads(tenantId: TenantId, id: TimingSessionId): PreviewRead[] | null {
    return this.find(tenantId, id)?.lastReads() ?? null;
  }

  requestReplay(tenantId: TenantId, id: TimingSessionId, location: string, fromSeq: number): boolean {
    return this.find(tenantId, id)?.askAgain(location, fromSeq) ?? false;
  }

  follow(
    tenantId: TenantId,
    id: TimingSessionId | null,
    onChange: (change: TimingChange) => void,
  ): () => void {
    return this.#followers.follow(tenantId, id, onChange);
  }

  find(tenantId: TenantId, id: TimingSessionId): TimingSession | null {
    return this.#tenants.get(tenantId)?.get(id) ?? null;
  }

  /**
   * The timing session that a stream belongs to: the one with the client's id; for a client without an id the latest
   * from the same origin and event, when it was active lately; else a new one. `current` is what the stream was taken
   * for before its id came: it gets the id when no other session has it.
   */
  identify(
    open: OpenNote,
    { connectionId, eventName }: { connectionId: string | null; eventName: string },
    current: TimingSession | null,
    nowMs: InstantMs,
  ): { timingSession: TimingSession; note: IdentifiedNote } {
    this.#forgetOld(open.tenantId, nowMs);
    const origin = originOf(open, eventName);
    const timingSession =
      (connectionId === null
        ? this.#findByOrigin(open.tenantId, origin, nowMs)
        : this.#findById(open.tenantId, connectionId, current)) ??
      this.#create(open, { connectionId, eventName, origin });
    const note: IdentifiedNote = {
      timingSessionId: timingSession.id,
      by: connectionId === null ? 'origin' : 'connection-id',
      connectionId,
      eventName,
      firstMidnight: timingSession.firstMidnight,
    };
    return { timingSession, note };
  }

  /** The timing session of a recorded stream, made again when it is not there. */
  restore(open: OpenNote, note: IdentifiedNote): TimingSession {
    const { timingSessionId: id, connectionId, eventName, firstMidnight } = note;
    const known = this.find(open.tenantId, id);
    if (known !== null) return known;
    const origin = originOf(open, eventName);
    const { tenantId } = open;
    return this.#add(
      new TimingSession({ id, tenantId, connectionId, origin, eventName, firstMidnight }, open),
    );
  }

  /** Tell followers that a session changed, by a new read when one is given. */
  changed(timingSession: TimingSession, read: Read | null = null): void {
    this.#followers.changed(timingSession, read);
  }

  /** Keep nothing of a tenant. */
  forgetTenant(tenantId: TenantId): void {
    this.#tenants.delete(tenantId);
  }

  close(): void {
    this.#followers.close();
  }

  #create(
    open: OpenNote,
    facts: { connectionId: string | null; eventName: string; origin: string },
  ): TimingSession {
    const firstMidnight = midnightOf(instantToWall(open.openedAtMs, open.timeZone));
    const id = this.#options.newId();
    return this.#add(new TimingSession({ id, tenantId: open.tenantId, firstMidnight, ...facts }, open));
  }

  #add(timingSession: TimingSession): TimingSession {
    const timingSessions =
      this.#tenants.get(timingSession.tenantId) ?? new Map<TimingSessionId, TimingSession>();
    this.#tenants.set(timingSession.tenantId, timingSessions.set(timingSession.id, timingSession));
    return timingSession;
  }

  #of(tenantId: TenantId): TimingSession[] {
    return [...(this.#tenants.get(tenantId)?.values() ?? [])];
  }

  #findById(
    tenantId: TenantId,
    connectionId: string,
    current: TimingSession | null,
  ): TimingSession | undefined {
    const known = this.#of(tenantId).find((each) => each.connectionId === connectionId);
    if (known !== undefined) return known;
    return current?.connectionId === null ? current : undefined;
  }

  #findByOrigin(tenantId: TenantId, origin: string, nowMs: InstantMs): TimingSession | undefined {
    return this.#of(tenantId)
      .filter((each) => each.origin === origin && this.#isRecent(each, nowMs))
      .sort((a, b) => b.lastActiveMs - a.lastActiveMs)[0];
  }

  #isRecent(timingSession: TimingSession, nowMs: InstantMs): boolean {
    return (
      timingSession.connections.size > 0 ||
      nowMs - timingSession.lastActiveMs <= this.#options.sameClientWithinMs
    );
  }

  #forgetOld(tenantId: TenantId, nowMs: InstantMs): void {
    for (const timingSession of this.#of(tenantId)) {
      const silentMs = nowMs - timingSession.lastActiveMs;
      if (timingSession.connections.size > 0 || silentMs <= this.#options.forgetAfterMs) continue;
      this.#tenants.get(tenantId)?.delete(timingSession.id);
    }
  }
}

/** Where a stream comes from, as one text: all that tells clients without an id apart. */
function originOf(open: OpenNote, eventName: string): string {
  return JSON.stringify([open.timingKeyUser ?? open.remoteAddress, open.program, eventName]);
}
