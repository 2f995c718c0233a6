import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import classes from './Form.module.css';

/** One of the codes that were stored for the day when the device is lost. */
export function RecoveryCodeForm({
  busy,
  error,
  onCode,
}: {
  busy: boolean;
  error: Error | null;
  onCode: (code: string) => void;
}) {
  const [code, setCode] = useState('');
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        if (code.trim() !== '') onCode(code.trim());
      }}
      noValidate
    >
      <TextInput
        label="Recovery code"
        description="One of the codes that you stored when you set up the second factor. Each works once."
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        size="md"
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={error && messageOf(error)}
      />
      <Button type="submit" size="md" fullWidth loading={busy}>
        Continue
      </Button>
    </form>
  );
}
