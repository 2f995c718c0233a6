import type { Keeper } from './screenKey.ts';

/** The page that shows a code for pairing. */
export const PAIRING_PAGE = '/display';
const NAME = 'p88-paired';

/** The link that this machine was paired with last; null when there is none, or storage is switched off. */
export function pairedLink(storage: () => Keeper): string | null {
  try {
    const linkId = storage().getItem(NAME);
    return linkId !== null && /^[A-Z0-9]{8}$/.test(linkId) ? linkId : null;
  } catch {
    return null;
  }
}

export function isPaired(storage: () => Keeper, linkId: string): boolean {
  return pairedLink(storage) === linkId;
}

/** Remember the link for the next start. */
export function rememberPairing(storage: () => Keeper, linkId: string): void {
  try {
    storage().setItem(NAME, linkId);
  } catch {
    // Without storage the machine shows a code at its next start.
  }
}
