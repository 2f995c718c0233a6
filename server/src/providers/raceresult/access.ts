import { ProviderError } from '@project88/core/providers/errors.ts';
import type { ConnectorContext } from '../connector.ts';
import type { ProviderAnswer, ProviderCall } from '../http.ts';
import type { Token } from '../tokens.ts';
import type { RaceResultCredential, RaceResultSettings } from './declaration.ts';

export type Context = ConnectorContext<RaceResultCredential, RaceResultSettings>;

/** How long a sign-in is trusted, in ms; when it ends sooner the provider says so, and we sign in again once. */
const SIGN_IN_LIFE_MS = 30 * 60_000;

/** One call with a sign-in; the sign-in that the provider has ended is made anew, once. */
export async function ask(context: Context, call: ProviderCall): Promise<ProviderAnswer> {
  const { http, tokens } = context;
  const send = (id: string) =>
    http.call({ ...call, faultOf, headers: { ...call.headers, authorization: `Bearer ${id}` } });
  const id = await tokens.get(() => signIn(context));
  try {
    return await send(id);
  } catch (error) {
    if (!(error instanceof ProviderError) || error.fault !== 'auth-invalid') throw error;
    await tokens.drop(id);
    return send(await tokens.get(() => signIn(context)));
  }
}

/** The answer is the identifier of the sign-in as plain text. */
async function signIn({ http, credential, clock }: Context): Promise<Token> {
  const form = { apikey: credential.apiKey };
  const { text } = await http.call({ method: 'POST', url: 'api/public/login', form, faultOf });
  const value = text.trim();
  if (!/^[\w-]{8,200}$/.test(value)) throw new ProviderError('bad-payload', 'It sent no sign-in.');
  return { value, refresh: '', expiresAtMs: clock() + SIGN_IN_LIFE_MS };
}

/** Failures are objects with one text, whatever their status. */
function faultOf({ text }: ProviderAnswer): ProviderError | null {
  const said = /^\s*\{\s*"Error"\s*:\s*"([^"]{0,200})/.exec(text)?.[1];
  if (said === undefined) return null;
  if (/session|log(ged)? ?in|api ?key|password/i.test(said)) return new ProviderError('auth-invalid', said);
  if (/right|permission|allowed/i.test(said)) return new ProviderError('forbidden', said);
  if (/not found|does not exist|unknown event/i.test(said)) return new ProviderError('not-found', said);
  return new ProviderError('contract-drift', said);
}
