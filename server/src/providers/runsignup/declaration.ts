import { z } from 'zod';
import type { Declaration } from '../connector.ts';

/** A key of one race or of an account; see the provider's page on keys. */
export const credential = z.object({
  apiKey: z.string().min(1).max(200),
  apiSecret: z.string().min(1).max(200),
});
export type RunSignUpCredential = z.infer<typeof credential>;

export const settings = z.object({
  /** Result sets that the organiser has not published are read as well. */
  privateResults: z.boolean().default(false),
});
export type RunSignUpSettings = z.infer<typeof settings>;

/** What a race's own zone does not say is in the provider's (US Eastern, documented). */
export const PROVIDER_ZONE = 'America/New_York';

export const declaration: Declaration<RunSignUpCredential, RunSignUpSettings> = {
  name: 'runsignup',
  title: 'RunSignUp',
  help: 'On runsignup.com: the race’s dashboard, Race, API keys; or the keys of a timer’s account for all of its races.',
  capabilities: {
    events: true,
    participants: true,
    results: true,
    incremental: true,
    removals: true,
    webhook: false,
  },
  coverage: {
    bib: 'documented',
    chips: 'documented',
    sex: 'documented',
    birthDate: 'documented',
    age: 'documented',
    email: 'documented',
    phone: 'documented',
    city: 'documented',
    team: 'documented',
    state: 'documented',
    gunTime: 'documented',
    chipTime: 'documented',
    splits: 'documented',
    places: 'documented',
    resultState: 'documented',
    provisional: 'documented',
  },
  limits: [
    'Waves and divisions are not read: a race keeps them in questions of its own.',
    'Whether a bib that timing software gave counts as a change is not known, so a whole listing is read as well.',
    'How many calls it takes is not published; two are under way at a time.',
  ],
  baseUrl: 'https://runsignup.com/Rest',
  hosts: [],
  credential,
  credentialFields: [
    { name: 'apiKey', label: 'API key', hint: '', kind: 'text', required: true },
    { name: 'apiSecret', label: 'API secret', hint: '', kind: 'secret', required: true },
  ],
  settings,
  settingFields: [
    {
      name: 'privateResults',
      label: 'Results that are not published',
      hint: 'Only with the agreement of the organiser.',
      kind: 'switch',
      required: false,
    },
  ],
  budget: { perSecond: 2, burst: 4, atOnce: 2, rateLimitStatuses: [] },
  streams: {
    events: { partition: 'none', incremental: false, lookbackMs: 0, isListing: true },
    // Inclusive seconds; the help advises ten seconds back, and clocks differ.
    participants: { partition: 'event', incremental: true, lookbackMs: 60_000, isListing: true },
    removals: { partition: 'event', incremental: true, lookbackMs: 60_000, isListing: false },
    results: { partition: 'event', incremental: false, lookbackMs: 0, isListing: true },
  },
};
