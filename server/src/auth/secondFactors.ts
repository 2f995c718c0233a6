import type { SecondFactorBody, SecondFactorTicket } from '@project88/core/contract/auth.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { TenantId, UserId } from '@project88/core/ids/ids.ts';
import type { Logger } from 'pino';
import type { Clock } from '../ops/clock.ts';
import { useLoginTicket } from '../store/loginTickets.ts';
import { countRecoveryCodes, useRecoveryCode } from '../store/recoveryCodes.ts';
import {
  listPasskeys,
  listTotps,
  type PasskeyRecord,
  takePasskeyCount,
  takeTotpStep,
} from '../store/secondFactors.ts';
import type { Database, TenantScope } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { Guesses } from './guesses.ts';
import { FACTOR_LIMITS } from './limits.ts';
import { type LiveTicket, LoginTickets } from './loginTickets.ts';
import { type BrowserAnswer, requestOptions, verifyRequest } from './passkeys.ts';
import { printOfPassword } from './passwords.ts';
import { hashRecoveryCode } from './recoveryCodes.ts';
import { relyingPartyOf } from './relyingParty.ts';
import type { Secrets } from './secrets.ts';
import { openTotpSecret, totpStepOf } from './totp.ts';

export interface SecondFactorsOptions {
  database: Database;
  clock: Clock;
  random: (length: number) => Uint8Array;
  secrets: Secrets;
  /** How browsers reach us; asked at each use. */
  publicUrl: () => string;
  log: Logger;
}

/** What the client asked for when it sent the password; comes back when the second factor was right. */
export interface LoginWishes {
  /** A refresh token beside the cookie. */
  refreshToken?: boolean;
  /** Origin of our page that asks (`pageOriginOf`), null or absent for programs: decides about passkeys. */
  pageOrigin?: string | null;
}

export interface SecondStepDone {
  tenantId: TenantId;
  userId: UserId;
  method: SecondFactorMethod;
  /** Of the password that was right in the first step. */
  passwordPrint: string;
  options: LoginWishes;
}

/** What a ticket carries from the first step to the second. */
interface TicketOptions extends LoginWishes {
  passwordPrint?: string;
}

type SecondFactorMethod = SecondFactorTicket['methods'][number];

/** The second step of signing in. */
export class SecondFactors {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #secrets: Secrets;
  readonly #publicUrl: () => string;
  readonly #log: Logger;
  readonly #tickets: LoginTickets;
  readonly #codes: Guesses;

