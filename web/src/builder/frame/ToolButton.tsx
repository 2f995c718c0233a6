import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './BuilderFrame.module.css';

interface ToolButtonProps {
  label: string;
  onClick: () => void;
  disabled?: boolean;
  /** For what is on or off. */
  pressed?: boolean;
  children: ReactNode;
}

/** A button with a drawing; its words are shown on a tip. */
export function ToolButton({ label, onClick, disabled = false, pressed, children }: ToolButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        className={classes.toolButton ?? ''}
        aria-label={label}
        aria-pressed={pressed}
        onClick={onClick}
        disabled={disabled}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
