import { randomBytes } from 'node:crypto';
import type { TenantId } from '@project88/core/ids/ids.ts';
import { pino } from 'pino';
import { startIngest } from '../../server/src/ingest/ingest.ts';
import { systemClock } from '../../server/src/ops/clock.ts';

/**
 * The product's timing port in a process of its own: everything up to the durable recording and the reads that go to
 * the displays. The database is left out, because it comes later and nobody waits for it. Argument: the folder.
 */
const [journalDir = ''] = process.argv.slice(2);
const ingest = await startIngest({
  config: {
    timingHost: '127.0.0.1',
    timingPort: 0,
    timingAuth: 'hmac-sha1',
    fieldOrder: 'lap-reader-antenna',
    replayHours: 1,
  },
  clock: systemClock,
  random: (length) => randomBytes(length),
  journalDir,
  authority: {
    policy: () => ({ mode: 'open', tenantId: '01900000-0000-7000-8000-00000000000a' as TenantId }),
    findKey: () => null,
    isBlocked: () => false,
    tenantForAddress: () => null,
    keyUsed: () => {},
    timeZone: () => 'Europe/Athens',
  },
  sink: { accept: () => {} },
  database: null,
  log: pino({ level: 'warn' }, pino.destination(2)),
  version: 'bench',
});
process.send?.({ port: ingest.port });
process.once('disconnect', () => process.exit(0));
