import type { DisplayBootstrap } from '@project88/core/contract/displayLinks.ts';

/** What the server says about a display link. */
export type LinkAnswer =
  | { kind: 'ready'; bootstrap: DisplayBootstrap }
  | { kind: 'ended' }
  | { kind: 'unknown' }
  /** No answer, or one that may be another in a moment. */
  | { kind: 'later' };

/** The display link in the address of this page, `/display/<id>`, as it stands there; empty when there is none. */
export function linkIdOf(pathname: string): string {
  const [, page, id = ''] = pathname.split('/');
  return page === 'display' ? id : '';
}

/** Ask the server for a link. Never throws: a lost network is an answer too. */
export async function askLink(id: string, fetcher: typeof fetch): Promise<LinkAnswer> {
  try {
    const response = await fetcher(`/api/display/${id}`, { cache: 'no-store' });
    if (response.status === 410) return { kind: 'ended' };
    if (response.status === 404 || response.status === 400) return { kind: 'unknown' };
    if (!response.ok) return { kind: 'later' };
    return { kind: 'ready', bootstrap: (await response.json()) as DisplayBootstrap };
  } catch {
    return { kind: 'later' };
  }
}

/** The address of the live socket, whatever form the server gave it in. */
export function socketUrl(liveUrl: string, pageUrl: string): string {
  const url = new URL(liveUrl, pageUrl);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}
