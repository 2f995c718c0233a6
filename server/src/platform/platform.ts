import type { LiveSockets } from '../live/types.ts';
import type { Database } from '../tenancy/database.ts';
import { PlatformPartners } from './partners.ts';
import { RunningPartners, type RunningParts } from './runningPartners.ts';
import { PlatformUsers } from './users.ts';
import { Visits } from './visits.ts';

export interface PlatformParts extends RunningParts {
  database: Database;
  sockets: LiveSockets;
}

/** What platform administrators do with partners and their people. */
export interface Platform {
  partners: PlatformPartners;
  visits: Visits;
  users: PlatformUsers;
}

export function makePlatform(parts: PlatformParts): Platform {
  const { database, sockets, log } = parts;
  return {
    partners: new PlatformPartners({ database, running: new RunningPartners(parts), log }),
    visits: new Visits({ database, sockets }),
    users: new PlatformUsers({ database, sockets }),
  };
}
