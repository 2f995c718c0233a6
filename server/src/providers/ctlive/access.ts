import { ProviderError } from '@project88/core/providers/errors.ts';
import { z } from 'zod';
import type { ConnectorContext } from '../connector.ts';
import { callJson, type ProviderAnswer, type ProviderCall } from '../http.ts';
import type { Token } from '../tokens.ts';
import type { CtLiveCredential, CtLiveSettings } from './declaration.ts';

export type Context = ConnectorContext<CtLiveCredential, CtLiveSettings>;

const tokenAnswer = z.looseObject({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().optional(),
});
/** How long a token lives when the answer does not say, in s (seen). */
const TOKEN_LIFE_S = 3_600;

/** One call with whatever this account signs in with. A token that is refused before its time is renewed once. */
export async function ask(context: Context, call: ProviderCall): Promise<ProviderAnswer> {
  const { credential, http, tokens } = context;
  if (credential.kind !== 'oauth') return http.call(signed(call, credential));
  const token = await tokens.get(() => newToken(context, credential));
  try {
    return await http.call(withToken(call, credential.clientId, token));
  } catch (error) {
    if (!(error instanceof ProviderError) || error.fault !== 'auth-invalid') throw error;
    await tokens.drop(token);
    const next = await tokens.get(() => newToken(context, credential));
    return http.call(withToken(call, credential.clientId, next));
  }
}

function signed(call: ProviderCall, credential: Exclude<CtLiveCredential, { kind: 'oauth' }>): ProviderCall {
  const { clientId, user } = credential;
  if (credential.kind === 'sha1') {
    const who = { client_id: clientId, user_id: user, user_pass: credential.passwordSha1 };
    return { ...call, query: { ...call.query, ...who } };
  }
  const headers = { ...call.headers, authorization: basic(user, credential.password) };
  return { ...call, query: { ...call.query, client_id: clientId }, headers };
}

function withToken(call: ProviderCall, clientId: string, token: string): ProviderCall {
  const headers = { ...call.headers, authorization: `Bearer ${token}` };
  return { ...call, query: { ...call.query, client_id: clientId }, headers };
}

async function newToken(
  { http, clock }: Context,
  { clientId, clientSecret, user, password }: Extract<CtLiveCredential, { kind: 'oauth' }>,
): Promise<Token> {
  const call = {
    url: 'oauth2/token',
    query: { grant_type: 'password', username: user, password },
    headers: { authorization: basic(clientId, clientSecret) },
  };
  const { access_token: value, expires_in: lifeS = TOKEN_LIFE_S } = await callJson(http, call, tokenAnswer);
  return { value, refresh: '', expiresAtMs: clock() + lifeS * 1_000 };
}

function basic(name: string, password: string): string {
  return `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`;
}
