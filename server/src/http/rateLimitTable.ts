import type { RateClass } from './access.ts';

export interface RateLimit {
  /** As the header names it. */
  name: string;
  /** Requests a minute, and as many at once after a quiet minute. */
  perMinute: number;
}

/** Whose requests are counted: an address before anything else is looked at, then the key or login, then the partner. */
export type Dimension = 'address' | 'caller' | 'tenant';

/** Addresses, callers or partners that are counted at the same time; the longest unused is forgotten first. */
export const COUNTED_KEYS = 20_000;

function limits(address: number, caller: number, tenant: number): Readonly<Record<Dimension, number>> {
  return { address, caller, tenant };
}

/**
 * Requests a minute by address, by caller (an API key or a login) and by partner, for each class of routes. An address
 * stands for a venue: hundreds of screens and a dozen consoles behind one router.
 */
export const RATE_LIMITS: Readonly<Record<RateClass, Readonly<Record<Dimension, number>>>> = {
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
  rememberedKeys: COUNTED_KEYS,
  /** How long further refusals are held back, in ms: well below any client's own limit. */
  holdMs: 250,
  /** What is added to it, in ms: another part of this span each time, neighbours far from each other. */
  spreadMs: 250,
  /** Has no divisor in common with the span, so that every part of it has its turn. */
  strideMs: 97,
  /** Refusals that are held at the same time; beyond it they are answered at once. Bounds the memory. */
  heldAtOnce: 10_000,
} as const;

export interface GateLimits {
  /** How many of one key are worked on at the same time. */
  atOnce: number;
  /** Further ones that wait for their turn; more are refused. */
  waiting: number;
}

/**
 * What is worked on at the same time: look-ups of one credential, requests of one partner, uploads of one partner. The two
 * of a partner together stay below the connections to the database that there are by default, so that there is one for the
 * others; whoever sets fewer gives that up.
 */
export const GATES = {
  credential: { atOnce: 4, waiting: 1_000 },
  tenant: { atOnce: 8, waiting: 2_000 },
  upload: { atOnce: 3, waiting: 200 },
} as const satisfies Record<string, GateLimits>;
