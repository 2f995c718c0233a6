import type { IncomingHttpHeaders } from 'node:http';

/** Methods that change nothing; a foreign page may cause them, because it cannot read the answer. */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export function isSafeMethod(method: string): boolean {
  return SAFE_METHODS.has(method);
}

/**
 * True when a browser says that the request comes from another site. `Sec-Fetch-Site` is the browser's own word and
 * decides when it is there; older browsers send `Origin` alone. Programs send neither and carry no foreign cookies.
 * `publicOrigin` is how browsers reach us when a proxy changes the Host header.
 */
export function comesFromOtherSite(headers: IncomingHttpHeaders, publicOrigin: string | null): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const { origin } = headers;
  return origin !== undefined && !isOurOrigin(origin, headers.host, publicOrigin);
}

/** The origin of a URL, for example of the public one; null for text that is no URL. */
export function originOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).origin : null;
}

/** For WebSockets, which always carry an Origin in browsers but no reliable `Sec-Fetch-Site`. */
export function isOurOrigin(origin: string, host: string | undefined, publicOrigin: string | null): boolean {
  if (origin === publicOrigin) return true;
  try {
    return host !== undefined && new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}

/** The origin of our own page that sent this request; null for programs and foreign pages. */
export function pageOriginOf(
  { origin, host }: IncomingHttpHeaders,
  publicOrigin: string | null,
): string | null {
  return origin !== undefined && isOurOrigin(origin, host, publicOrigin) ? origin : null;
}
