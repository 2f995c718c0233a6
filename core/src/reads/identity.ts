/**
 * What makes a read this read and no other, as 32 bits: its tag and its time of day. The sequence number says where
 * it stands; the key tells whether the same number came again or was given to something else after the operator
 * edited the timing session. Lap, reader and time format are left out: they change between two sendings of one read.
 */
export function contentKey(tag: string, timeOfDayMs: number): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < tag.length; at += 1) hash = mix(hash, tag.charCodeAt(at));
  hash = mix(hash, timeOfDayMs & 0xffff);
  hash = mix(hash, timeOfDayMs >>> 16);
  return finish(hash);
}

/** Two names of locations are one place when these keys are equal: the timing software compares without case. */
export function locationKey(name: string): string {
  return name.toLowerCase();
}

/** FNV-1a, with 16-bit units instead of bytes. */
const FNV_BASIS = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

function mix(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, FNV_PRIME);
}

/** The finalizer of MurmurHash3: spreads the difference of neighbouring tags and times over all bits. */
function finish(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
