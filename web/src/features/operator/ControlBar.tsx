import { Button } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import {
  IconMoonStars,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconScreenShareOff,
  IconSquareX,
} from '@tabler/icons-react';
import { type MouseEvent, type ReactNode, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { OPERATOR_KEYS, type OperatorKey, useOperatorKeys } from '../../lib/shortcuts.ts';
import { ConfirmHold } from '../../ui/ConfirmHold.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSendCommand, useTake } from './api/program.ts';
import classes from './ControlBar.module.css';
import { Key } from './Key.tsx';

/**
 * What an operator does in a moment: large, each with its key. Clear empties the queue of every screen, so it wants a long
 * press; resting is the panic key and acts at once.
 */
export function ControlBar({ state }: { state: OperatorState }) {
  const { held } = state.status;
  const { blackout, resting } = state.program;
  const command = useSendCommand(state.displaySessionId);
  const take = useTake(state.displaySessionId);
  const [clearKeyHeld, setClearKeyHeld] = useState(false);
  const { programRev } = state;
  const actions: Partial<Record<OperatorKey, () => void>> = {
    hold: () => command.mutate({ action: held ? 'resume' : 'hold' }),
    previous: () => command.mutate({ action: 'previous' }),
    next: () => command.mutate({ action: 'next' }),
    blackout: () => take.mutate({ programRev, blackout: !blackout }),
    panic: () => take.mutate({ programRev, resting: !resting }),
  };
  useOperatorKeys(({ key, phase }) => {
    if (key === 'clear') setClearKeyHeld(phase === 'down');
    if (phase === 'down') actions[key as OperatorKey]?.();
  });
  const error = command.error ?? take.error;
  const button = (key: OperatorKey, words: string, icon: ReactNode, on?: boolean) => (
    <Button
      className={`${classes.button} ${on ? classes.on : ''}`}
      variant="default"
      {...(on !== undefined && { 'aria-pressed': on })}
      leftSection={icon}
      onClick={andLetGo(() => actions[key]?.())}
    >
      {words}
      <Key label={OPERATOR_KEYS[key].label} />
    </Button>
  );
  return (
    <section className={classes.dock} aria-label="Controls">
      {error !== null && <Notice tone="bad">{messageOf(error)}</Notice>}
      <div className={classes.bar}>
        {button(
          'hold',
          held ? 'Resume' : 'Hold',
          held ? <IconPlayerPlay size={20} /> : <IconPlayerPause size={20} />,
          held,
        )}
        {button('previous', 'Previous', <IconPlayerSkipBack size={20} />)}
        {button('next', 'Next', <IconPlayerSkipForward size={20} />)}
        {button('blackout', 'Blackout', <IconScreenShareOff size={20} />, blackout)}
        {button('panic', resting ? 'Go on' : 'Rest all', <IconMoonStars size={20} />, resting)}
        <ConfirmHold
          className={`${classes.button} ${classes.danger}`}
          variant="default"
          leftSection={<IconSquareX size={20} />}
          keyHeld={clearKeyHeld}
          onConfirm={() => command.mutate({ action: 'clear' })}
        >
          <span>
            Clear
            <small className={classes.how}>press and hold</small>
          </span>
          <Key label={OPERATOR_KEYS.clear.label} />
        </ConfirmHold>
      </div>
    </section>
  );
}

/** After a click by pointer the button lets the focus go, so that the space bar means “next” again. */
function andLetGo(action: () => void) {
  return (event: MouseEvent<HTMLButtonElement>) => {
    if (event.detail > 0) event.currentTarget.blur();
    action();
  };
}
