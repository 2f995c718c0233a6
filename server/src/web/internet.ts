import { Resolver } from 'node:dns/promises';
import { ownNetworks } from './addresses.ts';

/** What a fetcher needs of the world. Tests have a small one of their own; the rules stay the same in it. */
export interface Internet {
  /** All addresses of a name; empty when there are none. */
  resolve(name: string, signal: AbortSignal): Promise<readonly string[]>;
  /** Where addresses that were found good are reached, which is where they say. */
  reach(addresses: readonly string[], port: number): { addresses: readonly string[]; port: number };
  /** Networks of this machine, as `address/bits`. */
  ownNetworks(): readonly string[];
}

/** The real one. Names are looked up by a resolver of its own, which can be stopped and holds up no file work. */
export const INTERNET: Internet = {
  async resolve(name, signal) {
    const resolver = new Resolver({ timeout: 2_000, tries: 2 });
    const stop = () => resolver.cancel();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const answers = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
      return answers.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
    } finally {
      signal.removeEventListener('abort', stop);
    }
  },
  reach: (addresses, port) => ({ addresses, port }),
  ownNetworks,
};
