import { Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { NewPasswordInput } from '../../ui/NewPasswordInput.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { newPasswordProblem } from '../../ui/newPassword.ts';
import { sayDone } from '../../ui/toast.tsx';
import { useChangePassword } from './api/account.ts';
import { CurrentPassword } from './CurrentPassword.tsx';

interface PasswordDialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Change one's own password. */
export function PasswordDialog({ opened, onClose }: PasswordDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Change your password">
      <PasswordForm onClose={onClose} />
    </Modal>
  );
}

function PasswordForm({ onClose }: { onClose: () => void }) {
  const [currentPassword, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const change = useChangePassword();
  const errors = formErrors(change.error, { PASSWORD_WRONG: 'currentPassword', PASSWORD_WEAK: 'password' });
  const submit = () => {
    setChecked(true);
    if (currentPassword === '' || newPasswordProblem(password) !== null) return;
    const done = () => {
      sayDone('Your password is changed. All other logins have ended.');
      onClose();
    };
    change.mutate({ currentPassword, password }, { onSuccess: done });
  };
  const missing = checked && currentPassword === '' ? 'Enter your present password' : undefined;
  return (
    <Form onSubmit={submit} error={change.error}>
      <Stack>
        {errors.form !== null && <Notice tone="bad">{errors.form}</Notice>}
        <CurrentPassword
          value={currentPassword}
          onChange={setCurrent}
          error={missing ?? errors.fields.currentPassword}
          autoFocus
        />
        <NewPasswordInput
          label="New password"
          value={password}
          onChange={setPassword}
          error={errors.fields.password ?? (checked ? newPasswordProblem(password) : null)}
        />
        <Notice tone="info">You stay signed in here. Everywhere else you sign in anew.</Notice>
        <FormButtons action="Change the password" onCancel={onClose} busy={change.isPending} />
      </Stack>
    </Form>
  );
}
