/** A client of our own HTTP interface, signed in as one user. The demo uses the product as anybody else does. */
export class ApiClient {
  readonly #base: string;
  #accessToken = '';

  constructor(base: string) {
    this.#base = base;
  }

  async login(email: string, password: string): Promise<void> {
    const reply = await this.call<{ accessToken: string }>('POST', '/api/auth/login', { email, password });
    this.#accessToken = reply.accessToken;
  }

  /** Call a route; throws with the error's code and message when it answers one. */
  async call<Reply>(method: string, path: string, body?: unknown): Promise<Reply> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#accessToken === '' ? {} : { authorization: `Bearer ${this.#accessToken}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 300)}`);
    return (text === '' ? null : JSON.parse(text)) as Reply;
  }
}
