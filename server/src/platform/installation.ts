import { LINK_ALPHABET, type TenantId } from '@project88/core/ids/ids.ts';
import { hashPassword } from '../auth/passwords.ts';
import { randomLetters } from '../auth/tokens.ts';
import { listMembers } from '../store/members.ts';
import { createPartner, findInstallation } from '../store/partners.ts';
import { createUser } from '../store/users.ts';
import type { Database } from '../tenancy/database.ts';
import { isUniqueViolation } from '../tenancy/failures.ts';
import { systemPrincipal } from '../tenancy/principal.ts';

/** How the first administrator signs in; told once. */
export interface AdministratorAccount {
  email: string;
  password: string;
}

export interface InstallationParts {
  database: Database;
  random: (length: number) => Uint8Array;
  timeZone: string;
}

const NAME = 'Installation';
const SLUG = 'platform';
const EMAIL = 'administrator@platform.example';
/** Letters and digits in a made-up password: 80 bits. */
const PASSWORD_LETTERS = 16;

/**
 * Make the installation's own tenant with its administrator, at the first start and at the first start of a version that
 * has one. Null when somebody is there already: the password is known to them alone.
 */
export async function ensureAdministrator(parts: InstallationParts): Promise<AdministratorAccount | null> {
  const tenantId = await ensureInstallation(parts);
  const principal = systemPrincipal(tenantId, 'first start');
  const { items } = await parts.database.withTenant(principal, (scope) => listMembers(scope, { limit: 1 }));
  if (items.length > 0) return null;
  const password = makePassword(parts.random);
  const passwordHash = await hashPassword(password);
  const user = { email: EMAIL, name: 'Administrator', role: 'platform-admin', passwordHash } as const;
  await parts.database.withTenant(principal, (scope) => createUser(scope, user));
  return { email: EMAIL, password };
}

async function ensureInstallation({ database, timeZone }: InstallationParts): Promise<TenantId> {
  const known = await database.withPlatform(findInstallation);
  if (known !== null) return known;
  const make = (slug: string): Promise<TenantId> =>
    database.withPlatform(
      async (platform) =>
        (await createPartner(platform, { name: NAME, slug, timeZone, kind: 'platform' })).tenantId,
    );
  return make(SLUG).catch((error: unknown) => {
    // A partner of an older version may be called so.
    if (isUniqueViolation(error, 'partners_slug_unique')) return make(`${SLUG}-installation`);
    throw error;
  });
}

/** Four groups of four letters without look-alikes, easy to read out. */
export function makePassword(random: (length: number) => Uint8Array): string {
  const letters = randomLetters(random, PASSWORD_LETTERS, LINK_ALPHABET.toLowerCase());
  return letters.match(/.{4}/g)?.join('-') ?? '';
}
