import { TextInput } from '@mantine/core';
import type { PartnerReply } from '@project88/core/contract/partners.ts';
import { useState } from 'react';
import { ZoneField } from '../../ui/ZoneField.tsx';
import { SettingsForm } from './SettingsForm.tsx';

interface PanelProps {
  partner: PartnerReply;
  onSaved: () => void;
}

/** Name and zone. */
export function IdentityPanel({ partner, onSaved }: PanelProps) {
  const [name, setName] = useState(partner.name);
  const [timeZone, setTimeZone] = useState(partner.timeZone);
  return (
    <SettingsForm
      title="Partner"
      change={name.trim() === '' ? null : { name: name.trim(), timeZone }}
      dirty={name.trim() !== partner.name || timeZone !== partner.timeZone}
      onSaved={onSaved}
    >
      {({ disabled, errors }) => (
        <>
          <TextInput
            label="Name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={errors.name}
            disabled={disabled}
          />
          <ZoneField value={timeZone} onChange={setTimeZone} error={errors.timeZone} disabled={disabled} />
        </>
      )}
    </SettingsForm>
  );
}
