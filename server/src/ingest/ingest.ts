import type { StreamId, TenantId, TimingSessionId } from '@project88/core/ids/ids.ts';
import { type InstantMs, instantMs } from '@project88/core/time/units.ts';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { ReadSink } from '../live/types.ts';
import { newUuidV7 } from '../store/ids.ts';
import type { Database } from '../tenancy/database.ts';
import { Drain } from './drain.ts';
import type { JournalDisk } from './journal/files.ts';
import { Journal, type JournalEvent, QUARANTINE } from './journal/journal.ts';
import { INGEST_LIMITS, type IngestLimits } from './limits.ts';
import { Listener } from './listener.ts';
import { type IngestCounters, newCounters } from './metrics.ts';
import { restoreSessions } from './restore.ts';
import { TimingSessionRegistry } from './timingSessions.ts';
import type { StreamAuthority, TimingSessions } from './types.ts';

export interface IngestOptions {
  config: Pick<Config, 'timingHost' | 'timingPort' | 'timingAuth' | 'fieldOrder' | 'replayHours'>;
  clock: () => InstantMs;
  /** Secure random bytes. */
  random: (length: number) => Uint8Array;
  journalDir: string;
  authority: StreamAuthority;
  sink: ReadSink;
  /** Null: everything is recorded, nothing is brought into a database. */
  database: Database | null;
  log: Logger;
  /** Version of the product, which timing software is told. */
  version: string;
  limits?: Partial<IngestLimits>;
  disk?: JournalDisk;
}

/** State of the timing port for metrics and readiness. */
export interface IngestMetrics extends IngestCounters {
  connectionsOpen: number;
  /** Bytes recorded and not yet in the database, over all tenants. */
  drainLagBytes: number;
  /** Code of what is wrong with the recording's disk, or null. */
  journalTrouble: string | null;
}

export interface Ingest {
  /** The port that timing software connects to. */
  port: number;
  timingSessions: TimingSessions;
  /** Resolves when everything recorded so far is in the database. */
  drained(): Promise<void>;
  metrics(): IngestMetrics;
  /** Close a tenant's connections at once; resolves when their ends are recorded. */
  endTenant(tenantId: TenantId): Promise<void>;
  /** Delete a tenant's recording for good, with all that is known from it. */
  removeTenant(tenantId: TenantId): Promise<void>;
  /** For readiness: throws the `JournalError` that keeps lines from being recorded. */
  checkJournal(): Promise<void>;
  /** Close the port, record every end, and bring into the database what is possible within a few seconds. */
  close(): Promise<void>;
}

/** Longest wait for the database while stopping, in milliseconds. What is left is brought in at the next start. */
const LAST_DRAIN_MS = 3_000;
const HOUR_MS = 3_600_000;

/**
 * Open the timing port: repair and read the recording, build the timing sessions of the last hours again, then listen.
 * Rejects when the port is busy or the recording's folder is not ours.
 */
export async function startIngest(options: IngestOptions): Promise<Ingest> {
  const { config, clock, random, log, sink, authority, database } = options;
  const limits = { ...INGEST_LIMITS, ...options.limits };
  const counters = newCounters();
  const journal = new Journal({
    dir: options.journalDir,
    onEvent: (event) => logJournalEvent(log, event),
    ...(options.disk && { disk: options.disk }),
  });
  const registry = new TimingSessionRegistry({
    newId: () => newUuidV7(clock(), random(10)) as TimingSessionId,
    sameClientWithinMs: limits.sameClientWithinMs,
    forgetAfterMs: config.replayHours * HOUR_MS,
  });
  await restoreAll(journal, registry, options);
  const drains = new Map<TenantId, Drain>();
  const drain = (tenantId: TenantId) => {
    if (database === null || tenantId === QUARANTINE || drains.has(tenantId)) return;
    drains.set(tenantId, new Drain(tenantId, journal.of(tenantId), database, log));
  };
  for (const tenantId of journal.tenants()) drain(tenantId);
  const listener = new Listener({
    host: config.timingHost,
    port: config.timingPort,
    authentication: config.timingAuth,
    fieldOrder: config.fieldOrder,
    serverVersion: options.version,
    newStreamId: () => newUuidV7(clock(), random(10)) as StreamId,
    onRecording: drain,
    ...{ clock, random, limits, authority, journal, registry, sink, counters, log },
  });
  const stopDrains = () => Promise.all([...drains.values()].map((each) => each.stop()));
  const drained = async () => {
    await Promise.all([...drains.values()].map((each) => each.caughtUp()));
  };
  try {
    const port = await listener.listen();
    return {
      port,
      timingSessions: registry,
      drained,
      metrics: () => ({
        ...counters,
        connectionsOpen: listener.open,
        drainLagBytes: [...drains.values()].reduce((sum, each) => sum + each.lagBytes, 0),
        journalTrouble: journal.trouble()?.code ?? null,
      }),
      endTenant: (tenantId) => listener.endTenant(tenantId),
      removeTenant: (tenantId) => removeTenant(tenantId, { listener, drains, registry, journal }),
      async checkJournal() {
        const trouble = journal.trouble();
        if (trouble !== null) throw trouble;
      },
      async close() {
        await listener.close();
        registry.close();
        await within(LAST_DRAIN_MS, drained());
        await stopDrains();
        await journal.close();
      },
    };
  } catch (error) {
    await stopDrains();
    await journal.close();
    throw error;
  }
}

/** Whoever writes stops first, so that nothing is written behind the deletion. */
async function removeTenant(
  tenantId: TenantId,
  {
    listener,
    drains,
    registry,
    journal,
  }: { listener: Listener; drains: Map<TenantId, Drain>; registry: TimingSessionRegistry; journal: Journal },
): Promise<void> {
  await listener.endTenant(tenantId);
  await drains.get(tenantId)?.stop();
  drains.delete(tenantId);
  registry.forgetTenant(tenantId);
  await journal.remove(tenantId);
}

async function restoreAll(
  journal: Journal,
  registry: TimingSessionRegistry,
  { clock, config, sink, log }: IngestOptions,
): Promise<void> {
  const since = instantMs(Math.max(0, clock() - Math.round(config.replayHours * HOUR_MS)));
  const tenants = [...journal.tenants(), ...(journal.has(QUARANTINE) ? [QUARANTINE] : [])];
  for (const tenantId of tenants) {
    const reads = await restoreSessions(journal.of(tenantId), registry, sink, since);
    log.info({ tenant: tenantId, reads }, 'recording read again');
  }
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

function logJournalEvent(log: Logger, event: JournalEvent): void {
  switch (event.event) {
    case 'trouble':
      log.error({ ...event, err: event.error }, 'the recording cannot be written: nothing is acknowledged');
      break;
    case 'recovered':
      log.warn(event, 'the recording is written again');
      break;
    case 'torn-tail':
      log.warn(event, 'a half-written block at the end of the recording was set aside');
      break;
    case 'damage':
      log.error(event, 'a part of the recording is damaged and was skipped');
  }
}
