import type { InstantMs } from '@project88/core/time/units.ts';
import type { PlatformScope, TenantScope } from '../tenancy/database.ts';

/**
 * A UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then random bits. Sorts by time, so that keys of new
 * rows lie side by side and a list by id is a list by age. `random` needs 10 bytes.
 */
export function newUuidV7(nowMs: InstantMs, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(nowMs, 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** A new id for a row, of the kind that the caller names. */
export function newRowId<Id extends string>(scope: TenantScope | PlatformScope): Id {
  return newUuidV7(scope.now(), scope.randomBytes(10)) as Id;
}
