import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useBuilder } from '../BuilderContext.tsx';
import classes from './Fields.module.css';

interface IconChoiceProps<T extends string> {
  label: string;
  value: T;
  choices: readonly (readonly [value: T, words: string, drawing: ReactNode])[];
  onChange: (value: T) => void;
}

/** A choice among few that a drawing tells best. */
export function IconChoice<T extends string>({ label, value, choices, onChange }: IconChoiceProps<T>) {
  const readOnly = useBuilder((state) => state.readOnly);
  return (
    <fieldset className={classes.icons} disabled={readOnly}>
      <legend className={classes.unseen}>{label}</legend>
      <span className={classes.label} aria-hidden="true">
        {label}
      </span>
      <span className={classes.iconRow}>
        {choices.map(([each, words, drawing]) => (
          <Tooltip key={each} label={words}>
            <button
              type="button"
              className={classes.icon}
              aria-label={words}
              aria-pressed={each === value}
              onClick={() => onChange(each)}
            >
              {drawing}
            </button>
          </Tooltip>
        ))}
      </span>
    </fieldset>
  );
}
