import type { ApiKeyView } from '@project88/core/contract/apiKeys.ts';
import type { PlatformPartner } from '@project88/core/contract/partners.ts';
import type { MemberView } from '@project88/core/contract/team.ts';
import { type AdminData, adminId, platformRoles, rolesOf } from './fixtureAdmin.ts';
import { pageOf } from './fixturePage.ts';

/** The routes of team, roles, API keys, audit, partner and platform, as the contract has them. */

export type AdminAnswer = [status: number, value?: unknown];

interface Call {
  /** `METHOD /path`. */
  call: string;
  query: URLSearchParams;
  body: string;
  data: AdminData;
  /** The platform's own team has other roles than a partner's. */
  ofPlatform: boolean;
}

/** Lives of one-time links and of new keys, for their dates. */
const LINK_LIFE_MS = 7 * 86_400_000;
const YEAR_MS = 365 * 86_400_000;

/** The answer, or null when the call is none of these. */
export function adminApi(call: Call): AdminAnswer | null {
  return (
    teamApi(call) ?? roleApi(call) ?? keyApi(call) ?? auditApi(call) ?? partnerApi(call) ?? platformApi(call)
  );
}

function failure(status: number, code: string, message: string): AdminAnswer {
  return [status, { error: { code, message, requestId: 'req-77c2' } }];
}

const list = (items: unknown[]): AdminAnswer => [200, { items, nextCursor: null }];

/** Parts of a path: `PATCH /api/team/1` on `/api/team` gives `['PATCH', '1', '']`. */
function parts(call: string, base: string): [method: string, id: string, rest: string] | null {
  const [method = '', path = ''] = call.split(' ');
  if (path !== base && !path.startsWith(`${base}/`)) return null;
  const [id = '', ...rest] = path.slice(base.length + 1).split('/');
  return [method, id, rest.join('/')];
}

function oneTimeLink(data: AdminData, path: string): object {
  const url = data.mails ? null : `https://console.timing.test/${path}#Vx3mQ8rT2kLp9ZsW4nBy6HcJ`;
  return { url, mailed: data.mails, expiresAt: new Date(Date.now() + LINK_LIFE_MS).toISOString() };
}

function teamApi({ call, query, body, data }: Call): AdminAnswer | null {
  const found = parts(call, '/api/team');
  if (found === null) return null;
  const [method, id, rest] = found;
  if (id === '') return [200, pageOf(data.members, query)];
  if (id === 'invitations') return invitationApi(method, rest, body, data);
  const member = data.members.find((each) => each.id === id);
  if (member === undefined) return failure(404, 'NOT_FOUND', 'There is no person with this id.');
  if (method === 'PATCH') return changeMember(member, JSON.parse(body), data);
  if (rest === 'logins') {
    if (method === 'DELETE') data.logins = [];
    return method === 'DELETE' ? [204] : [200, pageOf(data.logins, query)];
  }
  if (rest === 'remove-factors') {
    member.secondFactors = 0;
    return [204];
  }
  return [201, oneTimeLink(data, 'reset')];
}

function changeMember(member: MemberView, change: Record<string, unknown>, data: AdminData): AdminAnswer {
  const owners = data.members.filter(({ role, disabled }) => role === 'owner' && !disabled);
  const leaves = change.disabled === true || (change.role !== undefined && change.role !== 'owner');
  if (leaves && owners.length === 1 && owners[0] === member) {
    return failure(409, 'LAST_OWNER', 'A partner needs at least one owner who can sign in.');
  }
  const { customRoleId, ...rest } = change;
  const custom = data.customRoles.find((role) => role.id === customRoleId);
  Object.assign(
    member,
    rest,
    change.role !== undefined && {
      customRole: custom ? { id: custom.id, name: custom.name } : null,
    },
  );
  return [200, member];
}

function invitationApi(method: string, id: string, body: string, data: AdminData): AdminAnswer {
  if (method === 'GET') return list(data.invitations);
  if (method === 'DELETE') {
    data.invitations = data.invitations.filter((each) => each.id !== id);
    return [204];
  }
  const { email, name = '', role } = JSON.parse(body);
  if (data.members.some((member) => member.email === email)) {
    return failure(409, 'ADDRESS_TAKEN', 'Somebody has an account with this e-mail address.');
  }
  const made = {
    ...(data.invitations[0] as AdminData['invitations'][number]),
    id: adminId('d400', 20),
    email,
    name,
    role,
  };
  data.invitations = [made, ...data.invitations];
  return [201, { id: made.id, ...oneTimeLink(data, 'invitation') }];
}

function roleApi({ call, body, data, ofPlatform }: Call): AdminAnswer | null {
  const found = parts(call, '/api/roles');
  if (found === null) return null;
  const [method, id] = found;
  if (method === 'GET') return [200, { items: ofPlatform ? platformRoles(data) : rolesOf(data) }];
  const row = data.customRoles.find((role) => role.id === id);
  if (method === 'DELETE') {
    if (row !== undefined && row.people > 0) {
      return failure(
        409,
        'ROLE_IN_USE',
        `People with this role: ${row.people}. Give them another one first.`,
      );
    }
    data.customRoles = data.customRoles.filter((role) => role !== row);
    return [204];
  }
  const change = JSON.parse(body);
  if (data.customRoles.some((role) => role.name === change.name && role !== row)) {
    return failure(409, 'NAME_TAKEN', 'There is a role with this name.');
  }
  if (row !== undefined) return [200, Object.assign(row, change)];
  const made = { id: adminId('d300', 20), role: 'custom' as const, sentence: '', people: 0, ...change };
  data.customRoles.push(made);
  return [201, made];
}

