import { Button, type ButtonProps } from '@mantine/core';
import { type CSSProperties, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import classes from './ConfirmHold.module.css';

/** Long enough that a slip does nothing, short enough for a race. */
const HOLD_MS = 700;

interface ConfirmHoldProps extends ButtonProps {
  onConfirm: () => void;
  /** True while the button's key is held down somewhere on the page. */
  keyHeld?: boolean;
  children: ReactNode;
}

/** A dangerous action: the button acts only when it is pressed for a while, by pointer, space, enter or its key. */
export function ConfirmHold({
  onConfirm,
  keyHeld = false,
  className = '',
  children,
  ...props
}: ConfirmHoldProps) {
  const [pressed, setPressed] = useState(false);
  const holding = (pressed || keyHeld) && props.disabled !== true;
  const confirm = useEffectEvent(onConfirm);
  useEffect(() => {
    if (!holding) return;
    const timer = setTimeout(() => {
      setPressed(false);
      confirm();
    }, HOLD_MS);
    return () => clearTimeout(timer);
  }, [holding]);
  const release = () => setPressed(false);
  return (
    <Button
      {...props}
      className={`${classes.button} ${className} ${holding ? classes.holding : ''}`}
      style={{ '--hold-time': `${HOLD_MS}ms` } as CSSProperties}
      onPointerDown={(event) => event.button === 0 && setPressed(true)}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onBlur={release}
      onKeyDown={(event) => isActivation(event.key) && !event.repeat && setPressed(true)}
      onKeyUp={release}
    >
      {children}
      <span className={classes.fill} aria-hidden="true" />
    </Button>
  );
}

function isActivation(key: string): boolean {
  return key === ' ' || key === 'Enter';
}
