import { uploadBody as uploadBodySchema } from '@project88/core/contract/displaySessions.ts';
import { z } from 'zod';

/** The form of a one-time link's token. */
const TOKEN = 'aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9f';

const PLAYLIST = {
  name: 'Race day',
  items: [
    { templateId: 'start-line', dwellMs: 20_000 },
    { templateId: 'finish-hero', dwellMs: 60_000, from: '09:30' },
    { templateId: 'leaderboard', dwellMs: 15_000 },
  ],
};

/** Example bodies for the page of the API, by route. All people in them are invented. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  'POST /api/auth/login': { email: 'owner@harbour-timing.example', password: 'correct horse battery staple' },
  'POST /api/auth/second-factor': { ticket: 'q1W…', code: '123456' },
  'POST /api/auth/refresh': { refreshToken: 'Zk3…' },
  'PATCH /api/account': { name: 'Robin Stone' },
  'POST /api/account/password': {
    currentPassword: 'correct horse battery staple',
    password: 'seven quiet lanterns at noon',
  },
  'POST /api/api-keys': {
    name: 'Results page',
    permissions: ['displays.view'],
    allowList: ['192.0.2.0/24'],
    expiresInDays: 365,
  },
  'POST /api/api-keys/:id/rotate': { overlapHours: 24 },
  'POST /api/account/totp': { currentPassword: 'correct horse battery staple', label: 'Phone' },
  'POST /api/account/totp/:id/confirm': { code: '123456' },
  'POST /api/account/passkeys/options': { currentPassword: 'correct horse battery staple' },
  'POST /api/account/passkeys': {
    ticket: 'q1W…',
    label: 'Laptop',
    response: { id: 'mT5…', rawId: 'mT5…', type: 'public-key', response: {}, clientExtensionResults: {} },
  },
  'POST /api/account/factors/:id/remove': { currentPassword: 'correct horse battery staple' },
  'POST /api/account/recovery-codes': { currentPassword: 'correct horse battery staple' },
  'POST /api/sessions/create': { name: 'City Marathon, finish', mode: 'results', templateId: 'finish-hero' },
  'PATCH /api/sessions/:id': { templateId: 'announcer-list' },
  'POST /api/sessions/:id/duplicate': { name: 'City Marathon, finish 2' },
  'PUT /api/sessions/:id/notes/:bib': { vip: true, note: 'Birthday today', pronunciation: 'shi-VAWN' },
  'POST /api/presets': { name: 'Finish', mode: 'results', templateId: 'finish-hero', playlistId: null },
  'PUT /api/presets/:id': { name: 'Finish', mode: 'results', templateId: 'finish-hero', playlistId: null },
  'POST /api/sessions/:id/command': { action: 'hold' },
  'POST /api/sessions/:id/program': { programRev: 4, message: 'Awards at noon, by the harbour' },
  'POST /api/sessions/:id/called': { cardId: 17, called: true },
  'POST /api/sessions/:id/freeze': { frozen: true },
  'PATCH /api/sessions/:id/screens/:key': { name: 'Tower left', overscanPct: 2.5 },
  'POST /api/sessions/:id/pair': { code: 'K7Q2MA', name: 'Tower left' },
  'POST /api/pairing': { key: 'Zr3Kq9hXw2' },
  'POST /api/playlists': PLAYLIST,
  'PUT /api/playlists/:id': PLAYLIST,
  'POST /api/templates': { name: 'City Marathon, finish', folder: '2031', from: { builtIn: 'finish-hero' } },
  'PATCH /api/templates/:id': { name: 'City Marathon, finish left', archived: false },
  'PUT /api/templates/:id/draft': { rev: 4, document: { schemaVersion: 2, layouts: [] } },
  'POST /api/templates/:id/publish': { rev: 5, note: 'The sponsor’s new colours' },
  'POST /api/templates/:id/restore': { rev: 6, version: 1 },
  'PATCH /api/assets/:id': { name: 'Harbour Half, white', folder: 'Logos' },
  'POST /api/assets/:id/crop': { name: 'The sail alone', left: 40, top: 0, width: 320, height: 320 },
  'POST /api/assets/clean-up': { unusedForDays: 90 },
  'POST /api/style-import': { url: 'harbour-run.example' },
  'POST /api/style-import/picture': {
    url: 'https://harbour-run.example/logo.svg',
    name: 'Harbour Run',
    folder: 'Logos',
  },
  'POST /api/chronotrack/sessions/:id/select': {
    displaySessionId: '01981f3a-0000-7000-8000-000000000001',
    locations: ['FINISH'],
  },
  'POST /api/chronotrack/sessions/:id/replay': { location: 'FINISH', fromSeq: 1 },
  'POST /api/display/generate-url': { sessionId: '01981f3a-0000-7000-8000-000000000001', expiresInHours: 24 },
  'POST /api/timing-keys': { label: 'Trailer 2' },
  'POST /api/auth/forgot': { email: 'kim@harbour-timing.example' },
  'POST /api/auth/reset': { token: TOKEN, password: 'lantern marble harbour' },
  'POST /api/auth/invitation': { token: TOKEN },
  'POST /api/auth/invitation/accept': { token: TOKEN, name: 'Kim Vale', password: 'lantern marble harbour' },
  'PATCH /api/team/:id': { role: 'manager' },
  'POST /api/team/invitations': { email: 'kim@harbour-timing.example', name: 'Kim Vale', role: 'operator' },
  'POST /api/roles': { name: 'Results desk', permissions: ['displays.view', 'displays.edit'] },
  'PATCH /api/roles/:id': { permissions: ['displays.view'] },
  'PATCH /api/partner': { timeZone: 'Europe/Athens', corsOrigins: ['https://results.example'] },
  'POST /api/platform/partners': {
    name: 'Acme Timing',
    slug: 'harbour-timing',
    timeZone: 'Europe/Athens',
    owner: { email: 'owner@harbour-timing.example', name: 'Robin Stone' },
  },
  'POST /api/platform/partners/:id/invite-owner': {
    email: 'owner@harbour-timing.example',
    name: 'Robin Stone',
  },
  'PATCH /api/platform/partners/:id': { name: 'Acme Timing', quotas: { displaySessions: 50 } },
  'POST /api/platform/partners/:id/suspend': { reason: 'The contract has ended' },
  'POST /api/platform/partners/:id/delete': { slug: 'harbour-timing' },
  'POST /api/platform/partners/:id/visit': { reason: 'Asked for help with a roster', minutes: 30 },
  'PATCH /api/platform/users/:id': { partnerId: '01981f3a-0000-7000-8000-000000000001', disabled: true },
};

/** A zip is nothing that a page could show. */
const ZIP_BODY = {
  content: { 'application/zip': { schema: { type: 'string', format: 'binary', examples: ['PK…'] } } },
};

