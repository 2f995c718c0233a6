import type { LoginView } from '@project88/core/contract/account.ts';
import type { ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import type { AuditEntryView, AuditVerdict } from '@project88/core/contract/audit.ts';
import type { PartnerReply, PlatformPartner, PlatformUser } from '@project88/core/contract/partners.ts';
import {
  type BuiltInRole,
  PARTNER_ROLES,
  ROLE_PERMISSIONS,
  ROLE_WORDS,
} from '@project88/core/contract/permissions.ts';
import type { InvitationView, MemberView, RoleView } from '@project88/core/contract/team.ts';
import { fixtureEntry } from './fixtureAudit.ts';

/** People, roles, keys, the audit log and the platform's partners of the fixture server. */
export interface AdminData {
  members: MemberView[];
  /** Where every person is signed in. */
  logins: LoginView[];
  invitations: InvitationView[];
  customRoles: RoleView[];
  apiKeys: ApiKeyView[];
  partner: PartnerReply;
  /** Newest first. */
  audit: AuditEntryView[];
  verdict: AuditVerdict;
  partners: PlatformPartner[];
  users: PlatformUser[];
  /** True when the installation sends e-mail: one-time links are then not shown. */
  mails: boolean;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As many as a busy partner has after a season. */
const AUDIT_ENTRIES = 10_000;

/** An identifier that looks like ours. */
export function adminId(kind: string, number: number): string {
  return `0190${kind}-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

const CUSTOM_ROLE = { id: adminId('d300', 1), name: 'Start list desk' };

/** Everything as it is at `nowMs`, epoch milliseconds. */
export function freshAdmin(nowMs: number): AdminData {
  const iso = (agoMs: number) => new Date(nowMs - agoMs).toISOString();
  return {
    members: members(iso),
    logins: logins(iso),
    invitations: invitations(iso),
    customRoles: [
      {
        ...CUSTOM_ROLE,
        role: 'custom',
        sentence: '',
        permissions: ['displays.view', 'displays.edit', 'timing.view'],
        people: 1,
      },
    ],
    apiKeys: apiKeys(iso),
    partner: partner(),
    audit: Array.from({ length: AUDIT_ENTRIES }, (_, index) => fixtureEntry(AUDIT_ENTRIES - index, nowMs)),
    verdict: { intact: true, entries: AUDIT_ENTRIES, head: '9f2c41'.padEnd(64, '7a0b'), problem: null },
    partners: partners(iso),
    users: users(iso),
    mails: false,
  };
}

type Ago = (agoMs: number) => string;

function members(iso: Ago): MemberView[] {
  const person: MemberView = {
    id: adminId('c000', 1),
    email: 'dana@harbour.test',
    name: 'Dana Okafor',
    role: 'owner',
    customRole: null,
    disabled: false,
    secondFactors: 2,
    createdAt: iso(400 * DAY_MS),
    lastLoginAt: iso(HOUR_MS),
  };
  return [
    person,
    {
      ...person,
      id: adminId('c000', 11),
      email: 'ioannis.papadakis@harbour.test',
      name: 'Ioannis Papadakis',
      role: 'manager',
      secondFactors: 1,
      lastLoginAt: iso(26 * HOUR_MS),
    },
    {
      ...person,
      id: adminId('c000', 12),
      email: 'maria-theodora.konstantinopoulou@start-lists.harbour-timing.test',
      name: 'Maria-Theodora Konstantinopoulou-Vandenberghe',
      role: 'custom',
      customRole: CUSTOM_ROLE,
      secondFactors: 0,
      lastLoginAt: iso(9 * DAY_MS),
    },
    {
      ...person,
      id: adminId('c000', 13),
      email: 'kwame@harbour.test',
      name: 'Kwame Asante',
      role: 'announcer',
      secondFactors: 0,
      disabled: true,
      lastLoginAt: null,
    },
  ];
}

function logins(iso: Ago): LoginView[] {
  const login: LoginView = {
    id: adminId('d200', 1),
    current: false,
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0',
    address: '198.51.100.24',
    secondFactor: 'totp',
    createdAt: iso(5 * HOUR_MS),
    lastSeenAt: iso(40_000),
    expiresAt: iso(-7 * HOUR_MS),
  };
  return [login, { ...login, id: adminId('d200', 2), userAgent: 'curl/8.11.0', secondFactor: '' }];
}

function invitations(iso: Ago): InvitationView[] {
  const invitation: InvitationView = {
    id: adminId('d400', 1),
    email: 'lena.brandt@harbour.test',
    name: 'Lena Brandt',
    role: 'operator',
    customRole: null,
    createdAt: iso(DAY_MS),
    expiresAt: iso(-6 * DAY_MS),
  };
  return [
    invitation,
    { ...invitation, id: adminId('d400', 2), email: 'desk@harbour.test', name: '', role: 'viewer' },
  ];
}

function apiKeys(iso: Ago): ApiKeyView[] {
  const key: ApiKeyView = {
    id: adminId('d500', 1),
    prefix: 'p88_7hkm2wqz',
    name: 'Results page',
    permissions: ['displays.view', 'timing.view'],
    allowList: [],
    createdAt: iso(90 * DAY_MS),
    expiresAt: iso(-275 * DAY_MS),
    lastUsedAt: iso(4_000),
    lastUsedAddress: '198.51.100.24',
    rotated: false,
  };
  const uploads: ApiKeyView = {
    ...key,
    id: adminId('d500', 2),
    prefix: 'p88_b4xn9rtc',
    name: 'Roster upload from the registration office at the harbour',
    permissions: ['displays.view', 'displays.edit', 'links.manage'],
    allowList: ['192.0.2.7', '2001:db8:44::/48'],
    expiresAt: iso(-5 * DAY_MS),
  };
  return [
    key,
    uploads,
    { ...key, id: adminId('d500', 3), prefix: 'p88_q2vd8msf', rotated: true, expiresAt: iso(-20 * HOUR_MS) },
    {
      ...key,
      id: adminId('d500', 4),
      prefix: 'p88_zk3jt6ya',
      name: 'Old laptop',
      expiresAt: iso(3 * DAY_MS),
      lastUsedAt: null,
      lastUsedAddress: null,
    },
    { ...key, id: adminId('d500', 5), prefix: 'p88_w8ce5gnh', name: 'Weather board', expiresAt: null },
  ];
}

function partner(): PartnerReply {
  return {
    id: adminId('c000', 2),
    name: 'Harbour Timing Ltd',
    slug: 'harbour',
    timeZone: 'Europe/Athens',
    loginIdleMinutes: 30,
    loginAbsoluteHours: 12,
    requireSecondFactor: false,
    corsOrigins: ['https://results.harbour.test'],
    usage: [
      { what: 'users', used: 4, limit: 25 },
      { what: 'display sessions', used: 18, limit: 20 },
      { what: 'display links', used: 200, limit: 200 },
      { what: 'API keys', used: 5, limit: 20 },
      { what: 'requests per minute', used: 312, limit: 6_000 },
    ],
  };
}

function partners(iso: Ago): PlatformPartner[] {
  const harbour: PlatformPartner = {
    id: adminId('c000', 2),
    name: 'Harbour Timing Ltd',
    slug: 'harbour',
    timeZone: 'Europe/Athens',
    createdAt: iso(400 * DAY_MS),
    users: 4,
    state: 'active',
    suspendedAt: null,
    suspendedReason: '',
    deleteAfter: null,
    quotas: { displaySessions: 20, displayLinks: 200 },
  };
  return [
    harbour,
    {
      ...harbour,
      id: adminId('c000', 3),
      name: 'Fjord Chip Services and Sons of the Northern Coast',
      slug: 'fjord',
      timeZone: 'Europe/Oslo',
      users: 1_204,
      state: 'suspended',
      suspendedAt: iso(2 * DAY_MS),
      suspendedReason: 'Asked for by the owner while a stolen laptop is looked for',
      quotas: {},
    },
    {
      ...harbour,
      id: adminId('c000', 4),
      name: 'Plains Race Day',
      slug: 'plains',
      timeZone: 'America/Chicago',
      state: 'deleted',
      deleteAfter: iso(-12 * DAY_MS),
      quotas: {},
    },
  ];
}

function users(iso: Ago): PlatformUser[] {
  const harbour = { partnerId: adminId('c000', 2), partner: 'Harbour Timing Ltd' };
  return members(iso).map((person) => ({
    ...person,
    ...harbour,
    customRole: person.customRole?.name ?? null,
  }));
}

/** The roles of the partner as the server lists them: built-in ones first. */
export function rolesOf(data: AdminData): RoleView[] {
  return [...PARTNER_ROLES.map((role) => builtIn(role, data)), ...data.customRoles];
}

/** The roles of the platform's own team as the server lists them. */
export function platformRoles(data: AdminData): RoleView[] {
  return [builtIn('platform-admin', data)];
}

function builtIn(role: BuiltInRole, data: AdminData): RoleView {
  return {
    id: null,
    role,
    ...ROLE_WORDS[role],
    permissions: [...ROLE_PERMISSIONS[role]],
    people: data.members.filter((member) => member.role === role).length,
  };
}
