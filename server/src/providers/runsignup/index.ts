import { ProviderError } from '@project88/core/providers/errors.ts';
import type { Connector } from '../connector.ts';
import { call, events, participants, removals, results } from './client.ts';
import { declaration, type RunSignUpCredential, type RunSignUpSettings } from './declaration.ts';
import { map } from './map.ts';
import { racesAnswer } from './schema.ts';

const LISTS = { events, participants, removals, results } as const;

/** RunSignUp (runsignup.com): registrations and results of races in North America. */
export const runsignup: Connector<RunSignUpCredential, RunSignUpSettings> = {
  declaration,
  async check(context) {
    const { races } = await call(context, 'races', { page: 1, results_per_page: 2 }, racesAnswer);
    const [first] = races;
    const sees = races.length === 1 ? 'One race.' : races.length === 0 ? 'No race yet.' : 'Several races.';
    const name = first?.race.name;
    return {
      account: typeof name === 'string' && races.length === 1 ? name.trim() : '',
      sees,
      expiresAtMs: null,
    };
  },
  list(context, wanted) {
    const list = LISTS[wanted.stream];
    if (list === undefined) throw new ProviderError('unsupported');
    return list(context, wanted);
  },
  map,
};
