import { formatAge } from '../lib/format.ts';
import { useLiveState } from '../lib/live/ConsoleLiveContext.tsx';
import { useNow } from '../lib/useNow.ts';
import { StatusBadge } from './StatusBadge.tsx';

/** The state of this console's live connection, with the age of what is shown when it is down. */
export function LiveBadge() {
  const link = useLiveState((state) => state.link);
  const lostSinceMs = useLiveState((state) => state.lostSinceMs);
  const nowMs = useNow();
  if (link === 'open') return <StatusBadge tone="live">Live</StatusBadge>;
  if (link === 'connecting' || lostSinceMs === null)
    return <StatusBadge tone="neutral">Connecting</StatusBadge>;
  return <StatusBadge tone="warn">Reconnecting · data is {formatAge(nowMs - lostSinceMs)} old</StatusBadge>;
}
