/** For whom a passkey is made: the host name that it is tied to, and the one origin whose pages may use it. */
export interface RelyingParty {
  id: string;
  origin: string;
}

/**
 * Whose passkeys a page can use, or null when it can use none. Browsers tie a passkey to a host name and offer it on
 * https and on localhost only; an IP address, such as 127.0.0.1 or that of a server in a venue, is no host name. So:
 * the public URL when it can have passkeys, and then for pages from there only; else the page's own origin, which the
 * caller has checked to be ours (`http://localhost:8088` on an installation without a public URL).
 *
 * `pageOrigin` is the request's `Origin`, null from programs, which are no pages and are told about the public URL.
 */
export function relyingPartyOf(publicUrl: string, pageOrigin: string | null): RelyingParty | null {
  const fixed = partyOf(publicUrl);
  if (fixed === null) return pageOrigin === null ? null : partyOf(pageOrigin);
  return pageOrigin === null || pageOrigin === fixed.origin ? fixed : null;
}

function partyOf(text: string): RelyingParty | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, origin } = new URL(text);
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost');
  const isSecure = protocol === 'https:' || (protocol === 'http:' && isLocal);
  // The parser has brought every way to write an IP address into one of these two forms.
  const isName = !hostname.startsWith('[') && !/^\d+(\.\d+){3}$/.test(hostname);
  return isSecure && isName ? { id: hostname, origin } : null;
}
