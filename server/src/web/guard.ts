import { ProblemError } from '@project88/core/contract/errors.ts';
import { familyOf, isPublicAddress } from './addresses.ts';
import type { Internet } from './internet.ts';

/** A hop that may be taken: the address as it is written, and the only network addresses to connect to. */
export interface Hop {
  url: URL;
  /** Checked, at least one. */
  addresses: readonly string[];
  port: number;
}

const PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Refuse an address, with what a person may do about it. */
export function refused(reason: string): ProblemError {
  return new ProblemError('WEB_FETCH_REFUSED', { reason });
}

/**
 * What somebody typed, as an address: `run.example` is `https://run.example/`. Throws `WEB_FETCH_REFUSED`.
 */
export function typedAddress(text: string): URL {
  const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text);
  return parsed(hasScheme ? text : `https://${text}`);
}

/** Read an address, which may be relative to another one. Throws `WEB_FETCH_REFUSED`. */
export function parsed(text: string, base?: URL): URL {
  try {
    return new URL(text, base);
  } catch {
    throw refused('it is not a web address such as https://run.example');
  }
}

/**
 * Check one hop before anything is sent: its form, then every address that its name has now. Who connects later must
 * use the addresses of the answer and never ask for the name again: the next answer may be another one.
 * Throws `WEB_FETCH_REFUSED`.
 */
export async function checkHop(url: URL, internet: Internet, signal: AbortSignal): Promise<Hop> {
  const port = PORTS[url.protocol];
  if (port === undefined) throw refused('only http and https are read');
  if (url.username !== '' || url.password !== '') throw refused('a name or password in it is not sent');
  // The port that belongs to the scheme is not written in a URL that was read.
  if (url.port !== '' && !Object.values(PORTS).includes(Number(url.port))) {
    throw refused('only the ports 80 and 443 are read');
  }
  const addresses = await checkHost(url.hostname, internet, signal);
  return { url, addresses, port: url.port === '' ? port : Number(url.port) };
}

async function checkHost(
  hostname: string,
  internet: Internet,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const own = internet.ownNetworks();
  const literal = bare(hostname);
  if (familyOf(literal) !== 0) {
    if (!isPublicAddress(literal, own)) throw refused('it leads to a private network');
    return [literal];
  }
  // The same words for a name that does not exist and for one that is inside: else names inside could be guessed.
  const addresses = isPlainName(hostname) ? await internet.resolve(hostname, signal) : [];
  const arePublic = addresses.length > 0 && addresses.every((each) => isPublicAddress(each, own));
  if (!arePublic) throw refused('no public site has this name');
  return addresses;
}

/** An IPv6 address stands in brackets in a URL, and without them everywhere else. */
export function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** Names of one part belong to the network around us, and the URL reader lets more characters in than names have. */
function isPlainName(hostname: string): boolean {
  return /^[a-z0-9_-]+(\.[a-z0-9_-]+)+\.?$/.test(hostname);
}
