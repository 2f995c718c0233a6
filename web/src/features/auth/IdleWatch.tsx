import { Button } from '@mantine/core';
import { useEffect, useEffectEvent } from 'react';
import { activity } from '../../lib/activity.ts';
import { useNow } from '../../lib/useNow.ts';
import { useStaySignedIn } from './api/staySignedIn.ts';
import classes from './IdleWatch.module.css';

/** So long before a login ends for want of use, its person is asked, in ms. */
const ASK_BEFORE_MS = 60_000;
/** Inputs tell the server that somebody is here at most once in this time, in ms: pages may need no request for long. */
const TELL_EVERY_MS = 60_000;

interface IdleWatchProps {
  idleMinutes: number;
  /** Called once when nobody was here for too long. */
  onIdle: () => void;
}

/** Watches whether somebody is at the console: tells the server, asks before the login ends, and ends it. */
export function IdleWatch({ idleMinutes, onIdle }: IdleWatchProps) {
  useNow();
  const stay = useStaySignedIn();
  const leftMs = activity.leftMs(idleMinutes);
  const over = leftMs <= 0;
  const end = useEffectEvent(onIdle);
  useEffect(() => {
    if (over) end();
  }, [over]);
  const noteInput = useEffectEvent(() => {
    activity.noteInput();
    if (activity.unusedMs() > TELL_EVERY_MS && !stay.isPending && !over) stay.mutate();
  });
  useEffect(() => {
    // Not the pointer's moving: a table at the finish line trembles.
    const inputs = ['keydown', 'pointerdown', 'wheel'] as const;
    const listener = () => noteInput();
    for (const input of inputs) window.addEventListener(input, listener, { passive: true, capture: true });
    return () => {
      for (const input of inputs) window.removeEventListener(input, listener, { capture: true });
    };
  }, []);
  if (over || leftMs > ASK_BEFORE_MS) return null;
  return (
    <section className={classes.notice} role="alert" aria-label="Nobody here?">
      <p>
        Nothing was done here for a while. You will be signed out in{' '}
        <span className={classes.count} aria-live="off">
          {Math.ceil(leftMs / 1_000)} s
        </span>
        .
      </p>
      <Button loading={stay.isPending} onClick={() => stay.mutate()}>
        Stay signed in
      </Button>
    </section>
  );
}