const NEW_KEY = 'p88_n6rw3fdx_Qk8ZtB2mVx7LpR4sWy9HcJ3nGd5TfA6e';

function keyApi({ call, body, data }: Call): AdminAnswer | null {
  const found = parts(call, '/api/api-keys');
  if (found === null) return null;
  const [method, id, rest] = found;
  if (method === 'GET') return list(data.apiKeys);
  const row = data.apiKeys.find((key) => key.id === id);
  if (method === 'DELETE') {
    data.apiKeys = data.apiKeys.filter((key) => key !== row);
    return [204];
  }
  const like = row ?? (data.apiKeys[0] as ApiKeyView);
  const view = { ...like, id: adminId('d500', 20), prefix: NEW_KEY.slice(0, 12), lastUsedAt: null };
  if (rest === 'rotate' && row !== undefined) {
    const { overlapHours } = JSON.parse(body);
    row.rotated = true;
    row.expiresAt = new Date(Date.now() + overlapHours * 3_600_000).toISOString();
  } else {
    const { expiresInDays, ...made } = JSON.parse(body);
    const expiresAt = expiresInDays === null ? null : new Date(Date.now() + YEAR_MS).toISOString();
    Object.assign(view, made, { expiresAt });
  }
  data.apiKeys = [view, ...data.apiKeys];
  return [201, { key: NEW_KEY, view }];
}

function auditApi({ call, query, data }: Call): AdminAnswer | null {
  if (call === 'GET /api/audit/verify') return [200, data.verdict];
  if (call === 'GET /api/audit/export') return [200, 'the file'];
  if (call !== 'GET /api/audit') return null;
  const wants = (name: string, value: string) => (query.get(name) ?? value) === value;
  const from = Date.parse(query.get('from') ?? '1970-01-01');
  const to = Date.parse(query.get('to') ?? '9999-01-01');
  const matching = data.audit.filter(
    (entry) =>
      wants('action', entry.action) &&
      wants('actorId', entry.actor.id) &&
      wants('objectId', entry.object.id) &&
      Date.parse(entry.at) >= from &&
      Date.parse(entry.at) < to,
  );
  return [200, pageOf(matching, query)];
}

function partnerApi({ call, body, data }: Call): AdminAnswer | null {
  if (call === 'PATCH /api/partner') Object.assign(data.partner, JSON.parse(body));
  return /^(GET|PATCH) \/api\/partner$/.test(call) ? [200, data.partner] : null;
}

function platformApi({ call, query, body, data }: Call): AdminAnswer | null {
  const user = parts(call, '/api/platform/users');
  if (user !== null) return userApi(user, query, body, data);
  const found = parts(call, '/api/platform/partners');
  if (found === null) return null;
  const [method, id, rest] = found;
  if (id === '') return method === 'GET' ? list(data.partners) : createPartner(body, data);
  const row = data.partners.find((each) => each.id === id);
  if (row === undefined) return failure(404, 'NOT_FOUND', 'There is no partner with this id.');
  if (rest === 'invite-owner') return [201, { id: adminId('d400', 30), ...oneTimeLink(data, 'invitation') }];
  if (rest === 'visit') return [200, {}];
  if (rest === 'delete' && JSON.parse(body).slug !== row.slug) {
    return failure(409, 'CONFLICT', 'The short name does not match.');
  }
  return [200, Object.assign(row, partnerChange(method, rest, body))];
}

function partnerChange(method: string, rest: string, body: string): Partial<PlatformPartner> {
  const now = new Date().toISOString();
  switch (rest) {
    case 'suspend':
      return { state: 'suspended', suspendedAt: now, suspendedReason: JSON.parse(body).reason };
    case 'delete':
      return { state: 'deleted', deleteAfter: new Date(Date.now() + 30 * 86_400_000).toISOString() };
    case 'resume':
    case 'restore':
      return { state: 'active', suspendedAt: null, suspendedReason: '', deleteAfter: null };
    default:
      return method === 'PATCH' ? JSON.parse(body) : {};
  }
}

function createPartner(body: string, data: AdminData): AdminAnswer {
  const { owner: _owner, ...asked } = JSON.parse(body);
  if (data.partners.some(({ slug }) => slug === asked.slug)) {
    return failure(409, 'NAME_TAKEN', 'There is a partner with this name.');
  }
  const like = data.partners[0] as PlatformPartner;
  const partner = { ...like, ...asked, id: adminId('c000', 20), users: 0, quotas: {} };
  data.partners = [partner, ...data.partners];
  return [201, { partner, invitation: { id: adminId('d400', 31), ...oneTimeLink(data, 'invitation') } }];
}

function userApi(
  [method, id]: [string, string, string],
  query: URLSearchParams,
  body: string,
  data: AdminData,
): AdminAnswer {
  if (method === 'GET') {
    const search = (query.get('search') ?? '').toLowerCase();
    return list(data.users.filter(({ name, email }) => `${name} ${email}`.toLowerCase().includes(search)));
  }
  const user = data.users.find((each) => each.id === id);
  if (user === undefined) return failure(404, 'NOT_FOUND', 'There is no person with this id.');
  return [200, Object.assign(user, { disabled: JSON.parse(body).disabled })];
}
