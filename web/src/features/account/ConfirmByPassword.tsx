import { Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { CurrentPassword } from './CurrentPassword.tsx';

interface ConfirmByPasswordProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What happens then. */
  children: ReactNode;
  action: string;
  busy: boolean;
  error: Error | null;
  onConfirm: (currentPassword: string) => void;
}

/** A change of what opens the account asks for the password again. */
export function ConfirmByPassword(props: ConfirmByPasswordProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <PasswordForm {...props} />
    </Modal>
  );
}

function PasswordForm({ children, action, busy, error, onConfirm, onClose }: ConfirmByPasswordProps) {
  const [currentPassword, setCurrent] = useState('');
  const errors = formErrors(error, { PASSWORD_WRONG: 'currentPassword' });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(currentPassword);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text component="div">{children}</Text>
        {errors.form !== null && <Notice tone="bad">{errors.form}</Notice>}
        <CurrentPassword
          value={currentPassword}
          onChange={setCurrent}
          error={errors.fields.currentPassword}
          autoFocus
        />
        <FormButtons action={action} onCancel={onClose} busy={busy} disabled={currentPassword === ''} />
      </Stack>
    </form>
  );
}
