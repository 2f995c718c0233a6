import type { ReactNode } from 'react';
import { formatAge } from '../lib/format.ts';
import { useLiveState } from '../lib/live/ConsoleLiveContext.tsx';
import { useNow } from '../lib/useNow.ts';
import { Notice } from './Notice.tsx';

/** For how long nothing has come from the server, in milliseconds; null while all is well. */
export function useSilenceMs(): number | null {
  const link = useLiveState((state) => state.link);
  const lostSinceMs = useLiveState((state) => state.lostSinceMs);
  const nowMs = useNow();
  return link === 'open' || lostSinceMs === null ? null : Math.max(0, nowMs - lostSinceMs);
}

/** Says that a live page shows the past; `children` say what follows from it. */
export function ConnectionLost({ children }: { children: ReactNode }) {
  const silenceMs = useSilenceMs();
  if (silenceMs === null) return null;
  return (
    <Notice tone="warn">
      No connection to the server: what you see is {formatAge(silenceMs)} old. {children}
    </Notice>
  );
}
