import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import type { Clock } from '../ops/clock.ts';
import {
  attemptLoginTicket,
  createLoginTicket,
  type LoginTicketRecord,
  type TicketPurpose,
} from '../store/loginTickets.ts';
import { findSecretOwner } from '../store/tokenOwners.ts';
import type { Database, TenantScope } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { FACTOR_LIMITS } from './limits.ts';
import { freshToken, hashToken, TOKEN_BYTES } from './tokens.ts';

export interface LoginTicketsOptions {
  database: Database;
  clock: Clock;
  random: (length: number) => Uint8Array;
}

/** A ticket that is alive, and how often it may still be tried. */
export interface LiveTicket extends LoginTicketRecord {
  tenantId: TenantId;
  attemptsLeft: number;
}

export interface TicketOrder {
  userId: UserId;
  purpose: TicketPurpose;
  /** What a passkey has to sign; null when none is asked for. */
  challenge: Uint8Array | null;
  options: Readonly<Record<string, unknown>>;
}

/** Short-lived proofs that the password was right, for a step that is under way. Each is used once. */
export class LoginTickets {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #random: (length: number) => Uint8Array;

  constructor({ database, clock, random }: LoginTicketsOptions) {
    this.#database = database;
    this.#clock = clock;
    this.#random = random;
  }

  /** Random bytes for a passkey to sign. */
  challenge(): Uint8Array {
    return this.#random(TOKEN_BYTES);
  }

  /** Make a ticket for a person. Answers its text, which is kept nowhere. */
  async issue(scope: TenantScope, { userId, purpose, challenge, options }: TicketOrder): Promise<string> {
    const ticket = freshToken(this.#random);
    await createLoginTicket(scope, {
      userId,
      purpose,
      tokenHash: hashToken(ticket),
      challenge: Buffer.from(challenge ?? []).toString('base64url'),
      options,
      expiresAtMs: instantMs(this.#clock() + FACTOR_LIMITS.ticketMs),
    });
    return ticket;
  }

  /** Count an attempt with a ticket. Null when it is unknown or over, for whatever reason. */
  async attempt(ticket: string, purpose: TicketPurpose): Promise<LiveTicket | null> {
    const tokenHash = hashToken(ticket);
    const owner = await this.#database.withPlatform((platform) =>
      findSecretOwner(platform, 'login-ticket', tokenHash),
    );
    if (owner === null) return null;
    const { tenantId } = owner;
    const { attemptsPerTicket } = FACTOR_LIMITS;
    const record = await this.#database.withTenant(systemPrincipal(tenantId, 'sign-in'), (scope) =>
      attemptLoginTicket(scope, purpose, tokenHash, attemptsPerTicket),
    );
    return record && { ...record, tenantId, attemptsLeft: attemptsPerTicket - record.attempts };
  }
}
