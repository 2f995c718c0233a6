import type { Role } from '@project88/core/contract/common.ts';
import type { DisplayLinkId, LoginSessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';

/** On whose behalf work is done. Every piece of tenant work names one; the tenant comes from it and nowhere else. */
export interface Principal {
  tenantId: TenantId;
  actor: Actor;
}

export type Actor =
  | { kind: 'user'; userId: UserId; role: Role; loginSessionId: LoginSessionId }
  /** A display that opened a link: it has no login. */
  | { kind: 'screen'; linkId: DisplayLinkId }
  /** The server itself, for example the journal's drain. `name` says which part. */
  | { kind: 'system'; name: string };

/** The server's own work for one tenant; `name` says which part of the server it is. */
export function systemPrincipal(tenantId: TenantId, name: string): Principal {
  return { tenantId, actor: { kind: 'system', name } };
}

/** The user behind a principal, or null for screens and the server itself: for `created_by` columns. */
export function userIdOf(principal: Principal): UserId | null {
  return principal.actor.kind === 'user' ? principal.actor.userId : null;
}
