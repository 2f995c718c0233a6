import { isPassing, ProviderError } from '@project88/core/providers/errors.ts';
import type { Clock } from '../ops/clock.ts';
import { ApiCallError, type ApiReply } from '../web/apiCaller.ts';
import type { ProviderAnswer, ProviderCall, ProviderHttp } from './http.ts';
import { PROVIDER_LIMITS } from './limits.ts';
import { redact } from './redact.ts';
import { readRetryAfterMs } from './retryAfter.ts';

/** What stands between a connector and the network. */
export interface ProviderHttpParts {
  send: (request: {
    method: string;
    url: URL;
    headers: Readonly<Record<string, string>>;
    body: string | null;
    signal?: AbortSignal;
  }) => Promise<ApiReply>;
  baseUrl: string;
  /** Answers that mean "too fast" beside 429. */
  rateLimitStatuses: readonly number[];
  /** Values that no fault repeats. */
  secrets: readonly string[];
  /**
   * Waits for a place in the credential's budget; the answer gives it back. A provider that asked for a pause is told by
   * `pauseMs`.
   */
  enter: (signal?: AbortSignal) => Promise<(pauseMs: number | null) => void>;
  clock: Clock;
  /** Waits so many ms. */
  pause: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to and without 1. */
  random: () => number;
  signal?: AbortSignal;
}

/**
 * Calls one provider with one credential. Faults that pass are tried again with growing pauses, of calls that change
 * nothing; every fault is a `ProviderError` without secrets.
 */
export class FetchHttp implements ProviderHttp {
  readonly #parts: ProviderHttpParts;

  constructor(parts: ProviderHttpParts) {
    this.#parts = parts;
  }

  async call(call: ProviderCall): Promise<ProviderAnswer> {
    const maySendAgain = (call.method ?? 'GET') === 'GET';
    for (let tried = 1; ; tried += 1) {
      try {
        return await this.#once(call);
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error;
        const isLast = !maySendAgain || tried >= PROVIDER_LIMITS.tries || !isPassing(error.fault);
        const waitMs = this.#waitMs(tried, error.retryAfterMs);
        if (isLast || waitMs > PROVIDER_LIMITS.longestWaitMs) throw error;
        await this.#parts.pause(waitMs, this.#parts.signal);
      }
    }
  }

  async #once(call: ProviderCall): Promise<ProviderAnswer> {
    const { enter, signal } = this.#parts;
    const leave = await enter(signal);
    let pauseMs: number | null = null;
    try {
      const answer = await this.#send(call);
      const fault = this.#faultOf(call, answer);
      if (fault === null) return answer;
      if (fault.fault === 'rate-limited') pauseMs = fault.retryAfterMs ?? this.#waitMs(1, null);
      throw fault;
    } finally {
      leave(pauseMs);
    }
  }

  async #send(call: ProviderCall): Promise<ProviderAnswer> {
    const { send, signal } = this.#parts;
    const { headers, body } = bodyOf(call);
    try {
      return await send({
        method: call.method ?? 'GET',
        url: this.#addressOf(call),
        headers: { accept: 'application/json', ...headers, ...call.headers },
        body,
        ...(signal === undefined ? {} : { signal }),
      });
    } catch (error) {
      signal?.throwIfAborted();
      throw error instanceof ApiCallError ? faultOfFailure(error) : error;
    }
  }

  #addressOf({ url, query = {} }: ProviderCall): URL {
    const { baseUrl } = this.#parts;
    const isWhole = /^[a-z]+:\/\//i.test(url);
    const address = new URL(isWhole ? url : `${baseUrl.replace(/\/$/, '')}/${url.replace(/^\//, '')}`);
    for (const [name, value] of Object.entries(query)) {
      if (value !== null) address.searchParams.set(name, String(value));
    }
    return address;
  }

  #faultOf(call: ProviderCall, answer: ProviderAnswer): ProviderError | null {
    const special = call.faultOf?.(answer) ?? null;
    if (special !== null) return special;
    const { status } = answer;
    if (status >= 200 && status < 300) return null;
    const said = redact(answer.text, this.#parts.secrets).replace(/\s+/g, ' ').trim();
    const detail = `It answered ${status}${said === '' ? '' : `: ${said.slice(0, PROVIDER_LIMITS.faultCharacters)}`}`;
    const isTooFast = status === 429 || this.#parts.rateLimitStatuses.includes(status);
    if (isTooFast) {
      const retryAfterMs = readRetryAfterMs(answer.headers['retry-after'], this.#parts.clock());
      return new ProviderError('rate-limited', detail, retryAfterMs);
    }
    return new ProviderError(faultOfStatus(status), detail);
  }

  /** Full jitter: anywhere up to a bound that doubles; never before the provider takes calls again. */
  #waitMs(tried: number, retryAfterMs: number | null): number {
    const { firstPauseMs, longestPauseMs } = PROVIDER_LIMITS;
    const bound = Math.min(longestPauseMs, firstPauseMs * 2 ** (tried - 1));
    return Math.round((retryAfterMs ?? 0) + this.#parts.random() * bound);
  }
}

function bodyOf({ form, json }: ProviderCall): { headers: Record<string, string>; body: string | null } {
  if (form !== undefined) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { headers, body: new URLSearchParams(form).toString() };
  }
  if (json === undefined) return { headers: {}, body: null };
  return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
}

function faultOfStatus(status: number) {
  if (status >= 300 && status < 400) return 'address-refused';
  if (status === 401) return 'auth-invalid';
  if (status === 403) return 'forbidden';
  if (status === 404 || status === 410) return 'not-found';
  return status >= 500 || status === 408 ? 'provider-down' : 'contract-drift';
}

function faultOfFailure({ failure, message }: ApiCallError): ProviderError {
  if (failure === 'refused') return new ProviderError('address-refused', sentence(message));
  if (failure === 'too-large') return new ProviderError('contract-drift', sentence(message));
  return new ProviderError('provider-down', sentence(message));
}

function sentence(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}
