import type { Logger } from 'pino';
import { dataPaths } from '../config.ts';
import { adminUrlOf, exchangeAdminPassword, settleAdminPassword } from './adminPassword.ts';
import { findInstalled, prepareBinaries } from './binaries.ts';
import { checkMajorVersion, initialise } from './initialise.ts';
import { readOrBeginPlace, writePlace } from './place.ts';
import { findRunUser } from './runUser.ts';
import { stopLeftover } from './stopping.ts';
import { supervise } from './supervise.ts';

/** The system's folder for state, used when root runs the product from a place that nobody else may enter. */
const SYSTEM_STATE_FOLDER = '/var/lib/project88';

export interface EmbeddedOptions {
  /** The data folder of the product; the caller holds its lock. The database lives in `postgres/` inside. */
  dataDir: string;
  log: Logger;
  /** Settings of PostgreSQL on top of ours; for measurements and tests. */
  settings?: Readonly<Record<string, string>>;
  /** Instead of `/var/lib/project88`. */
  systemStateFolder?: string;
}

export interface EmbeddedPostgres {
  /** Superuser URL of the maintenance database, on loopback. For `provisionEmbedded`. Ask at each use. */
  readonly adminUrl: string;
  /** Give the superuser a new password. An interruption at any point is mended by the next start. */
  rotateAdminPassword(): Promise<void>;
  /** Stop the server and wait for its end. */
  stop(): Promise<void>;
}

/**
 * Start our own PostgreSQL server for a data folder: made on the first start, recovered after a crash, taken over
 * from a killed process. Throws `EmbeddedPostgresError`.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log, settings = {}, systemStateFolder = SYSTEM_STATE_FOLDER } = options;
  const home = dataPaths(dataDir).database;
  const user = await findRunUser();
  const place = await readOrBeginPlace(home, user, systemStateFolder);
  const { cluster, adminPassword } = place;
  const binaries = await prepareBinaries(findInstalled(), user, user === null ? home : systemStateFolder);
  if (!place.initialised) {
    await initialise(binaries, cluster, adminPassword, user);
    await writePlace(home, { ...place, initialised: true });
  }
  await checkMajorVersion(binaries, cluster);
  await stopLeftover(cluster, log);
  const server = await supervise({ binaries, cluster, user, log, settings });
  let settled = await settleAdminPassword(home, { ...place, initialised: true }, server.port).catch(
    async (error: unknown) => {
      await server.stop();
      throw error;
    },
  );
  return {
    get adminUrl() {
      return adminUrlOf(settled.adminPassword, server.port);
    },
    async rotateAdminPassword() {
      settled = await exchangeAdminPassword(home, settled, server.port);
    },
    stop: server.stop,
  };
}
