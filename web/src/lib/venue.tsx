import { createContext, useContext } from 'react';

/** How and where this partner times its races, for texts and times on the pages. */
export interface Venue {
  /** IANA zone that all times are shown in. */
  timeZone: string;
  /** Port that timing software connects to; null when the listener is not running here. */
  timingPort: number | null;
}

const Context = createContext<Venue>({ timeZone: 'UTC', timingPort: null });

export const VenueProvider = Context;

export function useVenue(): Venue {
  return useContext(Context);
}
