import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { SecondFactorTicket } from '@project88/core/contract/auth.ts';
import { ApiError, messageOf } from '../../lib/api.ts';
import { TextLink } from '../../ui/links.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AuthPage } from './AuthPage.tsx';
import { useLogin } from './api/login.ts';
import classes from './Form.module.css';
import { type SignInReasonWords, signInRules, ticketOf } from './signInForm.ts';

interface PasswordStepProps {
  reason: SignInReasonWords | undefined;
  onTicket: (ticket: SecondFactorTicket) => void;
  onDone: () => void;
}

/** E-mail and password. */
export function PasswordStep({ reason, onTicket, onDone }: PasswordStepProps) {
  const login = useLogin();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: signInRules,
  });
  const submit = form.onSubmit(
    (values) =>
      login.mutate(
        { ...values, email: values.email.trim() },
        {
          onSuccess: onDone,
          onError: (error) => {
            const ticket = ticketOf(error);
            if (ticket !== null) onTicket(ticket);
          },
        },
      ),
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus(),
  );
  return (
    <AuthPage
      title="Sign in to Project88"
      text="Race timing, from the mat to the screen."
      foot={<TextLink to="/forgot">Forgot the password?</TextLink>}
    >
      <form className={classes.form} onSubmit={submit} noValidate>
        {login.isError ? (
          <LoginProblem error={login.error} />
        ) : (
          reason !== undefined && <Notice tone={reason.tone}>{reason.text}</Notice>
        )}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          size="md"
          data-autofocus
          key={form.key('email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          size="md"
          visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0 }}
          key={form.key('password')}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" fullWidth loading={login.isPending}>
          Sign in
        </Button>
      </form>
    </AuthPage>
  );
}

function LoginProblem({ error }: { error: Error }) {
  if (error instanceof ApiError && error.code === 'PARTNER_SUSPENDED') {
    return (
      <Notice tone="warn">
        <strong>Your timing partner is suspended.</strong> Nobody of it can sign in until the administrator of
        this platform lifts that. Your data is kept.
      </Notice>
    );
  }
  if (error instanceof ApiError && error.code === 'SECOND_FACTOR_REQUIRED') return null;
  return <Notice tone="bad">{messageOf(error)}</Notice>;
}
