/** Pages that are opened by a link which works once. */
const PAGES = ['/invitation', '/reset'];

let token = '';

/**
 * Take the token of a one-time link out of the address, before anything else can see it: the fragment would stay in the
 * history, on the screen and in every copied address. Called once, before the pages start.
 */
export function takeOneTimeToken(): void {
  if (!PAGES.includes(location.pathname)) return;
  token = location.hash.slice(1);
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  // A second link that is put into the same window changes nothing but the fragment.
  addEventListener('hashchange', () => {
    if (PAGES.includes(location.pathname) && location.hash.length > 1) location.reload();
  });
}

/** The token of the link that opened this page; empty when there was none, for example after a reload. */
export function oneTimeToken(): string {
  return token;
}
