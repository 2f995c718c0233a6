import type { RateClass } from './access.ts';

export interface RateLimit {
  /** As the header names it. */
  name: string;
  /** Requests a minute, and as many at once after a quiet minute. */
  perMinute: number;
}

interface ClassLimits extends Record<'address' | 'caller' | 'tenant', { perMinute: number }> {
  /** Addresses, callers or partners that are counted at the same time; the longest unused is forgotten first. */
  rememberedKeys: number;
}

const KEYS = 20_000;

function limits(address: number, caller: number, tenant: number): ClassLimits {
  return {
    address: { perMinute: address },
    caller: { perMinute: caller },
    tenant: { perMinute: tenant },
    rememberedKeys: KEYS,
  };
}

/**
 * Requests a minute by address, by caller (an API key or a login) and by partner, for each class of routes. An address
 * stands for a venue: hundreds of screens and a dozen consoles behind one router.
 */
export const RATE_LIMITS: Readonly<Record<RateClass, ClassLimits>> = {
  /** Pages of the console refetch every few seconds; a program that follows a race asks a few times a second. */
  read: limits(12_000, 3_000, 12_000),
  /** On race day an operator gives a few commands a second at most; programs set up many sessions at once. */
  write: limits(3_000, 1_200, 3_000),
  /** Rosters, results and exports are large; nobody sends more than a few a second. */
  upload: limits(240, 120, 240),
  /** Passwords, codes and tokens. Guessing is slowed by the sign-in itself, long before this. */
  credentials: limits(1_200, 120, 1_200),
  page: limits(12_000, 12_000, 12_000),
  /** A power cut ends: every screen of a venue comes back at once, and each loads page and bootstrap. */
  screen: limits(12_000, 12_000, 12_000),
  /** Supervisors ask every second. */
  probe: limits(1_200, 1_200, 1_200),
};

/** What happens to refused requests. */
export const REFUSALS = {
  /** Refusals of one key that are answered at once, so that a program that is a little too fast learns it quickly. */
  burst: 20,
  /** One more of them is answered at once every so many ms. */
  refillMs: 3_000,
  rememberedKeys: KEYS,
  /** How long further refusals are held back, in ms: well below any client's own limit. */
  holdMs: 250,
  /** Refusals that are held at the same time; beyond it they are answered at once. Bounds the memory. */
  heldAtOnce: 10_000,
} as const;

/**
 * Requests that are worked on at the same time. Fewer of a partner than there are connections to the database, so that
 * there is always one for the others; a page of the console loads with four to six.
 */
export const GATES = {
  credential: { atOnce: 4, waiting: 1_000 },
  tenant: { atOnce: 8, waiting: 2_000 },
} as const;
