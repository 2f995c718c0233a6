import { NumberInput, Select, Stack, Switch, TextInput } from '@mantine/core';
import type { ScreenView } from '@project88/core/contract/live.ts';
import type { ScreenSettingsBody } from '@project88/core/contract/program.ts';
import type { TemplateId } from '@project88/core/contract/templates.ts';
import { useState } from 'react';
import { formErrors } from '../../lib/fieldErrors.ts';
import { Form } from '../../ui/Form.tsx';
import { FormButtons } from '../../ui/FormButtons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { sayDone } from '../../ui/toast.tsx';
import { useChangeScreen } from './api/screens.ts';
import { useTemplateOptions } from './useTemplateOptions.ts';

/** The value that stands for the design of the display session. */
const SHARED = '';

interface ScreenFormProps {
  displaySessionId: string;
  screen: ScreenView;
}

/** What is decided for one screen alone. It goes with the screen, so it is there again after a restart. */
export function ScreenForm({ displaySessionId, screen }: ScreenFormProps) {
  const known = settingsOf(screen);
  const [settings, setSettings] = useState(known);
  const change = useChangeScreen(displaySessionId, screen.key);
  const { fields, form } = formErrors(change.error);
  const set = (part: Partial<typeof settings>) => setSettings((before) => ({ ...before, ...part }));
  const save = () => {
    const body: ScreenSettingsBody = { ...settings, message: settings.message?.trim() || null };
    change.mutate(body, { onSuccess: () => sayDone('The screen follows.') });
  };
  return (
    <Form onSubmit={save} error={change.error}>
      <Stack>
        {form !== null && <Notice tone="bad">{form}</Notice>}
        <TextInput
          label="Name"
          placeholder="Tower left"
          maxLength={60}
          value={settings.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          error={fields.name}
        />
        <Select
          label="Design"
          data={[{ value: SHARED, label: 'That of the display session' }, ...useTemplateOptions()]}
          value={settings.templateId ?? SHARED}
          onChange={(id) => set({ templateId: id === null || id === SHARED ? null : (id as TemplateId) })}
          allowDeselect={false}
          searchable
          error={fields.templateId}
        />
        <TextInput
          label="Message on this screen alone"
          maxLength={300}
          value={settings.message ?? ''}
          onChange={(event) => set({ message: event.currentTarget.value })}
          error={fields.message}
        />
        <NumberInput
          label="Edge that this screen cuts off, in percent"
          min={0}
          max={20}
          step={0.5}
          value={settings.overscanPct}
          onChange={(value) => set({ overscanPct: Number(value) || 0 })}
          error={fields.overscanPct}
        />
        <Switch
          label="Less motion"
          description="Nothing slides; for slow players and for eyes that mind it"
          checked={settings.reducedMotion}
          onChange={(event) => set({ reducedMotion: event.currentTarget.checked })}
        />
        <FormButtons action="Save" onCancel={() => setSettings(known)} busy={change.isPending} />
      </Stack>
    </Form>
  );
}

function settingsOf({ name, overscanPct, reducedMotion, message, templateId }: ScreenView) {
  return { name, overscanPct, reducedMotion, message, templateId: templateId as TemplateId | null };
}
