import { locationKey } from '@project88/core/reads/identity.ts';
import type { InstantMs } from '@project88/core/time/units.ts';
import { GUNS_KEPT } from './limits.ts';

/**
 * The guns of a display session. All that tells one from another on the wire is its location: it gives the name, and
 * when several went off there they are numbered by their times: `START`, `START 2`. The same gun sent again is one.
 */
export class RoomGuns {
  readonly #byLocation = new Map<string, { name: string; times: InstantMs[] }>();
  #count = 0;

  add(location: string, atMs: InstantMs): void {
    const key = locationKey(location);
    const guns = this.#byLocation.get(key) ?? { name: location, times: [] };
    if (guns.times.includes(atMs) || this.#count >= GUNS_KEPT) return;
    this.#count += 1;
    guns.times = [...guns.times, atMs].toSorted((a, b) => a - b);
    this.#byLocation.set(key, guns);
  }

  named(): Record<string, InstantMs> {
    const named: Record<string, InstantMs> = {};
    for (const { name, times } of this.#byLocation.values()) {
      times.forEach((atMs, index) => {
        named[index === 0 ? name : `${name} ${index + 1}`] = atMs;
      });
    }
    return named;
  }
}
