import type { PasskeyOptionsReply, TotpCreated } from '@project88/core/contract/account.ts';
import { ProblemError } from '@project88/core/contract/errors.ts';
import type { SecondFactorId, UserId } from '@project88/core/ids/ids.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { appendAudit } from '../store/audit.ts';
import { forgetSecondFactors, noteSecondFactor } from '../store/loginSessions.ts';
import { useLoginTicket } from '../store/loginTickets.ts';
import { replaceRecoveryCodes } from '../store/recoveryCodes.ts';
import {
  confirmTotp,
  createPasskey,
  createTotp,
  type FactorRecord,
  getUnconfirmedTotp,
  listFactors,
  listPasskeys,
  removeAllFactors,
  removeFactor,
} from '../store/secondFactors.ts';
import { lockUser } from '../store/users.ts';
import type { TenantScope } from '../tenancy/database.ts';
import { isUniqueViolation } from '../tenancy/failures.ts';
import type { Principal } from '../tenancy/principal.ts';
import { FACTOR_LIMITS } from './limits.ts';
import { LoginTickets } from './loginTickets.ts';
import { type BrowserAnswer, creationOptions, type FreshPasskey, verifyCreation } from './passkeys.ts';
import { hashRecoveryCode, makeRecoveryCodes } from './recoveryCodes.ts';
import { type RelyingParty, relyingPartyOf } from './relyingParty.ts';
import type { LoginWishes, SecondFactorsOptions } from './secondFactors.ts';
import { makeTotpSecret, openTotpSecret, sealTotpSecret, totpStepOf, totpUrl } from './totp.ts';

/** Whose factors are changed. The password was checked by the caller where the routes ask for it. */
export interface FactorOwner {
  /** Works in the person's own tenant; also during a visit. */
  home: Principal;
  userId: UserId;
  email: string;
  name: string;
}

/** A factor that counts from now on, with recovery codes when it is the first. */
export interface AddedFactor {
  factor: FactorRecord;
  recoveryCodes: string[] | null;
}

/** Adding and removing second factors. */
export class SecondFactorSetup {
  readonly #options: SecondFactorsOptions;
  readonly #tickets: LoginTickets;

  constructor(options: SecondFactorsOptions) {
    this.#options = options;
    this.#tickets = new LoginTickets(options);
  }

  /** A new authenticator app, which counts once its first code came. Throws `QUOTA_REACHED`. */
  addTotp({ home, userId, email }: FactorOwner, label: string): Promise<TotpCreated> {
    const { database, random, secrets } = this.#options;
    const secret = makeTotpSecret(random);
    return database.withTenant(home, async (scope) => {
      await checkRoom(scope, userId);
      const seal = (id: SecondFactorId) => sealTotpSecret(secrets, secret, id);
      const id = await createTotp(scope, { userId, label, seal });
      return { id, secret, url: totpUrl(secret, email) };
    });
  }

