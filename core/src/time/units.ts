/**
 * The two kinds of time, kept apart by their types. Both are integer milliseconds; mixing them does not compile.
 */

declare const instantBrand: unique symbol;
declare const durationBrand: unique symbol;
declare const wallBrand: unique symbol;

/** A moment: integer milliseconds since 1970-01-01T00:00:00Z. */
export type InstantMs = number & { readonly [instantBrand]: true };

/** A length of time: integer milliseconds, may be negative. */
export type DurationMs = number & { readonly [durationBrand]: true };

/** A wall-clock moment without a zone: the local date and time encoded as if it were UTC, integer milliseconds. */
export type WallMs = number & { readonly [wallBrand]: true };

/** Brand a number as an instant. Throws on anything but a safe integer: a broken assumption, not bad input. */
export function instantMs(value: number): InstantMs {
  return assertInteger(value) as InstantMs;
}

/** Brand a number as a duration. Throws on anything but a safe integer. */
export function durationMs(value: number): DurationMs {
  return assertInteger(value) as DurationMs;
}

/** Brand a number as a wall-clock moment. Throws on anything but a safe integer. */
export function wallMs(value: number): WallMs {
  return assertInteger(value) as WallMs;
}

function assertInteger(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer number of milliseconds: ${value}`);
  return value;
}
