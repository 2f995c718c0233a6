import { useNow } from '../useNow.ts';
import { useLiveState } from './ConsoleLiveContext.tsx';

/** The server's clock in epoch milliseconds, as well as it is known here; renewed every second. */
export function useServerNow(): number {
  const offsetMs = useLiveState((state) => state.serverOffsetMs);
  return useNow() + offsetMs;
}
