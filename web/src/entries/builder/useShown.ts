import type { DisplaySessionView } from '@project88/core/contract/displaySessions.ts';
import { instantMs } from '@project88/core/time/units.ts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { createBurst } from '../../builder/shown/burst.ts';
import type { ShownChoice } from '../../builder/shown/SampleMenu.tsx';
import type { LongName } from '../../builder/shown/samples.ts';
import { liveShown, type Shown, sampleShown } from '../../builder/shown/shown.ts';
import type { Builder } from '../../builder/store/builder.ts';
import { longestNameQuery } from '../../features/announcer/api/lookUp.ts';
import { useConsoleLive, useLiveState } from '../../lib/live/ConsoleLiveContext.tsx';
import { useVenue } from '../../lib/venue.tsx';

/** What the canvas shows, by the choice in the bar. */
export function useShown(builder: Builder, displaySession: DisplaySessionView | undefined) {
  const [choice, setChoice] = useState<ShownChoice>('ordinary');
  const [speed, setSpeed] = useState(1);
  const burst = useMemo(createBurst, []);
  const live = useLive(displaySession);
  const isLive = choice === 'live' && live !== null;
  const longest = useLongestName(displaySession);
  const shown = useMemo<Shown>(() => {
    if (choice === 'burst') return burst;
    return isLive ? live : sampleShown(choice === 'live' ? 'ordinary' : choice, longest);
  }, [choice, burst, isLive, live, longest]);
  useEffect(() => burst.setSpeed(speed), [burst, speed]);
  useEffect(() => {
    if (choice !== 'burst') return;
    return burst.play(
      () => builder.store.getState().document,
      (mode) => builder.show({ mode }),
    );
  }, [choice, burst, builder]);
  const menu = {
    choice,
    onChange: setChoice,
    mayBeLive: live !== null,
    hasList: longest !== undefined,
    speed,
    onSpeed: setSpeed,
  };
  return { shown, menu };
}

/** Who has the longest name on the display session's start list; undefined: there is none, or it is not known yet. */
function useLongestName(displaySession: DisplaySessionView | undefined): LongName | undefined {
  const id = displaySession?.id ?? '';
  const { data } = useQuery({ ...longestNameQuery(id), enabled: id !== '' });
  return useMemo(() => {
    const [entry] = data?.items ?? [];
    if (entry === undefined || entry.firstName + entry.lastName === '') return undefined;
    const { chips: _, ...words } = entry;
    return words;
  }, [data]);
}

/** The live state of the display session; null until it has come. */
function useLive(displaySession: DisplaySessionView | undefined): Shown | null {
  const { store } = useConsoleLive();
  const { timeZone } = useVenue();
  const isThere = useLiveState(({ operator }) => operator?.displaySessionId === displaySession?.id);
  const name = displaySession?.name;
  const mode = displaySession?.mode;
  return useMemo(() => {
    if (!isThere || name === undefined || mode === undefined) return null;
    let last = store.getState().operator;
    const newest = () => {
      last = store.getState().operator ?? last;
      if (last === null) throw new Error('the live state has come before');
      return last;
    };
    return liveShown(
      { name, mode, timeZone },
      newest,
      (listener) => store.subscribe((now, before) => now.operator !== before.operator && listener()),
      () => instantMs(Date.now() + store.getState().serverOffsetMs),
    );
  }, [isThere, name, mode, timeZone, store]);
}
