import { ProblemError } from '@project88/core/contract/errors.ts';
import { SOCKET_ENDED } from '@project88/core/contract/live.ts';
import type { ApiKeyId, DisplayLinkId, LoginSessionId, TenantId, UserId } from '@project88/core/ids/ids.ts';
import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import { RECHECK_EVERY_MS } from './limits.ts';
import type { LiveSockets } from './types.ts';

/** Whose an open socket is. Which ids are there depends on how it was opened. */
export interface SocketFacts {
  kind: 'screen' | 'console' | 'preview';
  /** The partner whose data it shows: during a visit not the partner of the user. */
  tenantId: TenantId;
  userId?: UserId;
  loginSessionId?: LoginSessionId;
  apiKeyId?: ApiKeyId;
  linkId?: DisplayLinkId;
}

/** An open socket, and how to ask again whether it may be open. */
export interface OpenSocket {
  socket: WebSocket;
  facts: SocketFacts;
  /** `moved`: it would show somebody else's data now. Throws the `ProblemError` with which it would be refused. */
  recheck: () => Promise<'same' | 'moved'>;
}

/** Come back at once, with the rights that hold now. The code of a server that restarts. */
const COME_BACK = 1_012;

/**
 * All live sockets that are open, so that they end together with the right to have them. What is decided here (a
 * logout, a suspension) closes them at once; what ends by time alone is found by asking again now and then.
 */
export class OpenSockets implements LiveSockets {
  readonly #open = new Set<OpenSocket>();
  readonly #log: Logger;
  #endings = 0;
  #checking: Promise<void> | null = null;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Grows with every ending. A socket that was admitted before one and opened after it is not among those closed. */
  get endings(): number {
    return this.#endings;
  }

  /** Know of a socket until it closes. */
  add(entry: OpenSocket): void {
    this.#open.add(entry);
    entry.socket.once('close', () => this.#open.delete(entry));
  }

  /** Close those that `which` picks; what they say from here on is not heard. */
  closeWhere(which: (facts: SocketFacts) => boolean, code: number, reason: string): void {
    this.#endings += 1;
    for (const entry of [...this.#open]) if (which(entry.facts)) this.#close(entry, code, reason);
  }

  endTenant(tenantId: TenantId): void {
    this.closeWhere((facts) => facts.tenantId === tenantId, SOCKET_ENDED.refused, 'suspended');
  }

  endLogin(id: LoginSessionId): void {
    this.closeWhere((facts) => facts.loginSessionId === id, SOCKET_ENDED.signedOut, 'signed out');
  }

  endUser(id: UserId): void {
    this.closeWhere((facts) => facts.userId === id, SOCKET_ENDED.signedOut, 'signed out');
  }

  endApiKey(id: ApiKeyId): void {
    this.closeWhere((facts) => facts.apiKeyId === id, SOCKET_ENDED.signedOut, 'signed out');
  }

  moveLogin(id: LoginSessionId): void {
    this.closeWhere((facts) => facts.loginSessionId === id, COME_BACK, 'come back');
  }

  moveUser(id: UserId): void {
    this.closeWhere((facts) => facts.userId === id, COME_BACK, 'come back');
  }

  /** Look now and then. Answers the function that ends it. */
  watch(everyMs = RECHECK_EVERY_MS): () => void {
    const timer = setInterval(() => void this.recheckAll(), everyMs);
    return () => clearInterval(timer);
  }

  /** Close what may not be open any more: the login has ended by time, the key has expired, the visit is over. */
  recheckAll(): Promise<void> {
    this.#checking ??= this.#recheckAll().finally(() => {
      this.#checking = null;
    });
    return this.#checking;
  }

  /** One after the other: a thousand consoles must not take the database from the requests. Screens end by link. */
  async #recheckAll(): Promise<void> {
    for (const entry of [...this.#open]) {
      if (entry.facts.kind !== 'screen' && this.#open.has(entry)) await this.recheck(entry);
    }
  }

  /** Ask again for one socket. While nobody can tell, because the database is away, it stays. */
  async recheck(entry: OpenSocket): Promise<void> {
    try {
      if ((await entry.recheck()) === 'moved') this.#close(entry, COME_BACK, 'come back');
    } catch (error) {
      if (error instanceof ProblemError && error.status < 500) this.#close(entry, ...wordsOf(error));
      else this.#log.warn({ err: error }, 'a live socket could not be checked again');
    }
  }

  #close(entry: OpenSocket, code: number, reason: string): void {
    this.#open.delete(entry);
    entry.socket.removeAllListeners('message');
    entry.socket.close(code, reason);
  }
}

function wordsOf({ code, status }: ProblemError): [code: number, reason: string] {
  return status === 401 ? [SOCKET_ENDED.signedOut, 'signed out'] : [SOCKET_ENDED.refused, code];
}
