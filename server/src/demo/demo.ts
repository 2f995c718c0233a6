import type { Logger } from 'pino';
import type { Clock } from '../ops/clock.ts';
import type { AdministratorAccount } from '../platform/installation.ts';
import { type AccountParts, type Accounts, makeDemoAccounts } from './accounts.ts';
import { isRefusal } from './apiClient.ts';
import { type DemoFile, readDemoFile, writeDemoFile } from './demoFile.ts';
import { type DemoRaceOptions, type PreparedRace, playRaces, prepareRace } from './demoRace.ts';

export interface DemoOptions extends AccountParts {
  path: string;
  baseUrl: string;
  timingPort: number;
  /** Are there partners already? Then the accounts of an earlier start are used. */
  partnersExist: boolean;
  /** The administrator who was just made; null when there was one already. */
  administrator: AdministratorAccount | null;
  clock: Clock;
  log: Logger;
}

export interface Demo {
  file: DemoFile;
  stop(): Promise<void>;
}

const RACES = [
  { eventName: 'Olive Harbour 10K', seed: 88, templateId: 'finish-hero' },
  { eventName: 'Northern Lights Run', seed: 1988, templateId: 'announcer-list' },
] as const;

/**
 * Two partners with a race each, at the same time on one installation. Null when the accounts of an earlier start are
 * not known any more: their passwords are nowhere but in the demo file.
 */
export async function startDemo(options: DemoOptions): Promise<Demo | null> {
  const known = options.partnersExist ? await readDemoFile(options.path) : null;
  const accounts = options.partnersExist ? known : await makeDemoAccounts(options);
  if (accounts === null) return null;
  const races = RACES.map((race, index) => raceOptions(options, accounts, race, index));
  const prepared = await Promise.all(races.map((race) => prepareIfPossible(race, options.log)));
  const { baseUrl: url, timingPort } = options;
  const { users, timingKeys } = accounts;
  const administrator = options.administrator ?? known?.administrator;
  const file = {
    url,
    displayUrl: prepared.find((each) => each !== null)?.displayUrl ?? '',
    timingPort,
    users,
    ...(administrator && { administrator }),
    timingKeys,
  };
  await writeDemoFile(options.path, file);
  const ends = races.flatMap((race, index) => {
    const ready = prepared[index];
    return ready ? [playRaces(race, ready)] : [];
  });
  return {
    file,
    stop: async () => {
      await Promise.all(ends.map((end) => end()));
    },
  };
}

/**
 * Null when the partner's people changed what the demo needs (a password, a role) or an administrator suspended the
 * partner: then the product starts without this race.
 */
async function prepareIfPossible(race: DemoRaceOptions, log: Logger): Promise<PreparedRace | null> {
  try {
    return await prepareRace(race);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    log.warn({ reason: error.message }, 'the demo goes on without one of its races');
    return null;
  }
}

function raceOptions(
  options: DemoOptions,
  accounts: Accounts,
  race: (typeof RACES)[number],
  index: number,
): DemoRaceOptions {
  const timingKey = accounts.timingKeys[index];
  const user = accounts.users.find(
    ({ partner, role }) => partner === timingKey?.partner && role === 'operator',
  );
  if (timingKey === undefined || user === undefined) throw new Error('the demo file lacks an account');
  const { baseUrl, timingPort, timeZone, clock, log } = options;
  return { ...race, baseUrl, timingPort, timingKey, user, timeZone, clock, log };
}
