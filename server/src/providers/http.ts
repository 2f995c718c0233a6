import { ProviderError } from '@project88/core/providers/errors.ts';
import type { z } from 'zod';

/** One call of a provider. */
export interface ProviderCall {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the provider's base address, or whole on one of its hosts. */
  url: string;
  /** Left out where the value is null. */
  query?: Readonly<Record<string, string | number | null>>;
  headers?: Readonly<Record<string, string>>;
  /** Sent as a form. */
  form?: Readonly<Record<string, string>>;
  json?: unknown;
  /** What this provider means by an answer, where its status does not say; null: nothing special. */
  faultOf?: (answer: ProviderAnswer) => ProviderError | null;
}

/** An answer whose body was read to its end. */
export interface ProviderAnswer {
  status: number;
  /** Lower case names. */
  headers: Readonly<Record<string, string>>;
  text: string;
}

/**
 * The way to one provider with one credential: its hosts and no others, within its budget, with a deadline, and with
 * secrets taken out of everything that is said about it.
 */
export interface ProviderHttp {
  /** Throws a `ProviderError` for everything that is not a good answer. */
  call(call: ProviderCall): Promise<ProviderAnswer>;
}

/** Call and read the answer as JSON of a shape. Throws `bad-payload` when it is none, `contract-drift` for another shape. */
export async function callJson<T>(http: ProviderHttp, call: ProviderCall, shape: z.ZodType<T>): Promise<T> {
  const answer = await http.call(call);
  return readJson(answer.text, shape);
}

/** The same for a text that is there already. */
export function readJson<T>(text: string, shape: z.ZodType<T>): T {
  const value = parseJson(text);
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new ProviderError(
    'contract-drift',
    `${issue?.path.join('.') || 'The answer'}: ${issue?.message ?? ''}`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    const kind = /^\s*</.test(text) ? 'a page instead of data' : 'text that is not JSON';
    throw new ProviderError('bad-payload', `It sent ${kind}.`);
  }
}
