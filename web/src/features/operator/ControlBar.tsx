import { Button } from '@mantine/core';
import type { OperatorState } from '@project88/core/contract/live.ts';
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward, IconSquareX } from '@tabler/icons-react';
import { type MouseEvent, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { OPERATOR_KEYS, useOperatorKeys } from '../../lib/shortcuts.ts';
import { ConfirmHold } from '../../ui/ConfirmHold.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSendCommand } from './api/sendCommand.ts';
import classes from './ControlBar.module.css';

/** Hold, next and clear: large, with keys. Clear empties the queue of every screen, so it wants a long press. */
export function ControlBar({ state }: { state: OperatorState }) {
  const command = useSendCommand(state.displaySessionId);
  const [clearKeyHeld, setClearKeyHeld] = useState(false);
  const toggleHold = () => command.mutate(state.status.held ? 'resume' : 'hold');
  useOperatorKeys(({ key, phase }) => {
    if (key === 'clear') setClearKeyHeld(phase === 'down');
    if (phase !== 'down') return;
    if (key === 'hold') toggleHold();
    if (key === 'next') command.mutate('next');
  });
  return (
    <section className={classes.dock} aria-label="Controls">
      {command.isError && <Notice tone="bad">{messageOf(command.error)}</Notice>}
      <div className={classes.bar}>
        <Button
          className={classes.button}
          variant={state.status.held ? 'filled' : 'default'}
          leftSection={state.status.held ? <IconPlayerPlay size={20} /> : <IconPlayerPause size={20} />}
          onClick={andLetGo(toggleHold)}
        >
          {state.status.held ? 'Resume' : 'Hold'}
          <Key label={OPERATOR_KEYS.hold.label} />
        </Button>
        <Button
          className={classes.button}
          variant="default"
          leftSection={<IconPlayerSkipForward size={20} />}
          onClick={andLetGo(() => command.mutate('next'))}
        >
          Next
          <Key label={OPERATOR_KEYS.next.label} />
        </Button>
        <ConfirmHold
          className={`${classes.button} ${classes.danger}`}
          variant="default"
          leftSection={<IconSquareX size={20} />}
          keyHeld={clearKeyHeld}
          onConfirm={() => command.mutate('clear')}
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

function Key({ label }: { label: string }) {
  return (
    <span className={classes.key} aria-hidden="true">
      {label}
    </span>
  );
}
