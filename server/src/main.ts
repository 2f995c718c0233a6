import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { startAdminServer } from './admin/adminServer.ts';
import { provideDatabase } from './admin/provideDatabase.ts';
import { Rotation } from './admin/rotation.ts';
import { loadSecrets, SecretsError } from './auth/secrets.ts';
import { TimingKeyRing, TimingPolicyError } from './auth/timingKeys.ts';
import { type Config, ConfigError, dataPaths, describeConfig, readConfig } from './config.ts';
import { hasPartners, makeFirstAccount } from './demo/accounts.ts';
import { startDemo } from './demo/demo.ts';
import { welcomeBox } from './demo/welcome.ts';
import { EmbeddedPostgresError } from './embedded/errors.ts';
import { buildHttp } from './http/server.ts';
import { startIngest } from './ingest/ingest.ts';
import { JournalError } from './ingest/journal/errors.ts';
import { startAnalytics } from './live/analytics.ts';
import { Hub } from './live/hub.ts';
import { startJanitor } from './live/janitor.ts';
import { liveRoutes } from './live/liveRoutes.ts';
import { OpenSockets } from './live/openSockets.ts';
import { storedRooms } from './live/roomSource.ts';
import { SocketDoor } from './live/upgrade.ts';
import { smtpMailer } from './mail/mailer.ts';
import { openAuthLog } from './ops/authLog.ts';
import { systemClock } from './ops/clock.ts';
import { Closers } from './ops/closers.ts';
import { claimDataFolder, DataFolderError } from './ops/dataFolder.ts';
import { createLogger } from './ops/logger.ts';
import { urlFromHere } from './ops/machine.ts';
import { createMetrics } from './ops/metrics.ts';
import { startCleanUp } from './platform/cleanUp.ts';
import { ensureAdministrator } from './platform/installation.ts';
import { makePlatform } from './platform/platform.ts';
import { SchemaError } from './store/schema.ts';
import { storedAnalytics } from './store/sessionAnalytics.ts';
import { openDatabase } from './tenancy/database.ts';
import { WEB_LIMITS } from './web/limits.ts';
import { WebFetcher } from './web/webFetcher.ts';

/** The only file that wires the parts together, in the order in which they need each other. */

const VERSION = '0.1.0';
const WEB_DIR = fileURLToPath(new URL('../web', import.meta.url));

/** What every part of the start needs. */
interface Context {
  config: Config;
  log: Logger;
  closers: Closers;
}

/** Failures whose message is a sentence for the person at the keyboard; anything else is a fault of ours. */
const EXPECTED = [
  ConfigError,
  DataFolderError,
  EmbeddedPostgresError,
  SchemaError,
  SecretsError,
  TimingPolicyError,
  JournalError,
];

