/** A call that was answered with a failure. */
class CallRefused extends Error {
  readonly status: number;
  readonly text: string;

  constructor(asked: string, status: number, text: string) {
    super(`${asked} answered ${status}: ${text.slice(0, 300)}`);
    this.name = 'CallRefused';
    this.status = status;
    this.text = text;
  }
}

/** The server answered, and said no: it is not away. */
export function isRefusal(error: unknown): error is Error {
  return error instanceof CallRefused && error.status < 500;
}

/** Can the same call succeed later: the server or its database was away, or the partner is suspended for now? */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof CallRefused)) return true;
  return error.status >= 500 || error.text.includes('"PARTNER_SUSPENDED"');
}

/** A client of our own HTTP interface, signed in as one user. The demo uses the product as anybody else does. */
export class ApiClient {
  readonly #base: string;
  #credentials: { email: string; password: string } | null = null;
  #accessToken = '';

  constructor(base: string) {
    this.#base = base;
  }

  /** Sign in, and again whenever the access token has expired. */
  async login(email: string, password: string): Promise<void> {
    await this.#signIn({ email, password });
    this.#credentials = { email, password };
  }

  /** Call a route; throws `CallRefused` with the error's code and message when it answers one. */
  async call<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
    let response = await this.#send(method, path, body);
    if (response.status === 401 && this.#credentials !== null) {
      await response.body?.cancel();
      await this.#signIn(this.#credentials);
      response = await this.#send(method, path, body);
    }
    return readReply(response, `${method} ${path}`);
  }

  async #signIn(credentials: { email: string; password: string }): Promise<void> {
    const path = '/api/auth/login';
    this.#accessToken = '';
    const response = await this.#send('POST', path, credentials);
    this.#accessToken = (await readReply<{ accessToken: string }>(response, `POST ${path}`)).accessToken;
  }

  #send(method: string, path: string, body: unknown): Promise<Response> {
    return fetch(`${this.#base}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#accessToken === '' ? {} : { authorization: `Bearer ${this.#accessToken}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

async function readReply<Reply>(response: Response, asked: string): Promise<Reply> {
  const text = await response.text();
  if (!response.ok) throw new CallRefused(asked, response.status, text);
  return (text === '' ? null : JSON.parse(text)) as Reply;
}
