import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { messageOf } from '../../lib/api.ts';
import { usePageTitle } from '../../lib/usePageTitle.ts';
import { Mark } from '../../ui/AppFrame.tsx';
import { ColorSchemeToggle } from '../../ui/ColorSchemeToggle.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLogin } from './api/login.ts';
import classes from './SignInForm.module.css';
import { signInRules } from './signInForm.ts';

/** The sign-in page. `onDone` is called when the cookie is set. */
export function SignInForm({ onDone }: { onDone: () => void }) {
  usePageTitle('Sign in');
  const login = useLogin();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: signInRules,
  });
  const submit = form.onSubmit(
    (values) => login.mutate({ ...values, email: values.email.trim() }, { onSuccess: onDone }),
    (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus(),
  );
  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <header className={classes.head}>
          <Mark />
          <h1>Sign in to Project88</h1>
          <p>Race timing, from the mat to the screen.</p>
        </header>
        <form className={classes.form} onSubmit={submit} noValidate>
          {login.isError && <Notice tone="bad">{messageOf(login.error)}</Notice>}
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
      </div>
      <ColorSchemeToggle />
    </main>
  );
}