await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    console.log(`npm start [-- --no-demo]\n\n${describeConfig()}`);
    return;
  }
  try {
    await run(readConfig(process.env), !args.includes('--no-demo'));
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

async function run(config: Config, withDemo: boolean): Promise<void> {
  const log = createLogger(config.logLevel);
  const closers = new Closers();
  const stop = stopOnSignals(() => closers.closeAll(log));
  try {
    await start({ config, log, closers }, withDemo);
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Start the parts that work without a web server: what is recorded and shown is safe from here on. */
async function startRace({ config, log, closers }: Context) {
  const paths = dataPaths(config.dataDir);
  closers.add('data folder', await claimDataFolder(config.dataDir));
  const secrets = await loadSecrets(paths.secrets, random);
  const { logins, passwords } = await provideDatabase(config, log, closers);
  const database = openDatabase({ ...logins, connections: config.databaseConnections, log });
  closers.add('database connections', () => database.close());

  const hub = new Hub(storedRooms(database, log), systemClock);
  closers.add('live displays', () => hub.stop());
  await hub.openAll();
  const timingKeys = new TimingKeyRing({ config, database, secrets, clock: systemClock, random, log });
  await timingKeys.reload();
  const ingest = await startIngest({
    config,
    clock: systemClock,
    random,
    journalDir: paths.journal,
    authority: timingKeys,
    sink: hub,
    database,
    log,
    version: VERSION,
  });
  closers.add('timing port', () => ingest.close());
  return { database, secrets, passwords, hub, timingKeys, ingest };
}

/** Let `p88` exchange secrets while everything runs, and finish an exchange that was interrupted. */
async function startAdministration(
  { config, log, closers }: Context,
  { database, secrets, passwords }: Awaited<ReturnType<typeof startRace>>,
): Promise<void> {
  const rotation = new Rotation({ secrets, database, passwords, clock: systemClock, log });
  closers.add('exchange of secrets', rotation.keepTidy());
  closers.add('door for p88', await startAdminServer({ dataDir: config.dataDir, rotation, log }));
}

/** Open the web server with its live sockets. Answers how it is reached: from this machine, and by browsers. */
async function startWeb(
  { config, log, closers }: Context,
  { database, secrets, hub, timingKeys, ingest }: Awaited<ReturnType<typeof startRace>>,
): Promise<{ baseUrl: string; publicUrl: string }> {
  const { smtpUrl, mailFrom } = config;
  let publicUrl = config.publicUrl ?? '';
  const sockets = new OpenSockets(log);
  const authLog = openAuthLog(dataPaths(config.dataDir).authLog, systemClock);
  closers.add('log of sign-ins', async () => authLog.close());
  const platform = makePlatform({ database, hub, timingKeys, ingest, sockets, log });
  const http = await buildHttp({
    config,
    publicUrl: () => publicUrl,
    timingPort: () => ingest.port,
    database,
    hub,
    sockets,
    platform,
    web: config.styleImport === 'off' ? null : new WebFetcher({ allow: () => true, limits: WEB_LIMITS }),
    mailer: smtpUrl === null ? null : smtpMailer({ url: smtpUrl, from: mailFrom }),
    timingSessions: ingest.timingSessions,
    timingKeys,
    secrets,
    clock: systemClock,
    random,
    log,
    authLog,
    version: VERSION,
    webDir: WEB_DIR,
    readiness: { database: () => database.ping(), journal: () => ingest.checkJournal() },
    metrics: createMetrics({ live: () => hub.totals(), ingest: () => ingest.metrics() }),
  });
  const { openLink, admitUser, addressOf } = http;
  const timing = ingest.timingSessions;
  const routes = liveRoutes({ hub, timing, openLink, admitUser, clock: systemClock });
  const door = new SocketDoor({ routes, addressOf, sockets, authLog, clock: systemClock, log });
  http.app.server.on('upgrade', door.handle);
  const baseUrl = await listen(http.app, config);
  publicUrl ||= baseUrl;
  closers.add('web server', () => http.app.close());
  closers.add('live sockets', () => door.close());
  closers.add('checks of live sockets', sockets.watch());
  const { displaySessionHours } = config;
  closers.add('clean-up', startJanitor({ hub, database, clock: systemClock, displaySessionHours, log }));
  const write = storedAnalytics(database);
  closers.add('analytics', startAnalytics({ hub, clock: systemClock, log, write }));
  closers.add('clean-up of the platform', startCleanUp({ ...platform, database, log }));
  return { baseUrl, publicUrl };
}

/** Bring everything up, then say so: the box for people, the last line for programs. */
async function start(context: Context, withDemo: boolean): Promise<void> {
  const { config, log, closers } = context;
  const race = await startRace(context);
  await startAdministration(context, race);
  const { baseUrl, publicUrl } = await startWeb(context, race);
  const { database, timingKeys, ingest } = race;
  const { timeZone } = config;
  const accounts = { database, keys: timingKeys, random, timeZone };
  const administrator = await ensureAdministrator(accounts);
  const partnersExist = await hasPartners(database);
  const demo = withDemo
    ? await startDemo({
        ...accounts,
        path: dataPaths(config.dataDir).demo,
        baseUrl,
        timingPort: ingest.port,
        partnersExist,
        administrator,
        clock: systemClock,
        log,
      })
    : null;
  if (demo !== null) closers.add('demo', () => demo.stop());
  const first = withDemo || partnersExist ? null : await makeFirstAccount(accounts);
  const box = welcomeBox({
    url: publicUrl,
    timingAddress: `${config.timingHost}:${ingest.port}`,
    displayUrl: demo?.file.displayUrl || null,
    accounts: demo?.file ?? first,
    administrator: demo?.file.administrator ?? administrator,
  });
  console.log(`${box}\nready ${publicUrl}`);
}

function random(length: number): Uint8Array {
  return randomBytes(length);
}

/** Open the web server's port. Answers how it is reached from this machine. */
async function listen(app: FastifyInstance, { host, httpPort }: Config): Promise<string> {
  await app.listen({ host, port: httpPort });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : httpPort;
  return urlFromHere(host, port);
}

/** Stop in order on the first Ctrl-C or TERM, at once on the second. Answers the function that stops. */
function stopOnSignals(closeAll: () => Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const stop = (): Promise<void> => {
    stopping ??= closeAll();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping !== null) process.exit(1);
      void stop().then(() => process.exit(0));
    });
  }
  return stop;
}

/** One clear sentence for what a person can change, the whole stack for a fault of ours. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (EXPECTED.some((kind) => error instanceof kind)) return error.message;
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  if (code === 'EADDRINUSE') return `Port ${port} on ${address} is in use by another program.`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} needs more rights than this user has.`;
  return error.stack ?? error.message;
}
