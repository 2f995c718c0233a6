import type { Logger } from 'pino';
import { type Config, ConfigError, dataPaths } from '../config.ts';
import { findRunningEmbedded } from '../embedded/adminPassword.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded/embeddedPostgres.ts';
import { readPlace } from '../embedded/place.ts';
import type { Closers } from '../ops/closers.ts';
import { claimDataFolder } from '../ops/dataFolder.ts';
import { readExternalLogins } from '../store/externalLogins.ts';
import { provisionEmbedded, provisionExternal } from '../store/provision.ts';
import { isLoginRefused } from '../tenancy/failures.ts';
import { type DatabaseLogin, type DatabaseTarget, readLogin } from '../tenancy/login.ts';
import { embeddedPasswords, externalPasswords } from './databasePasswords.ts';
import type { DatabasePasswords } from './rotation.ts';

/** Name of our database on the embedded server. */
const DATABASE_NAME = 'project88';

/** A database that is ready for work. */
export interface ProvidedDatabase {
  logins: { url: DatabaseLogin; platformUrl: DatabaseLogin };
  passwords: DatabasePasswords;
}

/**
 * Start our own database server, or take the one that the options name, and bring it up to this program's schema. The
 * caller holds the lock of the data folder.
 */
export async function provideDatabase(
  config: Config,
  log: Logger,
  closers: Closers,
): Promise<ProvidedDatabase> {
  if (config.databaseUrl !== null) {
    const { direct, files, warnings, ...logins } = await readExternalLogins(config);
    for (const warning of warnings) log.warn(warning);
    for (const file of files) await file.settle();
    await provisionExternal(direct).catch(explainRefusal);
    return { logins, passwords: externalPasswords(files) };
  }
  const embedded = await startEmbedded(config, log, closers);
  const urls = await provisionEmbedded(embedded.adminUrl, DATABASE_NAME);
  const logins = { url: ownLogin(urls.url), platformUrl: ownLogin(urls.platformUrl) };
  return { logins, passwords: embeddedPasswords(embedded, Object.values(logins)) };
}

/** What goes wrong when the options are set for the first time, as a sentence. */
function explainRefusal(error: unknown): never {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (/CERT|ALTNAME|ISSUER/.test(code)) {
    throw new ConfigError(`The certificate of the database is not accepted: ${message}.`);
  }
  if (isLoginRefused(error)) throw new ConfigError(`The database refuses the login: ${message}.`);
  throw error;
}

/** A database that is there already, as it is: none is made, and none is migrated. */
export interface InspectedDatabase {
  /** May read the whole catalogue. */
  direct: DatabaseTarget;
  /** May do tenant work. */
  logins: { url: DatabaseTarget; platformUrl: DatabaseTarget };
  /** What the server signs in with on a database that somebody else runs; null: on our own, which makes its logins. */
  service: { url: DatabaseTarget; platformUrl: DatabaseTarget } | null;
}

/**
 * Beside a running server, or with the embedded database started for the purpose. Throws `ConfigError` where there is no
 * database.
 */
export async function inspectDatabase(
  config: Config,
  log: Logger,
  closers: Closers,
): Promise<InspectedDatabase> {
  if (config.databaseUrl !== null) {
    const { direct, files, url, platformUrl } = await readExternalLogins(config);
    for (const file of files) await file.look();
    const logins = { url, platformUrl };
    return { direct, logins, service: logins };
  }
  const direct = new URL((await findRunningEmbedded(config.dataDir)) ?? (await startAlone()));
  direct.pathname = DATABASE_NAME;
  const logins = { url: direct.href, platformUrl: direct.href };
  return { direct: direct.href, logins, service: null };

  async function startAlone(): Promise<string> {
    await refuseWithoutDatabase(config.dataDir);
    closers.add('data folder', await claimDataFolder(config.dataDir));
    return (await startEmbedded(config, log, closers)).adminUrl;
  }
}

/** A wrong P88_DATA_DIR must not make a new installation, nor an unfinished first start be finished here. */
async function refuseWithoutDatabase(dataDir: string): Promise<void> {
  if ((await readPlace(dataPaths(dataDir).database))?.initialised) return;
  throw new ConfigError(`There is no database in ${dataDir}: P88_DATA_DIR has to name the data folder.`);
}

async function startEmbedded(config: Config, log: Logger, closers: Closers): Promise<EmbeddedPostgres> {
  const embedded = await startEmbeddedPostgres({ dataDir: config.dataDir, log });
  closers.add('embedded database', () => embedded.stop());
  return embedded;
}

const ownLogin = (url: string): DatabaseLogin =>
  readLogin(url, { option: 'the embedded database', ca: null, acceptPlainText: false });
