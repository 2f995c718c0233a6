import type { TimingSessionView } from '@project88/core/contract/timingSessions.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

/** Connected now, or seen lately. */
export function StreamStatus({ status }: { status: TimingSessionView['status'] }) {
  return (
    <StatusBadge tone={status === 'live' ? 'live' : 'neutral'}>
      {status === 'live' ? 'Live' : 'Recent'}
    </StatusBadge>
  );
}
