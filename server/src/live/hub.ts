import { ProblemError } from '@project88/core/contract/errors.ts';
import type { LatencyView, OperatorState } from '@project88/core/contract/live.ts';
import type { OperatorCommand, ProgramView, TakeBody } from '@project88/core/contract/program.ts';
import type {
  DisplayLinkId,
  DisplaySessionId,
  PlaylistId,
  TenantId,
  TimingSessionId,
} from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import type { CalledChange } from './called.ts';
import { Channel, type ChannelContent, type RoomEnd } from './channel.ts';
import { Keeper } from './channelKeeper.ts';
import { type ProgramContent, showing, type TakeParts, viewProgram } from './channelProgram.ts';
import { latencyOf } from './latency.ts';
import { REMEMBER_AFTER_MS } from './limits.ts';
import { operatorStateOf } from './operatorState.ts';
import { Presence } from './presence.ts';
import { ReadHistory } from './readHistory.ts';
import { Room } from './room.ts';
import { type BoundLocations, isHeard, type RoomContent } from './roomContent.ts';
import type { Seen } from './screensKnown.ts';
import type { LiveHub, OperatorAction, ReadSink, RefreshPart, ScreenOrder, Taken } from './types.ts';

/** A room as it is stored. What shows follows from the program. */
export interface LoadedRoom extends Omit<RoomContent, 'template'>, ChannelContent {}

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
  ): Promise<Partial<LoadedRoom> | null>;
  /** The living display sessions of all partners that are not suspended, or of one. */
  list(only?: TenantId): Promise<{ tenantId: TenantId; id: DisplaySessionId }[]>;
  saveAction(tenantId: TenantId, id: DisplaySessionId, action: OperatorAction, nowMs: number): Promise<void>;
  /** The template and the playlist that a take names. Throws `NOT_FOUND`. */
  findParts(tenantId: TenantId, wanted: TakeBody): Promise<TakeParts>;
  saveProgram(tenantId: TenantId, id: DisplaySessionId, program: ProgramContent): Promise<void>;
  rememberScreens(tenantId: TenantId, id: DisplaySessionId, seen: readonly Seen[]): Promise<void>;
  saveCalled(tenantId: TenantId, id: DisplaySessionId, changes: readonly CalledChange[]): Promise<void>;
  /** Null when this tenant has no such template of its own. */
  draftRev(tenantId: TenantId, templateId: string): Promise<number | null>;
}

export interface OpenRoom {
  tenantId: TenantId;
  id: DisplaySessionId;
  channel: Channel;
  program: Keeper;
  screens: Keeper;
  called: Keeper;
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
  /** Who is where. */
  readonly presence: Presence;

