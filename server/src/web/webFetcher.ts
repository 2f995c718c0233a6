import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { ProblemError } from '@project88/core/contract/errors.ts';
import { familyOf } from './addresses.ts';
import { bare, checkHop, type Hop, parsed, refused } from './guard.ts';
import { INTERNET, type Internet } from './internet.ts';

export interface WebFetcherOptions {
  /** Which addresses this fetcher is for, asked before every hop; a public address alone is not enough. */
  allow: (url: URL) => boolean;
  limits: {
    /** Redirects that are followed. */
    redirects: number;
    /** The whole of a fetch, in ms. */
    timeoutMs: number;
    /** Bytes of the head of an answer. */
    headBytes: number;
  };
  internet?: Internet;
}

export interface Wanted {
  /** The header that says what we take. */
  accept: string;
  /** Bytes of the body, unpacked. */
  limitBytes: number;
  /** Ends the fetch before its time. */
  signal?: AbortSignal;
}

export interface Fetched {
  /** Where it was in the end. */
  url: URL;
  /** As the answer says it, in small letters, without parameters; empty when it says nothing. */
  mime: string;
  /** The character set that the answer names; null: none. */
  charset: string | null;
  bytes: Uint8Array;
}

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * The only way out of the process to other people's web servers. It reads public addresses with GET, sends nothing that
 * we know (no cookies, no login, no referrer), uses no proxy of the environment, and checks every hop anew.
 */
export class WebFetcher {
  readonly #allow: (url: URL) => boolean;
  readonly #limits: WebFetcherOptions['limits'];
  readonly #internet: Internet;

  constructor({ allow, limits, internet = INTERNET }: WebFetcherOptions) {
    this.#allow = allow;
    this.#limits = limits;
    this.#internet = internet;
  }

  /** Fetch one address. Throws `WEB_FETCH_REFUSED` before anything is sent, `WEB_FETCH_FAILED` after. */
  async get(address: URL, wanted: Wanted): Promise<Fetched> {
    const time = AbortSignal.timeout(this.#limits.timeoutMs);
    const signal = wanted.signal === undefined ? time : AbortSignal.any([time, wanted.signal]);
    try {
      return await this.#follow(address, { ...wanted, signal });
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      if (signal.aborted) throw failed(`it takes longer than ${this.#limits.timeoutMs / 1000} s`);
      throw failed(wordsFor(error as NodeJS.ErrnoException));
    }
  }

  async #follow(address: URL, wanted: Wanted & { signal: AbortSignal }): Promise<Fetched> {
    let url = address;
    for (let hops = 0; hops <= this.#limits.redirects; hops += 1) {
      const reply = await this.#open(url, wanted);
      const next = REDIRECTS.has(reply.statusCode ?? 0) ? reply.headers.location : undefined;
      if (next === undefined) return await take(reply, url, wanted);
      reply.destroy();
      url = parsed(next, url);
    }
    throw failed('it sends on to another address too often');
  }

  async #open(url: URL, { accept, signal }: Wanted & { signal: AbortSignal }): Promise<IncomingMessage> {
    if (!this.#allow(url)) throw refused('it is not on the list of addresses that are read');
    // A resolver that does not answer must not hold the fetch.
    const hop = await beforeEnd(checkHop(url, this.#internet, signal), signal);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return answerOf(
      send({
        ...this.#way(hop),
        path: `${url.pathname}${url.search}`,
        agent: false,
        signal,
        maxHeaderSize: this.#limits.headBytes,
        headers: {
          host: url.host,
          accept,
          'accept-encoding': 'gzip, br',
          'user-agent': 'Project88 style import',
        },
      }),
    );
  }

  /** Connect to the addresses that were checked. An address in figures is never looked up, so it is given as it is. */
  #way({ url, addresses, port }: Hop): RequestOptions {
    const way = this.#internet.reach(addresses, port);
    const isLiteral = familyOf(bare(url.hostname)) !== 0;
    const host = isLiteral ? way.addresses[0] : url.hostname.replace(/\.$/, '');
    return { host, port: way.port, lookup: always(way.addresses) };
  }
}

/** A look-up that knows one answer. */
function always(addresses: readonly string[]): NonNullable<RequestOptions['lookup']> {
  const found = addresses.map((address) => ({ address, family: familyOf(address) }));
  return (_name, { all }, give) => {
    const [first] = found;
    if (all) give(null, found);
    else give(null, first?.address ?? '', first?.family);
  };
}

function answerOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.end();
  });
}

/** The body, unpacked and counted while it comes; what is beyond the limit is not taken in. */
async function take(reply: IncomingMessage, url: URL, wanted: Wanted): Promise<Fetched> {
  try {
    const status = reply.statusCode ?? 0;
    if (status !== 200) throw failed(`it answers with ${status}`);
    const chunks: Buffer[] = [];
    let size = 0;
    const count = async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) {
        size += chunk.length;
        if (size > wanted.limitBytes) return;
        chunks.push(chunk);
      }
    };
    const work = pipeline(reply, unpacker(reply.headers['content-encoding']), count, {
      signal: wanted.signal,
    });
    // Whoever stops reading early makes the pipeline fail in one way or another; the size says why.
    await work.catch((error: unknown) => {
      if (size <= wanted.limitBytes) throw error;
    });
    if (size > wanted.limitBytes) throw failed(`it is larger than ${megabytes(wanted.limitBytes)} MB`);
    return { url, ...typeOf(reply.headers['content-type'] ?? ''), bytes: Buffer.concat(chunks, size) };
  } finally {
    reply.destroy();
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

function unpacker(encoding = 'identity') {
  if (encoding === 'identity') return new PassThrough();
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'br') return createBrotliDecompress();
  throw failed('it is packed in a way that we did not ask for');
}

function typeOf(header: string): Pick<Fetched, 'mime' | 'charset'> {
  const [mime = '', ...parameters] = header.toLowerCase().split(';');
  const named = parameters.map((each) => /^\s*charset\s*=\s*"?([^"\s]+)/.exec(each)?.[1]);
  return { mime: mime.trim(), charset: named.find((each) => each !== undefined) ?? null };
}

/** A fetch that was tried and came to nothing. */
export function failed(reason: string): ProblemError {
  return new ProblemError('WEB_FETCH_FAILED', { reason });
}

function wordsFor({ code = '' }: NodeJS.ErrnoException): string {
  if (/^(CERT_|ERR_TLS|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO|ERR_SSL)/.test(code)) {
    return 'its certificate is not valid';
  }
  if (/^(HPE_|Z_|ERR_.*BROTLI|ERR__ERROR_FORMAT|ERR_PADDING)/.test(code)) return 'its answer cannot be read';
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE') return 'it broke off';
  return 'it does not answer';
}

async function beforeEnd<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let stop = () => {};
  const end = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
