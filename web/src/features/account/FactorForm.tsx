import { Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { FormErrors } from '../../lib/fieldErrors.ts';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { CurrentPassword } from './CurrentPassword.tsx';

interface FactorFormProps {
  text: string;
  /** What the factor is called unless the person says otherwise. */
  label: string;
  action: string;
  busy: boolean;
  errors: FormErrors;
  onSubmit: (values: { label: string; currentPassword: string }) => void;
  onCancel: () => void;
}

/** The beginning of adding a second factor: what to call it, and the password. */
export function FactorForm({ text, label, action, busy, errors, onSubmit, onCancel }: FactorFormProps) {
  const [name, setName] = useState(label);
  const [currentPassword, setCurrent] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit({ label: name.trim() || label, currentPassword });
  };
  return (
    <form onSubmit={submit}>
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
        <FormButtons action={action} onCancel={onCancel} busy={busy} disabled={currentPassword === ''} />
      </Stack>
    </form>
  );
}
