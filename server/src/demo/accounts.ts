import type { Role } from '@project88/core/contract/permissions.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { TimingKeyRing } from '../auth/timingKeys.ts';
import { makePassword } from '../platform/installation.ts';
import { createPartner, listPartners, type PartnerRecord } from '../store/partners.ts';
import { createUser } from '../store/users.ts';
import type { Database } from '../tenancy/database.ts';
import { systemPrincipal } from '../tenancy/principal.ts';
import type { DemoFile } from './demoFile.ts';

export interface AccountParts {
  database: Database;
  keys: TimingKeyRing;
  random: (length: number) => Uint8Array;
  timeZone: string;
}

/** Partners of the demo; the companies are invented. */
const DEMO_PARTNERS = [
  { name: 'Meltemi Timing', slug: 'meltemi' },
  { name: 'Fjordlap Timing', slug: 'fjordlap' },
] as const;

const ROLES: readonly Role[] = ['owner', 'operator'];

export type Accounts = Pick<DemoFile, 'users' | 'timingKeys'>;

export async function hasPartners(database: Database): Promise<boolean> {
  return (await database.withPlatform(listPartners)).length > 0;
}

/** Make two partners with an owner, an operator and a timing key each. All secrets are drawn anew. */
export async function makeDemoAccounts(parts: AccountParts): Promise<Accounts> {
  const made: Accounts[] = [];
  for (const partner of DEMO_PARTNERS) made.push(await makePartner(parts, partner, ROLES));
  return {
    users: made.flatMap((each) => each.users),
    timingKeys: made.flatMap((each) => each.timingKeys),
  };
}

/** Make the first partner of a real installation, with its owner. */
export function makeFirstAccount(parts: AccountParts): Promise<Accounts> {
  return makePartner(parts, { name: 'Timing partner', slug: 'partner' }, ['owner']);
}

async function makePartner(
  parts: AccountParts,
  { name, slug }: { name: string; slug: string },
  roles: readonly Role[],
): Promise<Accounts> {
  const { database, keys, timeZone } = parts;
  const partner = await database.withPlatform((platform) =>
    createPartner(platform, { name, slug, timeZone }),
  );
  const users: Accounts['users'] = [];
  for (const role of roles) users.push(await makeUser(parts, partner, role));
  await keys.reload();
  const key = await keys.create(systemPrincipal(partner.tenantId, 'first start'), 'First key');
  return { users, timingKeys: [{ partner: name, user: key.user, secret: key.secret }] };
}

async function makeUser(
  { database, random }: AccountParts,
  partner: PartnerRecord,
  role: Role,
): Promise<Accounts['users'][number]> {
  const email = `${role}@${partner.slug}.example`;
  const password = makePassword(random);
  const passwordHash = await hashPassword(password);
  const name = `${partner.name} ${role}`;
  await database.withTenant(systemPrincipal(partner.tenantId, 'first start'), (scope) =>
    createUser(scope, { email, name, role, passwordHash }),
  );
  return { email, password, partner: partner.name, role };
}
