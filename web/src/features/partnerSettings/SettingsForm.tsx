import { Button, Group, Stack } from '@mantine/core';
import type { PartnerSettings } from '@project88/core/contract/partners.ts';
import type { ReactNode } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { useMay } from '../../lib/me.tsx';
import { Form } from '../../ui/Form.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { useChangePartner } from './api/partner.ts';

interface SettingsFormProps {
  title: string;
  /** What is sent; null while something on the form cannot be sent. */
  change: Partial<PartnerSettings> | null;
  /** True when the form differs from what the server has. */
  dirty: boolean;
  onSaved: () => void;
  children: (state: { disabled: boolean; errors: Readonly<Record<string, string>> }) => ReactNode;
}

/** One panel of settings that are saved together. */
export function SettingsForm({ title, change, dirty, onSaved, children }: SettingsFormProps) {
  const disabled = !useMay('partner.manage');
  const save = useChangePartner();
  const { fields, form } = formErrors(save.error);
  const submit = () => {
    if (change === null) return;
    save.mutate(change, {
      onSuccess: () => {
        sayDone('Saved.');
        onSaved();
      },
    });
  };
  return (
    <Panel title={title}>
      <Form onSubmit={submit} error={save.error}>
        <Stack>
          {form !== null && <Notice tone="bad">{form}</Notice>}
          {children({ disabled, errors: fields })}
          {!disabled && (
            <Group justify="flex-end">
              <Button type="submit" disabled={!dirty || change === null} loading={save.isPending}>
                Save
              </Button>
            </Group>
          )}
        </Stack>
      </Form>
    </Panel>
  );
}
