import type { Browser } from 'playwright-core';
import { type ConsolePage, openConsole } from './consolePage.ts';

interface Account {
  email: string;
  password: string;
}

/** A page of the real product in a browser of its own, signed in. */
export async function signedIn(
  browser: Browser,
  url: string,
  { email, password }: Account,
): Promise<ConsolePage> {
  const opened = await openConsole(browser, url);
  const origin = new URL(url).origin;
  const answer = await opened.page.request.post('/api/auth/login', {
    data: { email, password },
    headers: { origin },
  });
  if (!answer.ok()) throw new Error(`${email} was not signed in: ${await answer.text()}`);
  return opened;
}
