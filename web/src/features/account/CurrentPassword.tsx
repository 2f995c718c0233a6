import { PasswordInput } from '@mantine/core';

interface CurrentPasswordProps {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  autoFocus?: boolean;
}

/** The password once more: an open console that somebody else found must not change who can sign in. */
export function CurrentPassword({ value, onChange, error, autoFocus = false }: CurrentPasswordProps) {
  return (
    <PasswordInput
      label="Your present password"
      autoComplete="current-password"
      visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the present password', tabIndex: 0 }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={error}
      // Mantine says it of every field but this one.
      aria-invalid={error !== undefined}
      data-autofocus={autoFocus || undefined}
    />
  );
}
