import { Textarea } from '@mantine/core';
import type { PartnerReply } from '@project88/core/contract/partners.ts';
import { useState } from 'react';
import { linesOf } from '../../lib/textFields.ts';
import { SettingsForm } from './SettingsForm.tsx';

interface OriginsPanelProps {
  partner: PartnerReply;
  onSaved: () => void;
}

/** Which web pages of the partner's own may call the interface from a browser. */
export function OriginsPanel({ partner, onSaved }: OriginsPanelProps) {
  const [text, setText] = useState(partner.corsOrigins.join('\n'));
  const corsOrigins = linesOf(text);
  return (
    <SettingsForm
      title="Allowed web origins"
      change={{ corsOrigins }}
      dirty={corsOrigins.join('\n') !== partner.corsOrigins.join('\n')}
      onSaved={onSaved}
    >
      {({ disabled, errors }) => (
        <Textarea
          label="Origins"
          description="Your own web pages that may call the interface with an API key, one per line; empty: none"
          placeholder="https://results.example"
          rows={4}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={errors.corsOrigins}
          disabled={disabled}
        />
      )}
    </SettingsForm>
  );
}
