import { createContext, type ReactNode, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { ConsoleLive, ConsoleLiveState } from './consoleLive.ts';

const Context = createContext<ConsoleLive | null>(null);

interface ConsoleLiveProviderProps {
  live: ConsoleLive;
  /** False for those who may not have it: the server would refuse it again and again. */
  enabled: boolean;
  children: ReactNode;
}

/** Gives the pages below the live connection, and holds it open while they are shown. */
export function ConsoleLiveProvider({ live, enabled, children }: ConsoleLiveProviderProps) {
  useEffect(() => {
    if (!enabled) return;
    live.start();
    return () => live.stop();
  }, [live, enabled]);
  return <Context value={live}>{children}</Context>;
}

/** The live connection. Only below `ConsoleLiveProvider`. */
export function useConsoleLive(): ConsoleLive {
  const live = useContext(Context);
  if (live === null) throw new Error('useConsoleLive needs ConsoleLiveProvider above it');
  return live;
}

/** One part of the live state; renders again only when that part changes. */
export function useLiveState<T>(select: (state: ConsoleLiveState) => T): T {
  return useStore(useConsoleLive().store, select);
}

/** Follow one display session while this component is shown. */
export function useWatchDisplaySession(id: string): void {
  const live = useConsoleLive();
  useEffect(() => live.watchDisplaySession(id), [live, id]);
}
