import type { UserId } from '@project88/core/ids/ids.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { newRowId } from './ids.ts';
import { timestamp } from './instants.ts';

/** A step that is under way: after the right password, or while a passkey is added. */
export type TicketPurpose = 'second-factor' | 'add-passkey';

export interface NewLoginTicket {
  userId: UserId;
  purpose: TicketPurpose;
  /** SHA-256 of the ticket; the ticket itself is kept nowhere. */
  tokenHash: Uint8Array;
  /** What a passkey has to sign, in base64url; '' when none is asked for. */
  challenge: string;
  options: Readonly<Record<string, unknown>>;
  expiresAtMs: InstantMs;
}

export interface LoginTicketRecord {
  id: string;
  userId: UserId;
  challenge: string;
  options: Record<string, unknown>;
  /** Attempts so far, with the one that was just counted. */
  attempts: number;
}

/** Store a ticket. Takes the opportunity to remove the person's tickets that are over. */
export async function createLoginTicket(scope: TenantScope, ticket: NewLoginTicket): Promise<void> {
  const now = timestamp(scope.now());
  await scope.sql(`delete from login_tickets where tenant_id = $1 and user_id = $2 and expires_at <= $3`, [
    scope.tenantId,
    ticket.userId,
    now,
  ]);
  await scope.sql(
    `insert into login_tickets
       (tenant_id, id, user_id, purpose, token_hash, challenge, options, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      scope.tenantId,
      newRowId(scope),
      ticket.userId,
      ticket.purpose,
      ticket.tokenHash,
      ticket.challenge,
      JSON.stringify(ticket.options),
      now,
      timestamp(ticket.expiresAtMs),
    ],
  );
}

/**
 * Count an attempt with a ticket that is alive, before it is looked at: so that attempts sent at the same time cannot be
 * more than `mostAttempts`. Null when the ticket is used, too old or used up, when its person is blocked, or when the
 * password was changed since.
 */
export async function attemptLoginTicket(
  scope: TenantScope,
  purpose: TicketPurpose,
  tokenHash: Uint8Array,
  mostAttempts: number,
): Promise<LoginTicketRecord | null> {
  const [row] = await scope.sql<LoginTicketRecord>(
    `update login_tickets t set failures = t.failures + 1
     from users u
     where t.tenant_id = $1 and t.purpose = $2 and t.token_hash = $3 and t.failures < $4
       and t.used_at is null and t.expires_at > $5
       and u.tenant_id = t.tenant_id and u.id = t.user_id and u.disabled_at is null
       and coalesce(u.password_changed_at <= t.created_at, true)
     returning t.id, t.user_id as "userId", t.challenge, t.options, t.failures as attempts`,
    [scope.tenantId, purpose, tokenHash, mostAttempts, timestamp(scope.now())],
  );
  return row ?? null;
}

/** Use a ticket up. False when somebody was faster. */
export async function useLoginTicket(scope: TenantScope, id: string): Promise<boolean> {
  const rows = await scope.sql(
    `update login_tickets set used_at = $3 where tenant_id = $1 and id = $2 and used_at is null returning id`,
    [scope.tenantId, id, timestamp(scope.now())],
  );
  return rows.length > 0;
}
