import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import classes from './Form.module.css';

const CODE = /^\d{6}$/;

interface CodeFormProps {
  busy: boolean;
  error: Error | null;
  onCode: (code: string, onWrong: () => void) => void;
}

/** Six digits. They are sent as soon as they are there, typed or filled in by the telephone. */
export function CodeForm({ busy, error, onCode }: CodeFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const [hint, setHint] = useState<string | null>(null);
  const send = (digits: string) => {
    if (!CODE.test(digits)) return setHint('Enter the six digits that the app shows now');
    setHint(null);
    onCode(digits, () => field.current?.select());
  };
  const change = (typed: string) => {
    const digits = typed.replace(/\D/g, '').slice(0, 6);
    setCode(digits);
    if (CODE.test(digits) && digits !== code && !busy) send(digits);
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        send(code);
      }}
      noValidate
    >
      <TextInput
        ref={field}
        label="Code of your authenticator app"
        description="Six digits, renewed every half minute"
        className={classes.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        size="md"
        data-autofocus
        autoFocus
        value={code}
        onChange={(event) => change(event.currentTarget.value)}
        error={hint ?? (error && messageOf(error))}
      />
      <Button type="submit" size="md" fullWidth loading={busy}>
        Continue
      </Button>
    </form>
  );
}
