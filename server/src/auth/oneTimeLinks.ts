import type { OneTimeLink } from '@project88/core/contract/team.ts';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import type { Logger } from 'pino';
import type { Letter, Mailer } from '../mail/mailer.ts';
import type { Clock } from '../ops/clock.ts';
import type { Principal } from '../tenancy/principal.ts';
import { freshToken, hashToken } from './tokens.ts';

export interface OneTimeLinksOptions {
  clock: Clock;
  random: (length: number) => Uint8Array;
  /** How browsers reach us. Asked at each use. */
  publicUrl: () => string;
  /** Null when the installation sends no mail. */
  mailer: Mailer | null;
  log: Logger;
}

/** A link that is written down, with the letter that brings it to its person. */
export interface Draft {
  url: string;
  expiresAtMs: InstantMs;
  letter: Letter;
}

/** A link that nobody has written down yet. */
export interface FreshLink {
  url: string;
  /** What the database keeps of the token. */
  tokenHash: Uint8Array;
  expiresAtMs: InstantMs;
}

/**
 * Links that work once: drawn, and brought to their person. The token stands behind the `#`, which browsers send to no
 * server: neither our log nor a proxy's has it, nor the next page as the address that somebody came from.
 */
export class OneTimeLinks {
  readonly #options: OneTimeLinksOptions;

  constructor(options: OneTimeLinksOptions) {
    this.#options = options;
  }

  get sendsMail(): boolean {
    return this.#options.mailer !== null;
  }

  /** Draw a link to this page that lives so many milliseconds. */
  draw(page: 'invitation' | 'reset', lifeMs: number): FreshLink {
    const { random, publicUrl, clock } = this.#options;
    const token = freshToken(random);
    return {
      url: `${publicUrl().replace(/\/+$/, '')}/${page}#${token}`,
      tokenHash: hashToken(token),
      expiresAtMs: instantMs(clock() + lifeMs),
    };
  }

  /**
   * Send the letter, once what it says is committed. Without mail, or when the mail server does not take it, the link is
   * in the answer instead, for whoever made it to hand over.
   */
  async deliver({ letter, url, expiresAtMs }: Draft): Promise<OneTimeLink> {
    const mailed = await this.#send(letter);
    return { url: mailed ? null : url, mailed, expiresAt: new Date(expiresAtMs).toISOString() };
  }

  async #send(letter: Letter): Promise<boolean> {
    const { mailer, log } = this.#options;
    if (mailer === null) return false;
    try {
      await mailer.send(letter);
      return true;
    } catch (error) {
      // Only the codes: mail servers that refuse a letter like to quote from it, and there is a token in it.
      const { code, responseCode } = error as { code?: string; responseCode?: number };
      log.warn({ code, responseCode }, 'a letter could not be sent');
      return false;
    }
  }
}

/** Where a request without a login comes from, for the audit log. */
export interface RequestOrigin {
  address: string;
  requestId: string;
}

/** Somebody who shows a token and nothing else, at the tenant that the token belongs to. */
export function nobodyAt(tenantId: TenantId, { address, requestId }: RequestOrigin): Principal {
  return {
    tenantId,
    actor: { kind: 'nobody' },
    permissions: new Set(),
    request: { id: requestId, address },
  };
}
