import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { messageOf } from '../../lib/api.ts';
import { TextLink } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AuthPage } from './AuthPage.tsx';
import { useForgot } from './api/oneTimeLinks.ts';
import classes from './Form.module.css';
import { signInRules } from './signInForm.ts';

/** Ask for a link to a new password. */
export function ForgotForm() {
  const [email, setEmail] = useState('');
  const [hint, setHint] = useState<string | null>(null);
  const forgot = useForgot();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problem = signInRules.email(email);
    setHint(problem);
    if (problem === null) forgot.mutate(email.trim());
  };
  return (
    <AuthPage
      title="Forgot the password?"
      text="A link to your address leads to a new password. It works for one hour."
      foot={<TextLink to="/sign-in">Back to the sign-in</TextLink>}
    >
      {forgot.isSuccess ? (
        <Answer email={email.trim()} mailed={forgot.data.mailed} />
      ) : (
        <form className={classes.form} onSubmit={submit} noValidate>
          {forgot.isError && <Notice tone="bad">{messageOf(forgot.error)}</Notice>}
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            size="md"
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            error={hint}
          />
          <Button type="submit" size="md" fullWidth loading={forgot.isPending}>
            Send the link
          </Button>
        </form>
      )}
    </AuthPage>
  );
}

/** Says nothing about whether the address has an account: that is nobody's business. */
function Answer({ email, mailed }: { email: string; mailed: boolean }) {
  return mailed ? (
    <Notice tone="ok">
      <strong>Look into your mailbox.</strong> If {email} has an account here, a link is on its way. Nothing
      comes? Somebody who manages your team can make you a link.
    </Notice>
  ) : (
    <Notice tone="warn">
      <strong>This installation sends no e-mail.</strong> Ask somebody who manages your team for a link to a
      new password.
    </Notice>
  );
}
