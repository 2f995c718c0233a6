import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { familyOf } from './addresses.ts';
import { bare, checkHop, type Hop } from './guard.ts';
import { INTERNET, type Internet } from './internet.ts';

export interface ApiCallerOptions {
  /** Origins (`https://host`) that may be called, asked before anything is sent. */
  origins: readonly string[];
  /**
   * Of these the ones that the installation itself has named, such as a test system beside it: they may be in our own
   * network and without encryption. All others must be public and `https`.
   */
  trusted?: readonly string[];
  limits: {
    /** The whole of a call, in ms. */
    timeoutMs: number;
    /** Bytes of the head of an answer. */
    headBytes: number;
    /** Bytes of the body, unpacked. */
    bodyBytes: number;
  };
  internet?: Internet;
}

export interface ApiRequest {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** Null: none. */
  body: string | null;
  /** Ends the call before its time. */
  signal?: AbortSignal;
}

export interface ApiReply {
  status: number;
  /** Lower case names; several of one name are joined by commas. */
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** Why there is no answer: nothing was sent, nothing came, it broke off, or it was too much. */
export type ApiFailure = 'refused' | 'no-answer' | 'too-slow' | 'broken' | 'too-large';

export class ApiCallError extends Error {
  readonly failure: ApiFailure;

  constructor(failure: ApiFailure, message: string) {
    super(message);
    this.name = 'ApiCallError';
    this.failure = failure;
  }
}

/**
 * Calls the interfaces of other people's systems, with credentials. It calls the origins that it was made for and no
 * others, follows no redirect (what it would send along is ours), and takes nothing of an answer beyond its limits.
 */
export class ApiCaller {
  readonly #options: ApiCallerOptions;
  readonly #internet: Internet;

  constructor(options: ApiCallerOptions) {
    this.#options = options;
    this.#internet = options.internet ?? INTERNET;
  }

  /** Send one request and read its whole answer, whatever its status. Throws `ApiCallError`. */
  async send(wanted: ApiRequest): Promise<ApiReply> {
    const { timeoutMs } = this.#options.limits;
    const time = AbortSignal.timeout(timeoutMs);
    const signal = wanted.signal === undefined ? time : AbortSignal.any([time, wanted.signal]);
    try {
      const reply = await this.#open(wanted, signal);
      return await this.#take(reply, signal);
    } catch (error) {
      if (error instanceof ApiCallError) throw error;
      if (signal.aborted) throw new ApiCallError('too-slow', `no whole answer within ${timeoutMs / 1000} s`);
      const { code = '' } = error as NodeJS.ErrnoException;
      const isBroken =
        code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code.startsWith('HPE_');
      throw isBroken || code.startsWith('Z_')
        ? new ApiCallError('broken', 'the answer broke off')
        : new ApiCallError('no-answer', 'nobody answers');
    }
  }

  async #open({ method, url, headers, body }: ApiRequest, signal: AbortSignal): Promise<IncomingMessage> {
    const way = await this.#way(url, signal);
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const request = send({
        ...way,
        method,
        path: `${url.pathname}${url.search}`,
        agent: false,
        signal,
        maxHeaderSize: this.#options.limits.headBytes,
        headers: {
          host: url.host,
          'accept-encoding': 'gzip, br',
          'user-agent': 'Project88',
          ...headers,
          ...(body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
      });
      request.once('response', resolve);
      request.once('error', reject);
      request.end(body ?? undefined);
    });
  }

  /** Where to connect to; throws `refused` before anything is sent. */
  async #way(url: URL, signal: AbortSignal): Promise<RequestOptions> {
    const { origins, trusted = [] } = this.#options;
    if (!origins.includes(url.origin)) {
      throw new ApiCallError('refused', `${url.host} is not an address of this provider`);
    }
    if (trusted.includes(url.origin)) return { host: bare(url.hostname), port: url.port || undefined };
    if (url.protocol !== 'https:') throw new ApiCallError('refused', 'only https is called');
    const hop = await checkHop(url, this.#internet, signal).catch((error: Error) => {
      throw new ApiCallError('refused', error.message);
    });
    return connectTo(hop, this.#internet);
  }

  async #take(reply: IncomingMessage, signal: AbortSignal): Promise<ApiReply> {
    const { bodyBytes } = this.#options.limits;
    const chunks: Buffer[] = [];
    let size = 0;
    const count = async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) {
        size += chunk.length;
        if (size > bodyBytes) return;
        chunks.push(chunk);
      }
    };
    try {
      await pipeline(reply, unpacker(reply.headers['content-encoding']), count, { signal }).catch(
        (error: unknown) => {
          if (size <= bodyBytes) throw error;
        },
      );
    } finally {
      reply.destroy();
    }
    if (size > bodyBytes) throw new ApiCallError('too-large', `the answer is larger than ${bodyBytes} bytes`);
    return {
      status: reply.statusCode ?? 0,
      headers: plainHeaders(reply.headers),
      text: textOf(Buffer.concat(chunks, size), reply.headers['content-type'] ?? ''),
    };
  }
}

/** Connect to the addresses that were checked: the next answer to the name may be another one. */
function connectTo({ url, addresses, port }: Hop, internet: Internet): RequestOptions {
  const way = internet.reach(addresses, port);
  const found = way.addresses.map((address) => ({ address, family: familyOf(address) }));
  return {
    host: familyOf(bare(url.hostname)) === 0 ? url.hostname : way.addresses[0],
    port: way.port,
    lookup: (_name, { all }, give) => {
      const [first] = found;
      if (all) give(null, found);
      else give(null, first?.address ?? '', first?.family);
    },
  };
}

/** Some providers pack what nobody asked to be packed. */
function unpacker(encoding = 'identity') {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  return encoding === 'br' ? createBrotliDecompress() : new PassThrough();
}

function plainHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  const all = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all.map(([name, value]) => [name, String(value)]));
}

/** By the charset that the answer names; what nobody knows is read as UTF-8. */
function textOf(bytes: Buffer, contentType: string): string {
  const charset = /charset\s*=\s*"?([^"\s;]+)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytes.toString('utf8');
  }
}