/** Bodies that are read as streams and have no schema of their own: both forms with an example. */
export const UPLOAD_BODIES: Readonly<Record<string, unknown>> = {
  'POST /api/templates/import': ZIP_BODY,
  'PUT /api/sessions/:id/roster': uploadBody(
    'Bib;Chip;First name;Last name;Sex;Age;City;Club\n101;A4F1C2;Mira;Castellanos;F;34;Porto;Harbour Runners\n',
    [
      {
        bib: '101',
        chips: ['A4F1C2'],
        firstName: 'Mira',
        lastName: 'Castellanos',
        sex: 'F',
        age: 34,
        city: 'Porto',
      },
    ],
  ),
  'PUT /api/sessions/:id/results': uploadBody(
    'bib,status,gun time,chip time,split:10K,place\n101,finished,3:05:12.4,3:04:58.1,0:43:20,17\n',
    [
      {
        bib: '101',
        status: 'finished',
        gunTimeMs: 11_112_400,
        chipTimeMs: 11_098_100,
        splits: [{ name: '10K', timeMs: 2_600_000 }],
        places: { overall: 17, sex: 3, division: 1 },
      },
    ],
  ),
};

function uploadBody(csv: string, entries: readonly unknown[]) {
  return {
    content: {
      'text/csv': { schema: { type: 'string', examples: [csv] } },
      'application/json': { schema: { ...z.toJSONSchema(uploadBodySchema), examples: [{ entries }] } },
    },
  };
}
