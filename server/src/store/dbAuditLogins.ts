import type { Client } from 'pg';

/**
 * The roles between which people and the server move. On a foreign database logins have any name, so what is allowed
 * is a rule and not a list.
 */
export interface Logins {
  /** What the server uses for the work of one tenant, and for work across tenants; often the same. */
  tenant: string;
  platform: string;
}

/** The logins that `provisionEmbedded` makes. */
export const EMBEDDED_LOGINS: Logins = { tenant: 'p88_service', platform: 'p88_platform_service' };

const OUR_ROLES = ['p88_owner', 'p88_app', 'p88_platform', 'p88_definer'];

interface Membership {
  role: string;
  member: string;
  admin: boolean;
  may_set: boolean;
  inherits: boolean;
  by_system: boolean;
  is_super: boolean;
}

/** Before PostgreSQL 16 a membership had no options of its own. */
const MEMBERSHIPS = `
  select r.rolname as role, u.rolname as member, m.admin_option as admin, m.grantor = 10 as by_system, u.rolsuper as is_super,
         coalesce((to_jsonb(m) ->> 'set_option')::boolean, true) as may_set,
         coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, u.rolinherit) as inherits
  from pg_auth_members m join pg_roles r on r.oid = m.roleid join pg_roles u on u.oid = m.member
  where r.rolname = any ($1) or u.rolname = any ($1)`;

interface Login {
  name: string;
  is_direct: boolean;
  is_super: boolean;
  powers: string[];
}

const LOGINS = `
  select rolname as name, rolname = session_user as is_direct, rolsuper as is_super,
         array_remove(array[case when rolsuper then 'SUPERUSER' end, case when rolbypassrls then 'BYPASSRLS' end,
           case when rolreplication then 'REPLICATION' end,
           -- Who migrates may have to make roles.
           case when rolcreaterole and rolname <> session_user then 'CREATEROLE' end,
           case when rolcreatedb and rolname <> session_user then 'CREATEDB' end], null) as powers
  from pg_roles where rolname = any ($1)`;

/** On our own server nobody else has a power that leads past row security. */
const MIGHTY_STRANGERS = `
  select rolname as name from pg_roles
  where (rolsuper or rolbypassrls or rolreplication or rolcreaterole)
    -- 10 made the server.
    and oid <> 10 and rolname <> session_user and rolname <> all ($1)
  order by rolname`;

/** One sentence for each role of the embedded server that could go past the wall and is none of its own. */
export async function auditStrangers(client: Client): Promise<string[]> {
  const known = [...OUR_ROLES, EMBEDDED_LOGINS.tenant, EMBEDDED_LOGINS.platform];
  const { rows } = await client.query<{ name: string }>(MIGHTY_STRANGERS, [known]);
  return rows.map(({ name }) => `role ${name} is not expected, and can go past row security`);
}

/** One sentence for each power of a login, and each membership, that is missing or too much. */
export async function auditLogins(client: Client, { tenant, platform }: Logins): Promise<string[]> {
  const names = [...new Set([tenant, platform])];
  const { rows: logins } = await client.query<Login>(LOGINS, [names]);
  const { rows: memberships } = await client.query<Membership>(MEMBERSHIPS, [[...OUR_ROLES, ...names]]);
  const { rows } = await client.query<{ direct: string }>('select session_user::text as direct');
  const parties = { tenant, platform, direct: rows[0]?.direct ?? '' };
  return [
    ...names.flatMap((name) => describeLogin(name, logins)),
    ...memberships.filter((one) => !isExpected(one, parties)).map(describeSurplus),
    ...describeMissing(memberships, parties, logins),
  ];
}

function describeLogin(name: string, logins: readonly Login[]): string[] {
  const login = logins.find((one) => one.name === name);
  if (login === undefined) return [`login ${name} is missing, with which the server works`];
  return login.powers.map((power) => `login ${name}, with which the server works, has ${power}`);
}

function isExpected(
  membership: Membership,
  { tenant, platform, direct }: Logins & { direct: string },
): boolean {
  const { role, member, admin, inherits, may_set: maySet, by_system: bySystem } = membership;
  // A membership adds nothing to what a superuser may do.
  if (membership.is_super) return true;
  // Who makes a role without being superuser gets this from PostgreSQL 16 on, and cannot lose it.
  if (admin && !maySet && !inherits && bySystem) return true;
  if (member === direct && (OUR_ROLES.includes(role) || role === tenant || role === platform)) return true;
  // With inheritance the owner of the tables would have the policies of the functions' owner.
  if (member === 'p88_owner') return role === 'p88_definer' && !admin && !inherits;
  if (member === platform && role === 'p88_platform') return !admin;
  return (member === tenant || member === platform) && role === 'p88_app' && !admin;
}

function describeSurplus({ role, member, admin, inherits }: Membership): string {
  const options = [admin ? 'may give it to others' : '', inherits ? 'inherits its rights' : ''].filter(
    (option) => option !== '',
  );
  const how = options.length === 0 ? '' : ` (${member} ${options.join(' and ')})`;
  return `role ${role} has the member ${member} in a way that is not expected${how}`;
}

function describeMissing(
  memberships: readonly Membership[],
  { tenant, platform }: Logins,
  logins: readonly Login[],
): string[] {
  const due = [
    ['p88_definer', 'p88_owner'],
    ['p88_app', tenant],
    ['p88_app', platform],
    ['p88_platform', platform],
  ] as const;
  const superusers = logins.filter((login) => login.is_super).map((login) => login.name);
  const missing = due.filter(
    ([role, member]) =>
      !superusers.includes(member) &&
      !memberships.some((one) => one.role === role && one.member === member && one.may_set),
  );
  return [...new Set(missing.map(([role, member]) => `role ${role} lacks the member ${member}`))];
}
