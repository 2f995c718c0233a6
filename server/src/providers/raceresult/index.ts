import { ProviderError } from '@project88/core/providers/errors.ts';
import { z } from 'zod';
import type { Connector } from '../connector.ts';
import { readJson } from '../http.ts';
import { ask } from './access.ts';
import { events, participants, results } from './client.ts';
import { declaration, type RaceResultCredential, type RaceResultSettings } from './declaration.ts';
import { map } from './map.ts';
import { webhook } from './webhook.ts';

/** RACE RESULT (raceresult.com): participants and results of events that are kept there. */
export const raceresult: Connector<RaceResultCredential, RaceResultSettings> = {
  declaration,
  async check(context) {
    const { text } = await ask(context, { url: 'api/public/eventlist' });
    const events = readJson(text, z.array(z.unknown()));
    const sees = events.length === 1 ? 'One event.' : `${events.length} events.`;
    return { account: '', sees, expiresAtMs: null };
  },
  list(context, wanted) {
    if (wanted.stream === 'events') return events(context);
    if (wanted.stream === 'participants') return participants(context, wanted);
    if (wanted.stream === 'results') return results(context, wanted);
    throw new ProviderError('unsupported');
  },
  map,
  webhook,
};
