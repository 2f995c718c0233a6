import type { PairingView } from '@project88/core/contract/program.ts';

/** What the server says about a code: it waits, it led to a link, it is over, or there is no answer now. */
export type PairingAnswer =
  | { kind: 'waiting' }
  | { kind: 'paired'; linkId: string }
  | { kind: 'over' }
  | { kind: 'later' };

/** Ask for a code; null when there is no answer now. */
export async function askForCode(key: string, fetcher: typeof fetch): Promise<PairingView | null> {
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetcher('/api/pairing', {
      method: 'POST',
      headers,
      body: JSON.stringify({ key }),
    });
    return response.ok ? ((await response.json()) as PairingView) : null;
  } catch {
    return null;
  }
}

/** Ask what became of a code. Never throws. */
export async function askPairing(secret: string, fetcher: typeof fetch): Promise<PairingAnswer> {
  try {
    const response = await fetcher(`/api/pairing/${secret}`, { cache: 'no-store' });
    if (response.status === 404 || response.status === 410) return { kind: 'over' };
    if (!response.ok) return { kind: 'later' };
    const { displayUrl } = (await response.json()) as { displayUrl: string | null };
    return displayUrl === null ? { kind: 'waiting' } : pairedWith(displayUrl);
  } catch {
    return { kind: 'later' };
  }
}

/** Only the link is taken from the address: this machine reaches the server by the way it came. */
function pairedWith(displayUrl: string): PairingAnswer {
  const [, linkId] = /\/display\/([A-Z0-9]{8})\/?$/.exec(displayUrl) ?? [];
  return linkId === undefined ? { kind: 'over' } : { kind: 'paired', linkId };
}