  constructor(source: RoomSource, clock: Clock) {
    this.#source = source;
    this.#clock = clock;
    this.presence = new Presence(clock);
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
    // What was decided and is not stored yet must not be taken back by what is read.
    await open?.program.settled();
    const decided = open?.channel.program;
    const content = await this.#source.load(tenantId, id, open === undefined ? 'all' : what, open && bibs);
    // Suspended while it was read: a request that was under way must not open a room again. Nor may it change a room that
    // was closed meanwhile: if it is to be open, `openTenant` reads everything after this.
    if (this.#closedTenants.has(tenantId) || this.#rooms.get(key(tenantId, id)) !== open) return;
    if (content === null) return this.remove(tenantId, id);
    if (open === undefined) return this.#open(tenantId, id, content as LoadedRoom);
    if (content.program !== undefined && (open.program.isBehind || open.channel.program !== decided)) {
      if (!open.program.isBehind) return this.#refresh(tenantId, id, what, bibs);
      delete content.program;
    }
    if (bibs !== undefined && content.results !== undefined) {
      content.results = new Map([...open.channel.room.content.results, ...content.results]);
    }
    this.#replace(open, content);
  }

  #open(tenantId: TenantId, id: DisplaySessionId, loaded: LoadedRoom): void {
    const { program, screens, called, ...content } = loaded;
    const { document } = showing(program, this.#clock(), content.session.timeZone).template;
    const room = new Room({ ...content, template: document });
    const channel = new Channel(room, this.#clock, { program, screens, called });
    const open: OpenRoom = {
      tenantId,
      id,
      channel,
      program: new Keeper(() => this.#source.saveProgram(tenantId, id, channel.program)),
      screens: new Keeper(() => this.#remember(open)),
      called: new Keeper(() => this.#saveCalled(open)),
    };
    this.#rooms.set(key(tenantId, id), open);
    this.#listen(open, content.streams);
    this.#backfill(open, []);
  }

  async #remember({ tenantId, id, channel }: OpenRoom): Promise<void> {
    const { known } = channel.screens;
    const seen = known.seen();
    await this.#source.rememberScreens(tenantId, id, seen);
    known.forget(seen);
    await this.refresh(tenantId, id, 'screens');
  }

  async #saveCalled({ tenantId, id, channel: { called } }: OpenRoom): Promise<void> {
    const changes = called.changes();
    await this.#source.saveCalled(tenantId, id, changes);
    called.forget(changes);
  }

  /** What announcers have called is never older here than in the store. */
  #replace(open: OpenRoom, { program, screens, called: _, ...content }: Partial<LoadedRoom>): void {
    const { room } = open.channel;
    const before = room.content.streams;
    room.replaceContent(content, this.#clock());
    if (screens !== undefined) open.channel.replaceScreens(screens);
    if (program !== undefined) open.channel.replaceProgram(program);
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
    stopKeepers(open);
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

  #existing(tenantId: TenantId, id: DisplaySessionId): OpenRoom {
    const open = this.#rooms.get(key(tenantId, id));
    if (open === undefined) throw new ProblemError('NOT_FOUND', { what: 'display session' });
    return open;
  }

  async command(tenantId: TenantId, id: DisplaySessionId, command: OperatorCommand): Promise<void> {
    this.#existing(tenantId, id).channel.command(command);
    await this.#source.saveAction(tenantId, id, command.action, this.#clock());
  }

  /** Takes come one after the other: nothing waits between looking at the revision and counting it up. */
  async take(tenantId: TenantId, id: DisplaySessionId, wanted: TakeBody): Promise<Taken> {
    this.#existing(tenantId, id);
    const parts = namesParts(wanted)
      ? await this.#source.findParts(tenantId, wanted)
      : { ...(wanted.playlistId === null && { playlist: null }) };
    const open = this.#existing(tenantId, id);
    const taken = open.channel.take(wanted, parts);
    await open.program.changed();
    return taken;
  }

  program(tenantId: TenantId, id: DisplaySessionId): ProgramView {
    return viewProgram(this.#existing(tenantId, id).channel.program);
  }

  async freeze(tenantId: TenantId, id: DisplaySessionId, frozen: boolean): Promise<boolean> {
    const { channel, program } = this.#existing(tenantId, id);
    if (channel.program.frozen === frozen) return false;
    channel.freeze(frozen);
    await program.changed();
    return true;
  }

  tellScreens(tenantId: TenantId, id: DisplaySessionId, { does, key: which }: ScreenOrder): number {
    const { screens, program } = this.#existing(tenantId, id).channel;
    return does === 'identify' ? screens.identify(which) : screens.reload(which, program.frozen);
  }

  async call(tenantId: TenantId, id: DisplaySessionId, cardId: number, called: boolean): Promise<void> {
    const open = this.#existing(tenantId, id);
    if (open.channel.call(cardId, called)) await open.called.changed();
  }

  async templateChanged(tenantId: TenantId, templateId: string): Promise<void> {
    await this.#refreshWhere(tenantId, ({ channel: { program, screens } }) => {
      const shown = [program.template.id, ...(program.playlist?.items ?? []).map((item) => item.templateId)];
      return [
        ...(shown.includes(templateId) ? (['session'] as const) : []),
        ...(screens.known.uses(templateId) ? (['screens'] as const) : []),
      ];
    });
  }

  async playlistChanged(tenantId: TenantId, playlistId: PlaylistId): Promise<void> {
    await this.#refreshWhere(tenantId, ({ channel }) =>
      channel.program.playlist?.id === playlistId ? ['session'] : [],
    );
  }

  async #refreshWhere(tenantId: TenantId, partsOf: (open: OpenRoom) => RefreshPart[]): Promise<void> {
    const rooms = [...this.#rooms.values()].filter((open) => open.tenantId === tenantId);
    await Promise.all(
      rooms.flatMap((open) => partsOf(open).map((part) => this.refresh(tenantId, open.id, part))),
    );
  }

  draftSaved(tenantId: TenantId, templateId: string, draftRev: number): void {
    this.presence.draftSaved(tenantId, templateId, draftRev);
  }

  /** Null when this tenant has no such template of its own, and while the store does not answer. */
  async draftRev(tenantId: TenantId, templateId: string): Promise<number | null> {
    return this.#source.draftRev(tenantId, templateId).catch(() => null);
  }

  /** A screen said who it is: remember it, a little later and together with others. */
  screensSeen(tenantId: TenantId, id: DisplaySessionId): void {
    this.#rooms.get(key(tenantId, id))?.screens.changedSoon(REMEMBER_AFTER_MS);
  }

  /** The channel that a screen or a console joins; null when this tenant has no such display session. */
  channel(tenantId: TenantId, id: DisplaySessionId): Channel | null {
    return this.#rooms.get(key(tenantId, id))?.channel ?? null;
  }

  operatorState(tenantId: TenantId, id: DisplaySessionId): OperatorState | null {
    const channel = this.channel(tenantId, id);
    if (channel === null) return null;
    return operatorStateOf(id, channel, this.presence.atSession(tenantId, id), this.#clock());
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

  /** All rooms that are open now. */
  openRooms(): Iterable<OpenRoom> {
    return this.#rooms.values();
  }

  /** Rooms, screens connected over all rooms, and how long reads took to be seen on them: for the metrics. */
  totals(): { rooms: number; screens: number; latency: LatencyView | null } {
    const channels = [...this.#rooms.values()].map(({ channel }) => channel);
    const screens = channels.reduce((sum, channel) => sum + channel.screens.size, 0);
    const latencies = channels.map(({ latency }) => latency);
    return { rooms: channels.length, screens, latency: latencyOf(latencies, this.#clock()) };
  }

  /** End all timers. */
  stop(): void {
    for (const open of this.#rooms.values()) {
      stopKeepers(open);
      open.channel.stop();
    }
  }
}

/** Nothing has to be looked up for the rest: it works while the database is away. */
function namesParts({ template, playlistId }: TakeBody): boolean {
  return template !== undefined || (playlistId !== undefined && playlistId !== null);
}

function stopKeepers({ program, screens, called }: OpenRoom): void {
  program.stop();
  screens.stop();
  called.stop();
}

function key(tenantId: TenantId, id: DisplaySessionId | TimingSessionId): string {
  return `${tenantId}/${id}`;
}
