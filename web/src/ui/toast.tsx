import { UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import classes from './toast.module.css';

/** Time in which something that can be undone is offered to be undone. */
const UNDO_MS = 10_000;
const SAID_MS = 4_000;

/** Say in a corner that something was done. */
export function sayDone(message: string): void {
  notifications.show({ message, autoClose: SAID_MS, closeButtonProps: { 'aria-label': 'Close' } });
}

/** The same with the way back, for as long as it is shown. */
export function sayUndoable(message: string, undo: () => void): void {
  const id = message;
  const takeBack = () => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    autoClose: UNDO_MS,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <span className={classes.line}>
        {message}
        <UnstyledButton className={classes.undo} onClick={takeBack}>
          Undo
        </UnstyledButton>
      </span>
    ),
  });
}
