import { ProblemError } from '@project88/core/contract/errors.ts';
import type { OperatorState } from '@project88/core/contract/live.ts';
import type { DisplayLinkId, DisplaySessionId, TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import { Channel, type RoomEnd } from './channel.ts';
import { operatorStateOf } from './operatorState.ts';
import { ReadHistory } from './readHistory.ts';
import { type BoundLocations, isHeard, Room, type RoomContent } from './room.ts';
import type { LiveHub, OperatorAction, ReadSink, RefreshPart } from './types.ts';

/** Where the content of rooms comes from and where an operator's decisions are kept. The store implements it. */
export interface RoomSource {
  /**
   * Only what `what` names is read, of results only those of `bibs` if given; null when the display session does not
   * exist (any more).
   */
  load(
    tenantId: TenantId,
    id: DisplaySessionId,
    what: RefreshPart,
    bibs?: readonly string[],
  ): Promise<Partial<RoomContent> | null>;
  /** The living display sessions of all partners that are not suspended, or of one. */
  list(only?: TenantId): Promise<{ tenantId: TenantId; id: DisplaySessionId }[]>;
  saveAction(tenantId: TenantId, id: DisplaySessionId, action: OperatorAction, nowMs: number): Promise<void>;
}

interface OpenRoom {
  tenantId: TenantId;
  id: DisplaySessionId;
  channel: Channel;
}

/**
 * All display sessions that are alive, each in a room of its own. Reads find their rooms through the timing session
 * that they come from; both are keyed by tenant, so a read cannot reach a room of another partner.
 */
export class Hub implements LiveHub, ReadSink {
  readonly #rooms = new Map<string, OpenRoom>();
  readonly #listeners = new Map<string, Set<OpenRoom>>();
  readonly #refreshing = new Map<string, Promise<void>>();
  readonly #closedTenants = new Set<TenantId>();
  readonly #history = new ReadHistory();
  readonly #source: RoomSource;
  readonly #clock: Clock;

  constructor(source: RoomSource, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
  }

  /** Open all living display sessions. Called before the journal is replayed. */
  async openAll(): Promise<void> {
    await this.#refreshAll();
  }

  async #refreshAll(only?: TenantId): Promise<void> {
    const rooms = await this.#source.list(only);
    await Promise.all(rooms.map(({ tenantId, id }) => this.refresh(tenantId, id, 'all')));
  }

  accept(read: Read, replayed: boolean): void {
    this.#history.add(read);
    const rooms = this.#listeners.get(key(read.tenantId, read.timingSessionId));
    if (rooms === undefined) return;
    for (const { channel } of rooms) if (channel.room.listensTo(read)) channel.accept(read, replayed);
  }

  /** Refreshes of one display session run one after the other, so that an older state never overwrites a newer. */
  refresh(
    tenantId: TenantId,
    id: DisplaySessionId,
    what: RefreshPart,
    bibs?: readonly string[],
  ): Promise<void> {
    const at = key(tenantId, id);
    const before = this.#refreshing.get(at) ?? Promise.resolve();
    const run = before.then(() => this.#refresh(tenantId, id, what, bibs));
    const settled = run
      .catch(() => undefined)
      .finally(() => {
        if (this.#refreshing.get(at) === settled) this.#refreshing.delete(at);
      });
    this.#refreshing.set(at, settled);
    return run;
  }

  async #refresh(
    tenantId: TenantId,
    id: DisplaySessionId,
    what: RefreshPart,
    bibs: readonly string[] | undefined,
  ): Promise<void> {
    const open = this.#rooms.get(key(tenantId, id));
    const content = await this.#source.load(tenantId, id, open === undefined ? 'all' : what, open && bibs);
    // Suspended while it was read: a request that was under way must not open a room again. Nor may it change a room that
    // was closed meanwhile: if it is to be open, `openTenant` reads everything after this.
    if (this.#closedTenants.has(tenantId) || this.#rooms.get(key(tenantId, id)) !== open) return;
    if (content === null) return this.remove(tenantId, id);
    if (open === undefined) return this.#open(tenantId, id, content as RoomContent);
    if (bibs !== undefined && content.results !== undefined) {
      content.results = new Map([...open.channel.room.content.results, ...content.results]);
    }
    this.#replace(open, content);
  }

  #open(tenantId: TenantId, id: DisplaySessionId, content: RoomContent): void {
    const open = { tenantId, id, channel: new Channel(new Room(content), this.#clock) };
    this.#rooms.set(key(tenantId, id), open);
    this.#listen(open, content.streams);
    this.#backfill(open, []);
  }

  #replace(open: OpenRoom, content: Partial<RoomContent>): void {
    const { room } = open.channel;
    const before = room.content.streams;
    room.replaceContent(content);
    open.channel.changed();
    if (content.streams === undefined) return;
    this.#stopListening(open, before);
    this.#listen(open, content.streams);
    this.#backfill(open, before);
  }

  #listen(open: OpenRoom, streams: readonly BoundLocations[]): void {
    for (const { timingSessionId } of streams) {
      const at = key(open.tenantId, timingSessionId);
      const rooms = this.#listeners.get(at) ?? new Set();
      this.#listeners.set(at, rooms.add(open));
    }
  }

  #stopListening(open: OpenRoom, streams: readonly BoundLocations[]): void {
    for (const { timingSessionId } of streams) {
      const at = key(open.tenantId, timingSessionId);
      this.#listeners.get(at)?.delete(open);
      if (this.#listeners.get(at)?.size === 0) this.#listeners.delete(at);
    }
  }

  /** Show the earlier reads of what the room listens to now and did not listen to before. */
  #backfill(open: OpenRoom, before: readonly BoundLocations[]): void {
    const { room } = open.channel;
    const reads = room.content.streams
      .flatMap((stream) => this.#history.of(open.tenantId, stream.timingSessionId))
      .filter((read) => !isHeard(before, read));
    if (reads.length === 0) return;
    room.backfill(reads, this.#clock());
    open.channel.sendSnapshots();
  }

  remove(tenantId: TenantId, id: DisplaySessionId, reason: RoomEnd = 'deleted'): void {
    const open = this.#rooms.get(key(tenantId, id));
    if (open === undefined) return;
    this.#rooms.delete(key(tenantId, id));
    this.#stopListening(open, open.channel.room.content.streams);
    open.channel.close(reason);
  }

  /** Close all rooms of a partner and open none until `openTenant`. Their reads are kept. */
  closeTenant(tenantId: TenantId): void {
    this.#closedTenants.add(tenantId);
    for (const open of [...this.#rooms.values()]) {
      if (open.tenantId === tenantId) this.remove(tenantId, open.id, 'suspended');
    }
  }

  /** Open the rooms of a partner again, with the reads that came before. */
  async openTenant(tenantId: TenantId): Promise<void> {
    this.#closedTenants.delete(tenantId);
    await this.#refreshAll(tenantId);
  }

  /** Close all rooms of a partner that was removed, and keep nothing of it. */
  forgetTenant(tenantId: TenantId): void {
    this.closeTenant(tenantId);
    this.#history.forget(tenantId);
  }

  revokeLink(tenantId: TenantId, linkId: DisplayLinkId): void {
    for (const open of this.#rooms.values()) {
      if (open.tenantId !== tenantId) continue;
      open.channel.screens.dismiss('revoked', (screen) => screen.linkId === linkId);
    }
  }

  async command(tenantId: TenantId, id: DisplaySessionId, action: OperatorAction): Promise<void> {
    const open = this.#rooms.get(key(tenantId, id));
    if (open === undefined) throw new ProblemError('NOT_FOUND', { what: 'display session' });
    open.channel.command(action);
    await this.#source.saveAction(tenantId, id, action, this.#clock());
  }

  /** The channel that a screen or a console joins; null when this tenant has no such display session. */
  channel(tenantId: TenantId, id: DisplaySessionId): Channel | null {
    return this.#rooms.get(key(tenantId, id))?.channel ?? null;
  }

  operatorState(tenantId: TenantId, id: DisplaySessionId): OperatorState | null {
    const channel = this.channel(tenantId, id);
    return channel === null ? null : operatorStateOf(id, channel, this.#clock());
  }

  screenCount(tenantId: TenantId, id: DisplaySessionId): number {
    return this.channel(tenantId, id)?.screens.size ?? 0;
  }

  /** Display sessions with a screen connected or a read since `sinceMs`. */
  usedSince(sinceMs: InstantMs): { tenantId: TenantId; id: DisplaySessionId }[] {
    return [...this.#rooms.values()].filter(({ channel }) => {
      const { lastReadAtMs } = channel.room.screen.status;
      return channel.screens.size > 0 || (lastReadAtMs !== null && lastReadAtMs >= sinceMs);
    });
  }

  /** Screens connected over all rooms, and rooms: for the metrics. */
  totals(): { rooms: number; screens: number } {
    const screens = [...this.#rooms.values()].reduce((sum, open) => sum + open.channel.screens.size, 0);
    return { rooms: this.#rooms.size, screens };
  }

  /** End all timers. */
  stop(): void {
    for (const open of this.#rooms.values()) open.channel.stop();
  }
}

function key(tenantId: TenantId, id: DisplaySessionId | TimingSessionId): string {
  return `${tenantId}/${id}`;
}
