import { randomBytes } from 'node:crypto';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { pino } from 'pino';
import { startIngest } from '../../server/src/ingest/ingest.ts';
import { openDatabase } from '../../server/src/tenancy/database.ts';
import { now } from './harness.ts';

/**
 * A timing port in a process of its own, to be killed. Arguments: recording folder, port, tenant, the two logins.
 * Tells on its output: `port N` when it listens, `reads N` for every 500 reads.
 */
const [journalDir = '', port = '0', tenantId = '', url = '', platformUrl = ''] = process.argv.slice(2);
const log = pino({ level: 'warn' }, pino.destination(2));
const database = openDatabase({ url, platformUrl, connections: 2, log });
let reads = 0;

const ingest = await startIngest({
  config: {
    timingHost: '127.0.0.1',
    timingPort: Number(port),
    timingAuth: 'hmac-sha1',
    fieldOrder: 'lap-reader-antenna',
    replayHours: 48,
  },
  clock: now,
  random: (length) => randomBytes(length),
  journalDir,
  authority: {
    policy: () => ({ mode: 'open', tenantId: tenantId as TenantId }),
    findKey: () => null,
    isBlocked: () => false,
    tenantForAddress: () => null,
    keyUsed: () => {},
    timeZone: () => 'Europe/Athens',
  },
  sink: {
    accept(_read, replayed) {
      if (replayed) return;
      reads += 1;
      if (reads % 500 === 0) process.stdout.write(`reads ${reads}\n`);
    },
  },
  database,
  log,
  version: '1.2',
});
process.stdout.write(`port ${ingest.port}\n`);

process.on('SIGTERM', () => {
  void ingest
    .drained()
    .then(() => ingest.close())
    .then(() => database.close());
});
