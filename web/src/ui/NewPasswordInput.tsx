import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { IconCircle, IconCircleCheck } from '@tabler/icons-react';
import { useId } from 'react';
import classes from './NewPasswordInput.module.css';
import { lengthOf, PASSWORD_LENGTH } from './newPassword.ts';

interface NewPasswordInputProps extends Omit<PasswordInputProps, 'onChange' | 'value'> {
  value: string;
  onChange: (value: string) => void;
}

/** A password that is chosen: long instead of complicated, and the field says while one types how long. */
export function NewPasswordInput({ value, onChange, ...props }: NewPasswordInputProps) {
  const hintId = useId();
  const length = lengthOf(value);
  const isLong = length >= PASSWORD_LENGTH;
  const Icon = isLong ? IconCircleCheck : IconCircle;
  return (
    <div className={classes.field}>
      <PasswordInput
        autoComplete="new-password"
        maxLength={256}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
        {...props}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        // Mantine says it of every field but this one.
        aria-invalid={Boolean(props.error)}
        aria-describedby={hintId}
      />
      <p id={hintId} className={`${classes.hint} ${isLong ? classes.met : ''}`}>
        <Icon size={16} aria-hidden="true" />
        {PASSWORD_LENGTH} characters or more{length > 0 && !isLong && `: ${length} so far`}
      </p>
      <p className={classes.advice}>
        Three or four words that do not belong together are good and easy to type.
      </p>
    </div>
  );
}
