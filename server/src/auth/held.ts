import { ProblemError } from '@project88/core/contract/errors.ts';
import { PARTNER_PERMISSIONS, type Permission } from '@project88/core/contract/permissions.ts';
import type { Principal } from '../tenancy/principal.ts';

/**
 * Nobody gives away, takes from somebody or acts for somebody with what they may not do themselves. Throws
 * `PERMISSION_NOT_HELD` with what is missing.
 */
export function checkHeld(
  { permissions }: Pick<Principal, 'permissions'>,
  wanted: Iterable<Permission>,
): void {
  const missing = [...wanted].filter((each) => !permissions.has(each));
  if (missing.length > 0) throw new ProblemError('PERMISSION_NOT_HELD', { missing: missing.join(', ') });
}

/** The same for custom roles and keys: the platform's own permissions are in none, whoever makes them. */
export function checkGivable(
  { permissions }: Pick<Principal, 'permissions'>,
  wanted: Iterable<Permission>,
): void {
  checkHeld({ permissions: new Set(PARTNER_PERMISSIONS.filter((each) => permissions.has(each))) }, wanted);
}
