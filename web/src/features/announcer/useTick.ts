import { useEffect, useState } from 'react';
import { useCall } from './api/lookUp.ts';

/** How long a tick is shown on our word alone, in ms: after that the server's word counts, whatever it is. */
const TRUSTED_MS = 3_000;

/**
 * The tick of one card. It is there at the touch, because a venue's network takes its time, and it follows the server as
 * soon as the server has spoken.
 */
export function useTick(displaySessionId: string, cardId: number, called: boolean) {
  const call = useCall(displaySessionId);
  const [wanted, setWanted] = useState<boolean | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each word of the server ends the wish
  useEffect(() => setWanted(null), [called]);
  useEffect(() => {
    if (wanted === null) return;
    const timer = setTimeout(() => setWanted(null), TRUSTED_MS);
    return () => clearTimeout(timer);
  }, [wanted]);
  const tick = (next: boolean) => {
    setWanted(next);
    call.mutate({ cardId, called: next }, { onError: () => setWanted(null) });
  };
  return { ticked: wanted ?? called, tick };
}
