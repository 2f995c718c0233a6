/** The providers that the product has a folder for. `file` is any spreadsheet with a saved mapping. */
export const PROVIDER_NAMES = [
  'runsignup',
  'ctlive',
  'raceroster',
  'eventbrite',
  'copernico',
  'raceresult',
  'ultrasignup',
  'active',
  'file',
] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

/** Kinds of things that a provider tells about. */
export const ENTITY_KINDS = ['event', 'race', 'participant', 'result'] as const;
export type EntityKind = (typeof ENTITY_KINDS)[number];

/** What a provider can be asked for. `removals` is a feed of people who are no longer registered. */
export const STREAM_NAMES = ['events', 'participants', 'removals', 'results'] as const;
export type StreamName = (typeof STREAM_NAMES)[number];
