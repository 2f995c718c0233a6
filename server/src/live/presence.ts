import type { ConsoleServerMessage, PresentPerson } from '@project88/core/contract/live.ts';
import type { DisplaySessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import { SILENT_EDITOR_MS } from './limits.ts';

/** One console of somebody who is signed in. */
export interface Visitor {
  readonly tenantId: TenantId;
  readonly userId: UserId;
  readonly name: string;
  /** May decide what is on air. */
  readonly operates: boolean;
  /** The console is still open. */
  readonly isHere: () => boolean;
  readonly tell: (message: ConsoleServerMessage) => void;
}

/** Where a visitor is, and since when. */
interface Stay {
  visitor: Visitor;
  sinceMs: InstantMs;
  heardAtMs: InstantMs;
  wantsToEdit: boolean;
}

/** A template that at least one console has open. */
interface Desk {
  templateId: string;
  draftRev: number;
  /** In the order in which they came. */
  stays: Map<Visitor, Stay>;
  /** The one that may change it. */
  editor: Visitor | null;
}

interface Wish {
  templateId: string;
  draftRev: number;
  edits: boolean;
  takeOver: boolean;
}

/**
 * Who is where: at which display session, at which template, and who may change that. All of it is keyed by tenant, so
 * nobody sees a person of another partner; it lives in memory, because a console that comes back says again where it is.
 */
export class Presence {
  readonly #clock: Clock;
  readonly #desks = new Map<string, Desk>();
  readonly #deskOf = new Map<Visitor, string>();
  readonly #rooms = new Map<string, Map<Visitor, InstantMs>>();
  readonly #roomOf = new Map<Visitor, string>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The visitor looks at this display session now, and at no other. */
  watch(visitor: Visitor, id: DisplaySessionId | null): void {
    const at = id === null ? undefined : key(visitor.tenantId, id);
    const before = this.#roomOf.get(visitor);
    if (at === before) return;
    if (before !== undefined) {
      this.#rooms.get(before)?.delete(visitor);
      if (this.#rooms.get(before)?.size === 0) this.#rooms.delete(before);
      this.#roomOf.delete(visitor);
    }
    if (at === undefined) return;
    this.#roomOf.set(visitor, at);
    this.#rooms.set(at, (this.#rooms.get(at) ?? new Map()).set(visitor, this.#clock()));
  }

  /** Everybody who looks at a display session, each person once. */
  atSession(tenantId: TenantId, id: DisplaySessionId): PresentPerson[] {
    const people = new Map<UserId, PresentPerson>();
    for (const [{ userId, name, operates }, sinceMs] of this.#rooms.get(key(tenantId, id)) ?? []) {
      if (!people.has(userId)) people.set(userId, { userId, name, sinceMs, edits: operates });
    }
    return [...people.values()];
  }

  /** The visitor has this template open now, and no other. */
  atTemplate(visitor: Visitor, { templateId, draftRev, edits, takeOver }: Wish): void {
    const at = key(visitor.tenantId, templateId);
    if (this.#deskOf.get(visitor) !== at) this.leaveTemplate(visitor);
    const desk = this.#desks.get(at) ?? { templateId, draftRev, stays: new Map(), editor: null };
    this.#desks.set(at, desk);
    this.#deskOf.set(visitor, at);
    const nowMs = this.#clock();
    const sinceMs = desk.stays.get(visitor)?.sinceMs ?? nowMs;
    desk.draftRev = Math.max(desk.draftRev, draftRev);
    desk.stays.set(visitor, { visitor, sinceMs, heardAtMs: nowMs, wantsToEdit: edits });
    if (edits && (takeOver || this.#isFree(desk))) desk.editor = visitor;
    else if (!edits && desk.editor === visitor) passOn(desk);
    tellAll(desk);
  }

  #isFree({ editor, stays }: Desk): boolean {
    const heardAtMs = editor === null ? undefined : stays.get(editor)?.heardAtMs;
    return heardAtMs === undefined || this.#clock() - heardAtMs >= SILENT_EDITOR_MS;
  }

  /** The visitor said something. */
  heard(visitor: Visitor): void {
    const stay = this.#desks.get(this.#deskOf.get(visitor) ?? '')?.stays.get(visitor);
    if (stay !== undefined) stay.heardAtMs = this.#clock();
  }

  leaveTemplate(visitor: Visitor): void {
    const at = this.#deskOf.get(visitor);
    const desk = this.#desks.get(at ?? '');
    if (at === undefined || desk === undefined) return;
    this.#deskOf.delete(visitor);
    desk.stays.delete(visitor);
    if (desk.stays.size === 0) return void this.#desks.delete(at);
    if (desk.editor === visitor) passOn(desk);
    tellAll(desk);
  }

  /** The console is gone. */
  leave(visitor: Visitor): void {
    this.leaveTemplate(visitor);
    this.watch(visitor, null);
  }

  /** Somebody saved a draft: whoever has the template open learns of it. */
  draftSaved(tenantId: TenantId, templateId: string, draftRev: number): void {
    const desk = this.#desks.get(key(tenantId, templateId));
    if (desk === undefined || draftRev <= desk.draftRev) return;
    desk.draftRev = draftRev;
    tellAll(desk);
  }
}

/** The next who wants to change it may. */
function passOn(desk: Desk): void {
  desk.editor = null;
  for (const { visitor, wantsToEdit } of desk.stays.values()) {
    if (!wantsToEdit) continue;
    desk.editor = visitor;
    return;
  }
}

function tellAll(desk: Desk): void {
  const { templateId, draftRev } = desk;
  for (const visitor of desk.stays.keys()) {
    visitor.tell({ t: 'presence', templateId, people: peopleFor(visitor, desk), draftRev });
  }
}

/**
 * Each person once, in the order in which they came. Of somebody's own windows only the one that asks counts for
 * `edits`: the other window may change the template, this one may not.
 */
function peopleFor(asking: Visitor, { stays, editor }: Desk): PresentPerson[] {
  const people = new Map<UserId, PresentPerson>();
  for (const { visitor, sinceMs } of stays.values()) {
    const { userId, name } = visitor;
    if (people.has(userId)) continue;
    const edits = userId === asking.userId ? editor === asking : userId === editor?.userId;
    people.set(userId, { userId, name, sinceMs, edits });
  }
  return [...people.values()];
}

function key(tenantId: TenantId, id: string): string {
  return `${tenantId}/${id}`;
}
