import { Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import type { DialogRequest } from '../../ui/dialogClose.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { CurrentPassword } from './CurrentPassword.tsx';

interface FactorFormProps {
  text: string;
  /** What the factor is called unless the person says otherwise. */
  label: string;
  action: string;
  request: DialogRequest;
  onSubmit: (values: { label: string; currentPassword: string }) => void;
  onCancel: () => void;
}

/** The beginning of adding a second factor: what to call it, and the password. */
export function FactorForm({ text, label, action, request, onSubmit, onCancel }: FactorFormProps) {
  const [name, setName] = useState(label);
  const [currentPassword, setCurrent] = useState('');
  const errors = formErrors(request.error, { PASSWORD_WRONG: 'currentPassword' });
  const submit = () => onSubmit({ label: name.trim() || label, currentPassword });
  return (
    <Form onSubmit={submit} error={request.error}>
      <Stack>
        <Text>{text}</Text>
        {errors.form !== null && <Notice tone="bad">{errors.form}</Notice>}
        <TextInput
          label="Name"
          description="So that you know it again when you have several"
          maxLength={60}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={errors.fields.label}
        />
        <CurrentPassword
          value={currentPassword}
          onChange={setCurrent}
          error={errors.fields.currentPassword}
          autoFocus
        />
        <FormButtons
          action={action}
          onCancel={onCancel}
          busy={request.isPending}
          disabled={currentPassword === ''}
        />
      </Stack>
    </Form>
  );
}
