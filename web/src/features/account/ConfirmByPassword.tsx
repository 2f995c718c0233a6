import { Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { type DialogRequest, dialogClose } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
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
  request: DialogRequest;
  onConfirm: (currentPassword: string) => void;
}

/** A change of what opens the account asks for the password again. */
export function ConfirmByPassword(props: ConfirmByPasswordProps) {
  const close = dialogClose(props.request, props.onClose);
  return (
    <Modal opened={props.opened} onClose={close} title={props.title}>
      <PasswordForm {...props} onClose={close} />
    </Modal>
  );
}

function PasswordForm({ children, action, request, onConfirm, onClose }: ConfirmByPasswordProps) {
  const [currentPassword, setCurrent] = useState('');
  const errors = formErrors(request.error, { PASSWORD_WRONG: 'currentPassword' });
  return (
    <Form onSubmit={() => onConfirm(currentPassword)} error={request.error}>
      <Stack>
        <Text component="div">{children}</Text>
        {errors.form !== null && <Notice tone="bad">{errors.form}</Notice>}
        <CurrentPassword
          value={currentPassword}
          onChange={setCurrent}
          error={errors.fields.currentPassword}
          autoFocus
        />
        <FormButtons
          action={action}
          onCancel={onClose}
          busy={request.isPending}
          disabled={currentPassword === ''}
        />
      </Stack>
    </Form>
  );
}
