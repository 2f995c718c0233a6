import type { Permission, Role } from '@project88/core/contract/permissions.ts';
import type {
  ApiKeyId,
  DisplayLinkId,
  LoginSessionId,
  TenantId,
  UserId,
  VisitId,
} from '@project88/core/ids/ids.ts';

/** On whose behalf work is done. Every piece of tenant work names one; the tenant comes from it and nowhere else. */
export interface Principal {
  tenantId: TenantId;
  actor: Actor;
  /** What the actor may do. Screens and the server itself pass no permission check, so theirs are empty. */
  permissions: ReadonlySet<Permission>;
  /** The request that the work is done for, for the audit log; absent for the server's own work. */
  request?: { id: string; address: string };
}

export type Actor =
  | {
      kind: 'user';
      userId: UserId;
      name: string;
      role: Role;
      loginSessionId: LoginSessionId;
      /** The partner asks for a second factor and this person has none: only the own account is open. */
      secondFactorMissing: boolean;
    }
  /**
   * A platform administrator inside a partner's data. The user is a row of another tenant. `visitId` is null for what
   * they decide about the partner from outside, such as a suspension.
   */
  | { kind: 'visitor'; userId: UserId; name: string; loginSessionId: LoginSessionId; visitId: VisitId | null }
  | { kind: 'api-key'; apiKeyId: ApiKeyId; name: string }
  /** A display that opened a link: it has no login. */
  | { kind: 'screen'; linkId: DisplayLinkId }
  /** Somebody who proved nothing (yet), for what is done for them all the same, such as asking for a new password. */
  | { kind: 'nobody' }
  /** The server itself, for example the journal's drain. `name` says which part. */
  | { kind: 'system'; name: string };

const NO_PERMISSIONS: ReadonlySet<Permission> = new Set();

/** The server's own work for one tenant; `name` says which part of the server it is. */
export function systemPrincipal(tenantId: TenantId, name: string): Principal {
  return { tenantId, actor: { kind: 'system', name }, permissions: NO_PERMISSIONS };
}

/** A screen that opened a display link of this tenant. */
export function screenPrincipal(tenantId: TenantId, linkId: DisplayLinkId): Principal {
  return { tenantId, actor: { kind: 'screen', linkId }, permissions: NO_PERMISSIONS };
}

/** The user behind a principal, or null for everybody else: for `created_by` columns. */
export function userIdOf(principal: Principal): UserId | null {
  return principal.actor.kind === 'user' ? principal.actor.userId : null;
}