  constructor(options: SecondFactorsOptions) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#secrets = options.secrets;
    this.#publicUrl = options.publicUrl;
    this.#log = options.log;
    this.#tickets = new LoginTickets(options);
    this.#codes = new Guesses(options.clock, FACTOR_LIMITS.wrongCodes, FACTOR_LIMITS.codeRefillMs);
  }

  /**
   * After the right password: a ticket with which to go on, and what may be given. Null when the person has no second
   * factor, and is signed in with the password alone.
   */
  begin(
    { tenantId, id, passwordHash }: { tenantId: TenantId; id: UserId; passwordHash: string },
    wishes: LoginWishes,
  ): Promise<SecondFactorTicket | null> {
    return this.#database.withTenant(systemPrincipal(tenantId, 'sign-in'), async (scope) => {
      const [totps, passkeys, codesLeft] = await Promise.all([
        listTotps(scope, id),
        listPasskeys(scope, id),
        countRecoveryCodes(scope, id),
      ]);
      if (totps.length + passkeys.length === 0) return null;
      const asked = await this.#askPasskeys(passkeys, wishes);
      const methods: SecondFactorMethod[] = [];
      if (totps.length > 0) methods.push('totp');
      if (asked !== null) methods.push('passkey');
      if (codesLeft > 0) methods.push('recovery-code');
      const challenge = asked?.challenge ?? null;
      const options = { ...wishes, passwordPrint: printOfPassword(passwordHash) };
      const order = { userId: id, purpose: 'second-factor', challenge, options } as const;
      const ticket = await this.#tickets.issue(scope, order);
      return { ticket, methods, passkeyOptions: asked?.passkeyOptions ?? null };
    });
  }

  async #askPasskeys(passkeys: readonly PasskeyRecord[], { pageOrigin = null }: LoginWishes) {
    const party = relyingPartyOf(this.#publicUrl(), pageOrigin);
    if (party === null || passkeys.length === 0) return null;
    const challenge = this.#tickets.challenge();
    return { challenge, passkeyOptions: await requestOptions(party, challenge, passkeys) };
  }

  /**
   * Take the second factor. Throws `SECOND_FACTOR_WRONG`, with `{attemptsLeft}` as details: at 0 it starts again with the
   * password; and `RATE_LIMITED` after too many wrong codes of the same person, whatever tickets they came with.
   */
  async finish(body: SecondFactorBody, address: string): Promise<SecondStepDone> {
    const ticket = await this.#tickets.attempt(body.ticket, 'second-factor');
    if (ticket === null) throw wrong(0);
    const { tenantId, userId } = ticket;
    const check = () => this.#checkAndUse(ticket, body);
    const method =
      body.code === undefined ? await check() : await this.#codes.try(`${tenantId} ${userId}`, check);
    if (method === null) {
      this.#log.warn({ tenantId, userId, address }, 'a second factor was refused');
      throw wrong(ticket.attemptsLeft);
    }
    const { passwordPrint = '', ...options }: TicketOptions = ticket.options;
    return { tenantId, userId, method, passwordPrint, options };
  }

  /** Factor and ticket are used up together, or not at all. */
  #checkAndUse(ticket: LiveTicket, body: SecondFactorBody): Promise<SecondFactorMethod | null> {
    return this.#database.withTenant(systemPrincipal(ticket.tenantId, 'sign-in'), async (scope) => {
      const method = await this.#check(scope, ticket, body);
      if (method !== null && !(await useLoginTicket(scope, ticket.id))) throw wrong(0);
      return method;
    });
  }

  async #check(
    scope: TenantScope,
    ticket: LiveTicket,
    { code, recoveryCode, passkey }: SecondFactorBody,
  ): Promise<SecondFactorMethod | null> {
    if (code !== undefined) return (await this.#checkCode(scope, ticket, code)) ? 'totp' : null;
    if (passkey !== undefined) return (await this.#checkPasskey(scope, ticket, passkey)) ? 'passkey' : null;
    const hash = hashRecoveryCode(recoveryCode ?? '', scope.tenantId, ticket.userId);
    return (await useRecoveryCode(scope, ticket.userId, hash)) ? 'recovery-code' : null;
  }

  async #checkCode(scope: TenantScope, { userId }: LiveTicket, code: string): Promise<boolean> {
    for (const totp of await listTotps(scope, userId)) {
      const secret = openTotpSecret(this.#secrets, totp, this.#log);
      const step = secret === null ? null : totpStepOf(secret, code, this.#clock());
      if (step !== null && (await takeTotpStep(scope, totp.id, step))) return true;
    }
    return false;
  }

  async #checkPasskey(
    scope: TenantScope,
    { userId, challenge, options }: LiveTicket,
    answer: BrowserAnswer,
  ): Promise<boolean> {
    const { pageOrigin = null }: LoginWishes = options;
    const party = relyingPartyOf(this.#publicUrl(), pageOrigin);
    if (party === null || challenge === '') return false;
    const passkeys = await listPasskeys(scope, userId);
    const used = await verifyRequest(answer, { challenge, party }, passkeys);
    return used !== null && takePasskeyCount(scope, used.passkey.id, used.signCount);
  }
}

function wrong(attemptsLeft: number): ProblemError {
  return new ProblemError('SECOND_FACTOR_WRONG', {}, { attemptsLeft });
}
