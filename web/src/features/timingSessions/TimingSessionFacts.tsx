import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { formatCount, formatInstant, formatOffset } from '../../lib/format.ts';
import { useVenue } from '../../lib/venue.tsx';
import { Age } from '../../ui/Age.tsx';
import { Fact, Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { missingReads } from './timingSession.ts';

/** An offset above this says that the timing software's clock or zone is wrong, not that the network is slow. */
const SUSPICIOUS_OFFSET_MS = 5_000;

/** The numbers that tell whether a stream is healthy. */
export function TimingSessionFacts({ item }: { item: TimingSessionView }) {
  const { timeZone } = useVenue();
  const missing = missingReads(item);
  const offsetMs = item.clockOffsetMs;
  return (
    <>
      {item.lastError !== null && <Notice tone="warn">Last problem: {item.lastError}</Notice>}
      <Facts>
        <Fact label="Reads">{formatCount(item.reads)}</Fact>
        <Fact label="Last read">
          <Age since={item.lastReadAt} never="never" />
        </Fact>
        <Fact label="Missing" tone={missing > 0 ? 'warn' : 'plain'}>
          {formatCount(missing)}
        </Fact>
        <Fact label="Duplicates">{formatCount(item.duplicates)}</Fact>
        <Fact label="Conflicts" tone={item.conflicts > 0 ? 'bad' : 'plain'}>
          {formatCount(item.conflicts)}
        </Fact>
        <Fact label="Rejected lines" tone={item.rejected > 0 ? 'warn' : 'plain'}>
          {formatCount(item.rejected)}
        </Fact>
        <Fact
          label="Clock offset"
          tone={offsetMs !== null && Math.abs(offsetMs) > SUSPICIOUS_OFFSET_MS ? 'warn' : 'plain'}
        >
          {offsetMs === null ? 'unknown' : formatOffset(offsetMs)}
        </Fact>
        <Fact label="Guns">{formatCount(item.guns)}</Fact>
        <Fact label="Program">
          {item.program} {item.programVersion}
        </Fact>
        <Fact label="Address">{item.remoteAddress}</Fact>
        <Fact label="Timing key">{item.timingKeyUser ?? 'none'}</Fact>
        <Fact label="Connected">
          {formatInstant(item.connectedAt, timeZone)}
          {item.connections > 1 && ` (${item.connections} times)`}
        </Fact>
      </Facts>
    </>
  );
}
