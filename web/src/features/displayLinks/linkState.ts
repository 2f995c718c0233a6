import type { DisplayLinkView } from '@project88/core/contract/displayLinks.ts';

export type LinkLife = 'open' | 'expired' | 'revoked';

/** Whether a link still opens, at a moment of the server's clock in epoch milliseconds. */
export function linkLife(link: Pick<DisplayLinkView, 'expiresAt' | 'revokedAt'>, nowMs: number): LinkLife {
  if (link.revokedAt !== null) return 'revoked';
  return Date.parse(link.expiresAt) <= nowMs ? 'expired' : 'open';
}

/** Eight characters in two groups of four: how people read them aloud. */
export function groupedId(id: string): string {
  return `${id.slice(0, 4)} ${id.slice(4)}`;
}
