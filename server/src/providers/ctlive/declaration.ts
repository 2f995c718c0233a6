import { z } from 'zod';
import type { Declaration } from '../connector.ts';

const clientId = z.string().min(1).max(200);
const user = z.string().min(1).max(200);

/** How an account signs in. A hash of a password is as good as the password, and is treated like one. */
export const credential = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('oauth'),
    clientId,
    clientSecret: z.string().min(1).max(200),
    user,
    password: z.string().min(1).max(200),
  }),
  z.object({ kind: z.literal('basic'), clientId, user, password: z.string().min(1).max(200) }),
  z.object({ kind: z.literal('sha1'), clientId, user, passwordSha1: z.string().regex(/^[0-9a-f]{40}$/i) }),
]);
export type CtLiveCredential = z.infer<typeof credential>;

export const settings = z.object({});
export type CtLiveSettings = z.infer<typeof settings>;

/** ChronoTrack Live tells no zone with most events. */
export const declaration: Declaration<CtLiveCredential, CtLiveSettings> = {
  name: 'ctlive',
  title: 'ChronoTrack Live',
  help: 'A client id comes from ChronoTrack; user and password are those of the CTLive account.',
  capabilities: {
    events: true,
    participants: true,
    results: true,
    incremental: false,
    removals: false,
    webhook: false,
  },
  coverage: {
    bib: 'seen',
    sex: 'seen',
    birthDate: 'seen',
    age: 'seen',
    email: 'seen',
    phone: 'seen',
    city: 'seen',
    team: 'seen',
    wave: 'seen',
    division: 'seen',
    state: 'unknown',
    gunTime: 'seen',
    chipTime: 'seen',
    splits: 'seen',
    places: 'seen',
    resultState: 'unknown',
  },
  limits: [
    'Who did not finish or was disqualified is not told in a way that is known: whoever has no finish is unknown.',
    'Places in sex and age group are not read: each would take the whole list once more.',
    'Changes cannot be asked for, so every pass reads the whole list.',
    'Chips are not told.',
  ],
  baseUrl: 'https://api.chronotrack.com/api',
  hosts: [],
  credential,
  credentialFields: [
    {
      name: 'kind',
      label: 'Sign-in',
      hint: 'Old accounts have the hash of their password alone.',
      kind: 'choice',
      required: true,
      choices: [
        { value: 'oauth', label: 'Client and password' },
        { value: 'basic', label: 'Password' },
        { value: 'sha1', label: 'SHA-1 of the password' },
      ],
    },
    { name: 'clientId', label: 'Client id', hint: '', kind: 'text', required: true },
    { name: 'clientSecret', label: 'Client secret', hint: '', kind: 'secret', required: false },
    { name: 'user', label: 'User', hint: 'An e-mail address.', kind: 'text', required: true },
    { name: 'password', label: 'Password', hint: '', kind: 'secret', required: false },
    { name: 'passwordSha1', label: 'SHA-1 of the password', hint: '', kind: 'secret', required: false },
  ],
  settings,
  settingFields: [],
  budget: { perSecond: 4, burst: 8, atOnce: 2, rateLimitStatuses: [] },
  streams: {
    events: { partition: 'none', incremental: false, lookbackMs: 0, isListing: true },
    participants: { partition: 'event', incremental: false, lookbackMs: 0, isListing: true },
    results: { partition: 'event', incremental: false, lookbackMs: 0, isListing: true },
  },
};
