import type { OperatorState } from '@project88/core/contract/live.ts';
import type {
  ApiKeyId,
  DisplayLinkId,
  DisplaySessionId,
  LoginSessionId,
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
  command(tenantId: TenantId, displaySessionId: DisplaySessionId, action: OperatorAction): Promise<void>;
  /** Null when this tenant has no such display session. */
  operatorState(tenantId: TenantId, displaySessionId: DisplaySessionId): OperatorState | null;
  screenCount(tenantId: TenantId, displaySessionId: DisplaySessionId): number;
}

export type RefreshPart = 'all' | 'session' | 'roster' | 'results' | 'streams';
export type OperatorAction = 'hold' | 'resume' | 'next' | 'clear';

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
