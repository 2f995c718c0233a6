import { ProviderError } from '@project88/core/providers/errors.ts';
import { z } from 'zod';
import type { Connector } from '../connector.ts';
import { readJson } from '../http.ts';
import { ask } from './access.ts';
import { events, participants, results } from './client.ts';
import { type CtLiveCredential, type CtLiveSettings, declaration } from './declaration.ts';
import { map } from './map.ts';

const answer = z.looseObject({ event: z.array(z.unknown()) });

/** ChronoTrack Live (chronotrack.com): entries and results of races that are timed with ChronoTrack. */
export const ctlive: Connector<CtLiveCredential, CtLiveSettings> = {
  declaration,
  async check(context) {
    const { text } = await ask(context, { url: 'event', query: { format: 'json', page: 1, size: 1 } });
    const { event } = readJson(text, answer);
    const sees = event.length === 0 ? 'No event yet.' : 'At least one event.';
    return { account: context.credential.user, sees, expiresAtMs: null };
  },
  list(context, wanted) {
    if (wanted.stream === 'events') return events(context, wanted);
    if (wanted.stream === 'participants') return participants(context, wanted);
    if (wanted.stream === 'results') return results(context, wanted);
    throw new ProviderError('unsupported');
  },
  map,
};
