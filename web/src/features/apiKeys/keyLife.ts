import type { ApiKeyView } from '@project88/core/contract/apiKeys.ts';

/** A key that ends within this time wants to be rotated: two weeks are enough to find who uses it. */
const WARN_MS = 14 * 86_400_000;

/** Where a key stands: it works, ends soon, works until the overlap is over, or is over. */
export type KeyLife = 'open' | 'ending' | 'replaced' | 'expired';

/** The state of a key at `nowMs`, epoch milliseconds. */
export function keyLife({ expiresAt, rotated }: ApiKeyView, nowMs: number): KeyLife {
  const leftMs = expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) return 'expired';
  if (rotated) return 'replaced';
  return leftMs < WARN_MS ? 'ending' : 'open';
}
