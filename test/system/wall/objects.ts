import type { Permission } from '@project88/core/contract/permissions.ts';
import { BUILT_IN_TEMPLATES } from '@project88/core/displays/templates/builtIn.ts';
import type { Answer, Caller, TestPartner } from '../../support/httpServer.ts';

/** Text in every object of a partner that has a name; whoever is on the other side must never see it. */
export interface PartnerObjects {
  marker: string;
  /** What stands for `:id` by the beginning of the path; the longest beginning that fits counts. */
  byPath: Readonly<Record<string, string>>;
  /** Everything that must not appear on the other side. */
  secrets: readonly string[];
}

/** One object of every kind that has an address, made through the interface by the partner's owner. */
export async function makeObjects(partner: TestPartner, marker: string): Promise<PartnerObjects> {
  const { owner, timingSessionId } = partner;
  const made: Make = async (path, body) => {
    const answer = await owner('POST', path, body);
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.text}`);
    return answer.json;
  };
  const displaySession = await made('/api/sessions/create', { name: `${marker} finish`, mode: 'results' });
  await made(`/api/chronotrack/sessions/${timingSessionId}/select`, { displaySessionId: displaySession.id });
  await owner('PUT', `/api/sessions/${displaySession.id}/roster`, {
    entries: [{ bib: '7', firstName: 'Robin', lastName: `${marker}runner` }],
  });
  const link = await made('/api/display/generate-url', { sessionId: displaySession.id });
  const timingKey = await made('/api/timing-keys', { label: `${marker} trailer` });
  const role = await made('/api/roles', { name: `${marker} role`, permissions: ['displays.view'] });
  const apiKey = await made('/api/api-keys', { name: `${marker} key`, permissions: [SAFE] });
  const invitation = await made('/api/team/invitations', {
    email: `${marker.toLowerCase()}@invited.example`,
    name: `${marker} invited`,
    role: 'viewer',
  });
  const template = await makeTemplate(made, marker);
  const asset = await makeAsset(partner, marker);
  const { playlist, preset } = await makeShow(partner, made, displaySession.id, marker);
  const me = await owner('GET', '/api/auth/me');
  const logins = await owner('GET', '/api/account/logins');
  const totp = await made('/api/account/totp', { currentPassword: PASSWORD, label: `${marker} phone` });
  return {
    marker,
    byPath: {
      '/api/sessions': displaySession.id,
      '/api/chronotrack': timingSessionId,
      '/api/display': link.id,
      '/display': link.id,
      '/api/timing-keys': timingKey.id,
      '/api/playlists': playlist.id,
      '/api/presets': preset.id,
      '/api/templates': template.id,
      '/api/assets': asset.id,
      '/api/roles': role.id,
      '/api/api-keys': apiKey.view.id,
      '/api/team': me.json.user.id,
      '/api/team/invitations': invitation.id,
      '/api/account/logins': logins.json.items[0].id,
      '/api/account/totp': totp.id,
      '/api/account/factors': totp.id,
      '/api/platform/partners': partner.tenantId,
      '/api/platform/users': me.json.user.id,
    },
    secrets: [
      marker,
      marker.toLowerCase(),
      partner.tenantId,
      displaySession.id,
      template.id,
      asset.id,
      link.id,
      timingKey.user,
      timingKey.secret,
      apiKey.key,
      apiKey.view.prefix,
      totp.secret,
      me.json.user.email,
      timingSessionId,
    ],
  };
}

type Make = (path: string, body: unknown) => Promise<Answer['json']>;

/** A template with one version. */
async function makeTemplate(made: Make, marker: string): Promise<Answer['json']> {
  const from = { builtIn: 'finish-hero' };
  const template = await made('/api/templates', { name: `${marker} arch`, folder: `${marker} folder`, from });
  await made(`/api/templates/${template.id}/publish`, { rev: 1, note: `${marker} note` });
  return template;
}

/** A picture of one colour. */
async function makeAsset({ owner }: TestPartner, marker: string): Promise<Answer['json']> {
  const path = `/api/assets?name=${marker}+logo&folder=${marker}+logos`;
  const answer = await owner('POST', path, DRAWING);
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.json;
}

/** The file of a picture. */
export const DRAWING = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#103050"/></svg>',
);

/** What belongs to the running of a display session: a playlist, a screen with a name, a preset and a note. */
async function makeShow({ owner }: TestPartner, made: Make, displaySessionId: string, marker: string) {
  const playlist = await made('/api/playlists', playlistOf(`${marker} playlist`));
  const tv = await made('/api/pairing', { key: SCREEN_KEY });
  await made(`/api/sessions/${displaySessionId}/pair`, { code: tv.code, name: `${marker} tower` });
  const preset = await made('/api/presets', {
    name: `${marker} preset`,
    mode: 'results',
    templateId: 'finish-hero',
    playlistId: null,
  });
  await owner('PUT', `/api/sessions/${displaySessionId}/notes/7`, {
    vip: true,
    note: `${marker} birthday`,
    pronunciation: '',
  });
  return { playlist, preset };
}

/** A screen of each partner has this key: keys are not secret, and nothing follows from knowing one. */
export const SCREEN_KEY = 'wall-screen-1';

function playlistOf(name: string, templateId = 'finish-hero') {
  return { name, items: [{ templateId, dwellMs: 10_000 }] };
}

const SAFE: Permission = 'displays.view';
const PASSWORD = 'correct horse battery staple';

/** The path of a route with objects of this partner in it. Throws when nobody said what stands for a parameter. */
export function pathWith(url: string, objects: PartnerObjects, timingSessionId: string): string {
  const filled = url
    .replace(':timingSessionId', timingSessionId)
    .replace(':bib', '7')
    .replace(':version', '1')
    .replace(':key', SCREEN_KEY)
    .replace(':asset', objects.byPath['/api/assets'] ?? '');
  if (!filled.includes(':id')) return filled.replace('/*', '/index.html');
  const [prefix] = Object.keys(objects.byPath)
    .filter((each) => filled.startsWith(`${each}/`))
    .sort((one, other) => other.length - one.length);
  if (prefix === undefined) throw new Error(`no object stands for :id in ${url}: add one to makeObjects`);
  return filled.replace(':id', objects.byPath[prefix] ?? '');
}

const NOBODYS_UUID = '01900000-0000-7000-8000-00000000dead';

/** Bodies that are right but for whose things they name. A route that takes a body and is not here gets `{}`. */
export function bodyFor(route: string, of: PartnerObjects): unknown {
  const bodies: Record<string, unknown> = {
    'POST /api/sessions/create': { name: 'Mine', mode: 'pre-race', templateId: of.byPath['/api/templates'] },
    'PATCH /api/sessions/:id': { name: 'Taken over', templateId: of.byPath['/api/templates'] },
    'POST /api/templates': { name: 'Mine', from: { template: of.byPath['/api/templates'] } },
    'PATCH /api/templates/:id': { name: 'Taken over' },
    'PUT /api/templates/:id/draft': { rev: 1, document: BUILT_IN_TEMPLATES['finish-hero'] },
    'POST /api/templates/:id/publish': { rev: 1 },
    'POST /api/templates/:id/restore': { rev: 1, version: 1 },
    'PATCH /api/assets/:id': { name: 'Taken over' },
    'POST /api/assets/:id/crop': { name: 'Taken over', left: 0, top: 0, width: 1, height: 1 },
    'POST /api/assets/clean-up': { unusedForDays: 3_650 },
    'POST /api/sessions/:id/command': { action: 'clear' },
    'POST /api/sessions/:id/program': { programRev: 0, playlistId: of.byPath['/api/playlists'] },
    'POST /api/sessions/:id/called': { cardId: 1, called: true },
    'POST /api/sessions/:id/freeze': { frozen: true },
    'POST /api/sessions/:id/pair': { code: 'AAAAAA' },
    'PATCH /api/sessions/:id/screens/:key': { templateId: of.byPath['/api/templates'] ?? NOBODYS_UUID },
    'POST /api/playlists': playlistOf('Mine', of.byPath['/api/templates'] ?? NOBODYS_UUID),
    'PUT /api/playlists/:id': playlistOf('Mine', of.byPath['/api/templates'] ?? NOBODYS_UUID),
    'PUT /api/sessions/:id/roster': { entries: [] },
    'PUT /api/sessions/:id/results': { entries: [] },
    'POST /api/chronotrack/sessions/:id/select': { displaySessionId: of.byPath['/api/sessions'] },
    'POST /api/chronotrack/sessions/:id/replay': { location: 'FINISH', fromSeq: 1 },
    'POST /api/display/generate-url': { sessionId: of.byPath['/api/sessions'] },
    'POST /api/timing-keys': { label: '' },
    'PATCH /api/team/:id': { name: 'Taken over' },
    'POST /api/team/invitations': {
      email: 'new@invited.example',
      role: 'custom',
      customRoleId: of.byPath['/api/roles'],
    },
    'POST /api/sessions/:id/duplicate': { name: 'Mine' },
    'PUT /api/sessions/:id/notes/:bib': { vip: false, note: 'Taken over', pronunciation: '' },
    'POST /api/presets': {
      name: 'Mine',
      mode: 'results',
      templateId: 'finish-hero',
      playlistId: of.byPath['/api/playlists'],
    },
    'PUT /api/presets/:id': {
      name: 'Taken over',
      mode: 'results',
      templateId: 'finish-hero',
      playlistId: of.byPath['/api/playlists'],
    },
    'POST /api/roles': { name: 'Mine', permissions: ['displays.view'] },
    'PATCH /api/roles/:id': { name: 'Taken over', permissions: [] },
    'POST /api/api-keys': { name: 'Mine', permissions: ['displays.view'] },
    'POST /api/api-keys/:id/rotate': { overlapHours: 1 },
    'POST /api/account/totp': { currentPassword: PASSWORD, label: 'Mine' },
    'POST /api/account/totp/:id/confirm': { code: '000000' },
    'POST /api/account/factors/:id/remove': { currentPassword: PASSWORD },
    'PATCH /api/platform/users/:id': { partnerId: of.byPath['/api/platform/partners'], disabled: true },
    'POST /api/platform/partners/:id/suspend': { reason: 'no reason' },
    'POST /api/platform/partners/:id/delete': { slug: 'acme-timing' },
    'POST /api/platform/partners/:id/visit': { reason: 'curious', minutes: 10 },
    'POST /api/platform/partners/:id/invite-owner': { email: 'new@owner.example' },
  };
  return bodies[route];
}

/** Sends a route's method and path, with the body that fits. Uploads of nothing are fine. */
export async function send(call: Caller, route: string, path: string, of: PartnerObjects): Promise<Answer> {
  const [method = 'GET'] = route.split(' ');
  return call(method, path, method === 'GET' || method === 'DELETE' ? undefined : (bodyFor(route, of) ?? {}));
}
