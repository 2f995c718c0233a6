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
  offer(message, { name: 'Undo', act: undo }, UNDO_MS);
}

/** Offer something that can be done now or later; it stays until it is closed. */
export function sayOffered(message: string, name: string, act: () => void): void {
  offer(message, { name, act }, false);
}

function offer(
  message: string,
  { name, act }: { name: string; act: () => void },
  autoClose: number | false,
): void {
  const id = message;
  const take = () => {
    notifications.hide(id);
    act();
  };
  notifications.show({
    id,
    autoClose,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <span className={classes.line}>
        {message}
        <UnstyledButton className={classes.undo} onClick={take}>
          {name}
        </UnstyledButton>
      </span>
    ),
  });
}
