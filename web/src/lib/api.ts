import type { ErrorBody } from '@project88/core/contract/common.ts';
import { activity } from './activity.ts';

/** Code of a failure that never reached the server. All other codes are the server's own. */
const NETWORK_CODE = 'NETWORK';

/** A request that failed: the server's code and sentence, and the request id that finds it in the log. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | null;
  readonly details: unknown;

  constructor(status: number, error: Omit<ErrorBody['error'], 'requestId'> & { requestId: string | null }) {
    super(error.message);
    this.name = 'ApiError';
    this.status = status;
    this.code = error.code;
    this.requestId = error.requestId;
    this.details = error.details;
  }

  /** The server could not be reached at all. */
  get isNetwork(): boolean {
    return this.code === NETWORK_CODE;
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface RequestOptions {
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * One request to our own server. The reply is trusted to have the contract's type `T`: the server checks its replies
 * against the schemas, and the browser carries no validator. Throws `ApiError`; an abort is passed through.
 */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const isUse = !activity.isInBackground();
  const response = await send(method, path, options, isUse);
  const text = await response.text();
  if (response.ok && isUse) activity.noteUse();
  if (!response.ok) throw errorFrom(response.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function send(
  method: Method,
  path: string,
  { body, signal }: RequestOptions,
  isUse: boolean,
): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' };
  // A page that renews itself on a desk where nobody sits must not keep the login alive.
  if (!isUse) headers['x-p88-background'] = '1';
  if (body !== undefined) headers['content-type'] = 'application/json';
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      body: body === undefined ? null : JSON.stringify(body),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw networkError();
  }
}

/** The failure when nothing answers. */
export function networkError(): ApiError {
  return new ApiError(0, {
    code: NETWORK_CODE,
    message: 'The server does not answer. Check the network; nothing you entered is lost.',
    requestId: null,
  });
}

/** Turn a failed reply into an `ApiError`, also when a proxy answered with something that is not our JSON. */
export function errorFrom(status: number, text: string): ApiError {
  const error = parseErrorBody(text);
  if (error !== null) return new ApiError(status, error);
  return new ApiError(status, {
    code: `HTTP_${status}`,
    message: `The server answered with status ${status}.`,
    requestId: null,
  });
}

function parseErrorBody(text: string): ErrorBody['error'] | null {
  try {
    const body = JSON.parse(text) as Partial<ErrorBody> | null;
    return typeof body?.error?.code === 'string' ? body.error : null;
  } catch {
    return null;
  }
}

/** The sentence for a person, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Join a path and its query; empty values are left out. */
export function withQuery(
  path: string,
  query: Record<string, string | number | boolean | null | undefined>,
): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  if (pairs.length === 0) return path;
  return `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)]))}`;
}