  /**
   * The first code of a new authenticator app. Throws `NOT_FOUND` when there is none that waits, and
   * `SECOND_FACTOR_WRONG`.
   */
  confirmTotp(owner: FactorOwner, id: SecondFactorId, code: string): Promise<AddedFactor> {
    const { database, clock, secrets, log } = this.#options;
    const sinceMs = instantMs(clock() - FACTOR_LIMITS.totpSetupMs);
    return database.withTenant(owner.home, async (scope) => {
      const totp = await getUnconfirmedTotp(scope, owner.userId, id, sinceMs);
      if (totp === null) throw noSuchFactor();
      const secret = openTotpSecret(secrets, totp, log);
      const step = secret === null ? null : totpStepOf(secret, code, clock());
      if (step === null) throw new ProblemError('SECOND_FACTOR_WRONG');
      return this.#add(scope, owner, async () => {
        const factor = await confirmTotp(scope, id, step);
        if (factor === null) throw noSuchFactor();
        return factor;
      });
    });
  }

  /** The browser's instructions to make a passkey. Throws `CONFLICT` when the page cannot have one. */
  async passkeyOptions(owner: FactorOwner, pageOrigin: string | null): Promise<PasskeyOptionsReply> {
    const party = this.#partyOf({ pageOrigin });
    const challenge = this.#tickets.challenge();
    return this.#options.database.withTenant(owner.home, async (scope) => {
      await checkRoom(scope, owner.userId);
      const existing = await listPasskeys(scope, owner.userId);
      const person = { id: owner.userId, email: owner.email, name: owner.name };
      const options = await creationOptions(person, party, challenge, existing);
      const order = {
        userId: owner.userId,
        purpose: 'add-passkey',
        challenge,
        options: { pageOrigin },
      } as const;
      return { ticket: await this.#tickets.issue(scope, order), options };
    });
  }

  /** The passkey that the browser made. Throws `SECOND_FACTOR_WRONG` when it does not fit what was asked for. */
  async addPasskey(
    owner: FactorOwner,
    ticketText: string,
    label: string,
    answer: BrowserAnswer,
  ): Promise<AddedFactor> {
    const ticket = await this.#tickets.attempt(ticketText, 'add-passkey');
    const { tenantId } = owner.home;
    if (ticket === null || ticket.tenantId !== tenantId || ticket.userId !== owner.userId) throw wrong();
    const party = this.#partyOf(ticket.options);
    const passkey = await verifyCreation(answer, { challenge: ticket.challenge, party });
    if (passkey === null) throw wrong();
    return this.#options.database.withTenant(owner.home, async (scope) => {
      if (!(await useLoginTicket(scope, ticket.id))) throw wrong();
      return this.#add(scope, owner, () => storePasskey(scope, owner.userId, label, passkey));
    });
  }

  /** Remove a factor; with the last one go the recovery codes. Throws `NOT_FOUND`. */
  remove({ home, userId }: FactorOwner, id: SecondFactorId): Promise<void> {
    return this.#options.database.withTenant(home, async (scope) => {
      await lockUser(scope, userId);
      const removed = await removeFactor(scope, userId, id);
      if (removed === null) throw noSuchFactor();
      const left = await listFactors(scope, userId);
      if (left.length === 0) await leaveNoFactor(scope, userId);
      const before = { kind: removed.kind, label: removed.label };
      await appendAudit(scope, { action: 'factor.removed', object: { kind: 'second-factor', id }, before });
    });
  }

  /** New recovery codes in the place of the old ones. Throws `CONFLICT` for somebody without a second factor. */
  renewRecoveryCodes({ home, userId }: FactorOwner): Promise<string[]> {
    return this.#options.database.withTenant(home, async (scope) => {
      await lockUser(scope, userId);
      if ((await listFactors(scope, userId)).length === 0)
        throw new ProblemError('CONFLICT', { reason: 'Add a second factor first.' });
      const codes = await this.#makeCodes(scope, userId);
      await appendAudit(scope, { action: 'recovery-codes.made', object: { kind: 'user', id: userId } });
      return codes;
    });
  }

  /** Let a factor count: within the limit, with recovery codes when it is the first, and for the present login. */
  async #add(
    scope: TenantScope,
    { home, userId }: FactorOwner,
    store: () => Promise<FactorRecord>,
  ): Promise<AddedFactor> {
    const existing = await checkRoom(scope, userId);
    const factor = await store();
    const recoveryCodes = existing === 0 ? await this.#makeCodes(scope, userId) : null;
    if (home.actor.kind === 'user') await noteSecondFactor(scope, home.actor.loginSessionId, factor.kind);
    const { id, kind, label } = factor;
    const after = { kind, label, recoveryCodes: recoveryCodes !== null };
    await appendAudit(scope, { action: 'factor.added', object: { kind: 'second-factor', id }, after });
    return { factor, recoveryCodes };
  }

  async #makeCodes(scope: TenantScope, userId: UserId): Promise<string[]> {
    const codes = makeRecoveryCodes(this.#options.random);
    const hashes = codes.map((code) => hashRecoveryCode(code, scope.tenantId, userId));
    await replaceRecoveryCodes(scope, userId, hashes);
    return codes;
  }

  #partyOf({ pageOrigin = null }: LoginWishes): RelyingParty {
    const party = relyingPartyOf(this.#options.publicUrl(), pageOrigin);
    if (party !== null) return party;
    const reason =
      'Browsers make passkeys only for pages with https and a host name, or on http://localhost; not at an IP address.';
    throw new ProblemError('CONFLICT', { reason });
  }
}

/**
 * Remove all factors of a person who lost them; the caller has decided that it may, and writes the audit entry. Answers
 * how many counted.
 */
export async function removeFactorsOf(scope: TenantScope, userId: UserId): Promise<number> {
  await lockUser(scope, userId);
  const removed = await removeAllFactors(scope, userId);
  await leaveNoFactor(scope, userId);
  return removed;
}

/**
 * With the last factor go the recovery codes, and logins no longer count as having given a second factor. Else adding
 * and removing one would get around a partner that asks for it.
 */
async function leaveNoFactor(scope: TenantScope, userId: UserId): Promise<void> {
  await replaceRecoveryCodes(scope, userId, []);
  await forgetSecondFactors(scope, userId);
}

/** How many factors the person has, with others kept from changing it. Throws `QUOTA_REACHED`. */
async function checkRoom(scope: TenantScope, userId: UserId): Promise<number> {
  await lockUser(scope, userId);
  const { length } = await listFactors(scope, userId);
  const limit = FACTOR_LIMITS.factorsPerPerson;
  if (length >= limit) throw new ProblemError('QUOTA_REACHED', { limit, what: 'second factors' });
  return length;
}

async function storePasskey(
  scope: TenantScope,
  userId: UserId,
  label: string,
  passkey: FreshPasskey,
): Promise<FactorRecord> {
  try {
    return await createPasskey(scope, { ...passkey, userId, label });
  } catch (error) {
    if (!isUniqueViolation(error, 'second_factors_by_credential')) throw error;
    throw new ProblemError('CONFLICT', { reason: 'This passkey is in use already.' });
  }
}

const wrong = (): ProblemError => new ProblemError('SECOND_FACTOR_WRONG');
const noSuchFactor = (): ProblemError => new ProblemError('NOT_FOUND', { what: 'second factor' });
