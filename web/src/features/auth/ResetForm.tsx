import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { NewPasswordInput } from '../../ui/NewPasswordInput.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { newPasswordProblem } from '../../ui/newPassword.ts';
import { AuthPage } from './AuthPage.tsx';
import { useReset } from './api/oneTimeLinks.ts';
import classes from './Form.module.css';
import { isGone, LinkGone } from './LinkGone.tsx';
import { oneTimeToken } from './oneTimeToken.ts';

/** Choose a new password with a one-time link. */
export function ResetForm({ onDone }: { onDone: () => void }) {
  const token = oneTimeToken();
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const reset = useReset();
  if (token === '' || isGone(reset.error)) {
    return (
      <LinkGone title="This link works no more" missing={token === ''}>
        Ask for another one under “Forgot the password?”, or ask somebody who manages your team.
      </LinkGone>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (newPasswordProblem(password) === null) reset.mutate({ token, password }, { onSuccess: onDone });
  };
  const refused = newPasswordProblem(password, reset.error);
  return (
    <AuthPage title="Choose a new password" text="It counts at once, and all your logins end.">
      <form className={classes.form} onSubmit={submit} noValidate>
        {reset.isError && refused === null && <Notice tone="bad">{messageOf(reset.error)}</Notice>}
        <NewPasswordInput
          label="New password"
          size="md"
          autoFocus
          value={password}
          onChange={(value) => {
            setPassword(value);
            reset.reset();
          }}
          error={checked ? refused : null}
        />
        <Button type="submit" size="md" fullWidth loading={reset.isPending}>
          Set the password
        </Button>
      </form>
    </AuthPage>
  );
}
