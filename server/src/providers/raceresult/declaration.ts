import { z } from 'zod';
import type { Declaration } from '../connector.ts';

export const credential = z.object({ apiKey: z.string().min(1).max(200) });
export type RaceResultCredential = z.infer<typeof credential>;

const expression = z.string().min(1).max(200);

/** An event names its columns itself; these are what most of them have. */
export const settings = z.object({
  gunTime: expression.default('GunTime'),
  chipTime: expression.default('ChipTime'),
  /** Names of splits and the expressions of their times, in the order of the course. */
  splits: z
    .array(z.object({ name: z.string().min(1).max(100), expression }))
    .max(40)
    .default([]),
});
export type RaceResultSettings = z.infer<typeof settings>;

export const declaration: Declaration<RaceResultCredential, RaceResultSettings> = {
  name: 'raceresult',
  title: 'RACE RESULT',
  help: 'In RACE RESULT 14 or on my.raceresult.com: the user menu, API keys.',
  capabilities: {
    events: true,
    participants: true,
    results: true,
    incremental: false,
    removals: false,
    webhook: true,
  },
  coverage: {
    bib: 'documented',
    chips: 'documented',
    sex: 'documented',
    birthDate: 'documented',
    age: 'inferred',
    email: 'documented',
    phone: 'documented',
    city: 'documented',
    team: 'documented',
    division: 'inferred',
    gunTime: 'inferred',
    chipTime: 'inferred',
    splits: 'inferred',
    places: 'inferred',
    resultState: 'inferred',
  },
  limits: [
    'Which columns hold gun time, chip time and splits is up to the event: they are named in the settings.',
    'Changes alone are not asked for; a webhook tells when to look.',
    'Published lists are answered once a second; the limit of the interface itself is not published.',
  ],
  baseUrl: 'https://events.raceresult.com',
  hosts: [],
  credential,
  credentialFields: [{ name: 'apiKey', label: 'API key', hint: '', kind: 'secret', required: true }],
  settings,
  settingFields: [
    { name: 'gunTime', label: 'Gun time', hint: 'A field or expression.', kind: 'text', required: false },
    { name: 'chipTime', label: 'Chip time', hint: 'A field or expression.', kind: 'text', required: false },
    {
      name: 'splits',
      label: 'Splits',
      hint: 'Name and expression of each.',
      kind: 'mapping',
      required: false,
    },
  ],
  // "Too fast" is 406 here.
  budget: { perSecond: 1, burst: 2, atOnce: 1, rateLimitStatuses: [406] },
  streams: {
    events: { partition: 'none', incremental: false, lookbackMs: 0, isListing: true },
    participants: { partition: 'event', incremental: false, lookbackMs: 0, isListing: true },
    results: { partition: 'event', incremental: false, lookbackMs: 0, isListing: true },
  },
};
