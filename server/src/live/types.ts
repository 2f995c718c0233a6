import type { OperatorState } from '@project88/core/contract/live.ts';
import type { OperatorCommand, ProgramView, TakeBody } from '@project88/core/contract/program.ts';
import type {
  ApiKeyId,
  DisplayLinkId,
  DisplaySessionId,
  LoginSessionId,
  PlaylistId,
  TenantId,
  UserId,
} from '@project88/core/ids/ids.ts';
import type { Read } from '@project88/core/reads/read.ts';
import type { Principal } from '../tenancy/principal.ts';

/** Receives every accepted read at once, beside the write to disk. Must not throw and must not wait. */
export interface ReadSink {
  /** `replayed` is true while the journal is read again at start: state is rebuilt, nothing is put on air. */
  accept(read: Read, replayed: boolean): void;
}

/** Somebody who may open a live socket. */
export interface SocketCaller {
  principal: Principal;
  /** The same question later: throws the `ProblemError` with which the socket would be refused now. */
  again(): Promise<Principal>;
}

/** What the HTTP routes may ask of the live displays. All calls are scoped to one tenant. */
export interface LiveHub {
  /**
   * Load or reload a display session from the store: after create, roster, results, template or stream changes.
   * `bibs` limits a reload of results to those that changed.
   */
  refresh(
    tenantId: TenantId,
    displaySessionId: DisplaySessionId,
    what: RefreshPart,
    bibs?: readonly string[],
  ): Promise<void>;
  /** Close its screens with a reason and forget it. */
  remove(tenantId: TenantId, displaySessionId: DisplaySessionId): void;
  /** A partner was suspended: close its rooms and open none until `openTenant`. */
  closeTenant(tenantId: TenantId): void;
  openTenant(tenantId: TenantId): Promise<void>;
  /** A partner was removed: close its rooms and keep nothing. */
  forgetTenant(tenantId: TenantId): void;
  /** Close the screens of one link. */
  revokeLink(tenantId: TenantId, linkId: DisplayLinkId): void;
  /** Throws `NOT_FOUND`, like all that follow, when this tenant has no such display session. */
  command(tenantId: TenantId, displaySessionId: DisplaySessionId, command: OperatorCommand): Promise<void>;
  /**
   * Put something else on air. Screens obey at once; what is on air then is stored as soon as it can be. Throws
   * `PROGRAM_CHANGED`, and `NOT_FOUND` for a template or playlist that this tenant does not have.
   */
  take(tenantId: TenantId, displaySessionId: DisplaySessionId, wanted: TakeBody): Promise<Taken>;
  program(tenantId: TenantId, displaySessionId: DisplaySessionId): ProgramView;
  /** Answers whether that is another state than before. */
  freeze(tenantId: TenantId, displaySessionId: DisplaySessionId, frozen: boolean): Promise<boolean>;
  /** Tell the screen with this key, or all when null. Answers how many were told. */
  tellScreens(tenantId: TenantId, displaySessionId: DisplaySessionId, tell: ScreenOrder): number;
  /** All announcers see it at once; it is stored as soon as it can be. A card that has long been gone is left alone. */
  call(
    tenantId: TenantId,
    displaySessionId: DisplaySessionId,
    cardId: number,
    called: boolean,
  ): Promise<void>;
  /** A template was published, restored or deleted: all that show it do so anew. */
  templateChanged(tenantId: TenantId, templateId: string): Promise<void>;
  /** A playlist was changed or deleted: rooms in which it runs go on with what it is now. */
  playlistChanged(tenantId: TenantId, playlistId: PlaylistId): Promise<void>;
  /** Somebody saved a draft: builders that have the template open learn of it. */
  draftSaved(tenantId: TenantId, templateId: string, draftRev: number): void;
  /** Null when this tenant has no such display session. */
  operatorState(tenantId: TenantId, displaySessionId: DisplaySessionId): OperatorState | null;
  screenCount(tenantId: TenantId, displaySessionId: DisplaySessionId): number;
}

export type RefreshPart = 'all' | 'session' | 'roster' | 'results' | 'streams' | 'notes' | 'screens';
export type OperatorAction = OperatorCommand['action'];

/** What was on air before, and what is now. */
export interface Taken {
  before: ProgramView;
  after: ProgramView;
}

export interface ScreenOrder {
  does: 'identify' | 'reload';
  key: string | null;
}

/** Ends live sockets together with the right to have them, at once. */
export interface LiveSockets {
  /** Grows with every ending of any kind: whoever keeps something about a login can tell that it may be out of date. */
  readonly endings: number;
  /** A partner was suspended or deleted: its screens, consoles and previews. */
  endTenant(tenantId: TenantId): void;
  /** A login was ended. */
  endLogin(id: LoginSessionId): void;
  /** A person was blocked: all of their logins. */
  endUser(id: UserId): void;
  /** A key was revoked. */
  endApiKey(id: ApiKeyId): void;
  /** A login works in another partner from now on: its sockets come back with what they may see there. */
  moveLogin(id: LoginSessionId): void;
  /** A person has other rights from now on: the sockets of all their logins come back with those. */
  moveUser(id: UserId): void;
}
