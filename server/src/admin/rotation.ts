import type { Logger } from 'pino';
import type { LiveSecrets } from '../auth/secrets.ts';
import type { Clock } from '../ops/clock.ts';
import { appendAudit } from '../store/audit.ts';
import { findInstallation } from '../store/partners.ts';
import type { Database } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import { ADMIN_LIMITS } from './limits.ts';
import { rewrapAll } from './masterKey.ts';

/** What can be exchanged. */
export const ROTATABLE = ['master', 'signing', 'database'] as const;
export type Rotatable = (typeof ROTATABLE)[number];

/** The passwords with which the server signs in to its database. */
export interface DatabasePasswords {
  /**
   * Give every login that is ours a new password, without a connection failing. Answers the names of these logins. Throws
   * `RotationRefused`, and `ConfigError` when a new password could not be kept.
   */
  rotate(): Promise<string[]>;
}

/** A rotation that cannot be done here; the message says why and what to do. */
export class RotationRefused extends Error {}

export interface RotationOptions {
  secrets: LiveSecrets;
  database: Database;
  passwords: DatabasePasswords;
  clock: Clock;
  log: Logger;
  /** How long a value may be on its way into the database; 0 when nothing else works on it. In ms. */
  sealToCommitMs?: number;
}

/**
 * Exchanges the installation's secrets while they are in use. A new key always comes before the old one goes, and the old
 * one goes when nothing can use it any more; what was interrupted is finished by the next `tidy`, also after a restart.
 */
export class Rotation {
  readonly #options: RotationOptions;
  readonly #sealToCommitMs: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: RotationOptions) {
    this.#options = options;
    this.#sealToCommitMs = options.sealToCommitMs ?? ADMIN_LIMITS.sealToCommitMs;
  }

  /** Exchange one kind of secret. Answers what happened, in one sentence for the person who asked. */
  rotate(what: Rotatable): Promise<string> {
    return this.#inTurn(async () => {
      const { sentence, facts } = await this.#exchange(what);
      await this.#writeDown(what, facts);
      return sentence;
    });
  }

  /** Forget former keys that nothing can use any more. */
  tidy(): Promise<void> {
    return this.#inTurn(async () => {
      await this.#dropOverSigningKeys();
      if (this.#options.secrets.retiredMasterKeys.length > 0) await this.#finishMaster();
    });
  }

  /** Look now, and then from time to time, whether a former key can be forgotten. Answers the function that ends it. */
  keepTidy(): () => void {
    const { secrets, log } = this.#options;
    const look = (): void => {
      if (secrets.retiredMasterKeys.length + secrets.retiredSigningKeys.length === 0) return;
      this.tidy().catch((error: Error) =>
        log.warn({ reason: error.message }, 'former keys are kept for now'),
      );
    };
    look();
    const timer = setInterval(look, ADMIN_LIMITS.tidyEveryMs);
    timer.unref();
    return () => clearInterval(timer);
  }

  /** One change of the secrets at a time. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  #exchange(what: Rotatable): Promise<Outcome> {
    if (what === 'master') return this.#exchangeMaster();
    return what === 'signing' ? this.#exchangeSigning() : this.#exchangePasswords();
  }

  async #exchangeMaster(): Promise<Outcome> {
    const { secrets, clock } = this.#options;
    await secrets.addMasterKey(clock());
    const { done, unreadable } = await this.#finishMaster();
    const left = secrets.retiredMasterKeys.length;
    const old = left === 0 ? 'the old one is gone' : 'the old one goes in a minute';
    const warning = unreadable === 0 ? '' : `; ${unreadable} could not be opened and were left as they are`;
    return {
      sentence: `master key: ${secrets.masterKeyId} is new, ${done} sealed values moved to it, ${old}${warning}`,
      facts: { masterKey: secrets.masterKeyId, moved: done, unreadable },
    };
  }

  async #finishMaster(): Promise<{ done: number; unreadable: number }> {
    const { secrets, database, clock } = this.#options;
    const begunMs = clock();
    const result = await rewrapAll(database, secrets);
    // A value that was sealed with the former key and not yet committed when the pass began would not have been seen.
    const over = secrets.retiredMasterKeys.filter(
      ({ retiredAtMs }) => begunMs >= retiredAtMs + this.#sealToCommitMs,
    );
    if (over.length > 0) await secrets.dropMasterKeys(new Set(over.map(({ id }) => id)));
    return result;
  }

  async #exchangeSigning(): Promise<Outcome> {
    const { secrets, clock } = this.#options;
    await secrets.addSigningKey(clock());
    await this.#dropOverSigningKeys();
    const { kid } = secrets.signingKey;
    const minutes = Math.ceil(ADMIN_LIMITS.lastTokenMs / 60_000);
    return {
      sentence: `signing key: ${kid} is new; tokens of the old one are valid until they end, ${minutes} minutes at most`,
      facts: { signingKey: kid },
    };
  }

  async #dropOverSigningKeys(): Promise<void> {
    const { secrets, clock } = this.#options;
    const nowMs = clock();
    const over = secrets.retiredSigningKeys.filter(
      ({ retiredAtMs }) => nowMs >= retiredAtMs + ADMIN_LIMITS.lastTokenMs,
    );
    if (over.length > 0) await secrets.dropSigningKeys(new Set(over.map(({ kid }) => kid)));
  }

  async #exchangePasswords(): Promise<Outcome> {
    const logins = await this.#options.passwords.rotate();
    const sentence = `database: new passwords for ${logins.join(' and ')}`;
    return { sentence, facts: { databaseLogins: logins } };
  }

  /** In the log of the installation itself; before its first start there is none. */
  async #writeDown(what: Rotatable, facts: object): Promise<void> {
    const { database } = this.#options;
    const installation = await database.withPlatform(findInstallation);
    if (installation === null) return;
    await database.withTenant(systemPrincipal(installation, 'p88'), (scope) =>
      appendAudit(scope, {
        action: 'secrets.rotated',
        object: { kind: 'installation', id: what },
        after: facts,
      }),
    );
  }
}

interface Outcome {
  sentence: string;
  /** For the audit log: names of keys and logins, no secrets. */
  facts: object;
}
